import { describe, expect, it } from 'vitest';
import { entityNamed, modules } from '../registry.ts';
import { aboutFrom, reachOf } from './reach.ts';

const CONTACT = '0190a000-0000-7000-8000-00000000000a';
const ACCOUNT = '0190a000-0000-7000-8000-00000000000b';

describe('what a timeline reaches', () => {
  it('goes over links that there are, to the record that it belongs to', () => {
    for (const { entity } of modules) {
      for (const link of reachOf(entity.name)) {
        expect(entityNamed(link.entity)?.fields[link.field]).toMatchObject({
          kind: 'link',
          to: entity.name,
        });
      }
    }
    expect(reachOf('account').map((link) => link.entity)).toEqual(['contact', 'deal', 'ticket']);
  });

  it('is at most three links, as a timeline keeps a question open for each', () => {
    for (const { entity } of modules) expect(reachOf(entity.name).length).toBeLessThanOrEqual(3);
  });

  it('an activity on a contact is about the contact and its account', () => {
    expect(aboutFrom('contact', { id: CONTACT, account: ACCOUNT })).toEqual([
      `account/${ACCOUNT}`,
      `contact/${CONTACT}`,
    ]);
  });

  it('without an account it is about the contact alone', () => {
    expect(aboutFrom('contact', { id: CONTACT })).toEqual([`contact/${CONTACT}`]);
    expect(aboutFrom('account', { id: ACCOUNT, parentAccount: CONTACT })).toEqual([
      `account/${ACCOUNT}`,
    ]);
  });
});
