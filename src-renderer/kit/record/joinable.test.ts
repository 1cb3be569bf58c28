import { describe, expect, it } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { account } from '../../../crm/modules/account/account.entity.ts';
import { contact } from '../../../crm/modules/contact/contact.entity.ts';
import { convertAction } from '../../../crm/modules/lead/lead.rules.ts';
import { chosenOf, fillsOfChoice, type JoinKind, type JoinOption } from './joinable.ts';

const joins = convertAction.joins;
if (joins === undefined) throw new Error('a conversion joins nothing');

function option(entity: string, id: string, values: object, isCertain = false): JoinOption {
  const row: AnyRow = { id, entity, createdAt: '2026', createdBy: '', ...values };
  return { row, subtitle: '', reasons: ['same name'], isCertain };
}

const kinds = (
  accounts: readonly JoinOption[],
  contacts: readonly JoinOption[],
): readonly JoinKind[] => [
  { entity: account, made: { name: 'Acme' }, newId: 'new-account', options: accounts },
  { entity: contact, made: { lastName: 'Lovelace' }, newId: 'new-contact', options: contacts },
];

describe('which of what is there is meant', () => {
  it('is nobody who is merely alike', () => {
    const found = kinds([option('account', 'a', {})], [option('contact', 'c', {})]);
    expect(chosenOf(joins, found, {})).toEqual({ account: null, contact: null });
  });

  it('is who is certain, with the company that they belong to', () => {
    const found = kinds(
      [option('account', 'a', {}, true), option('account', 'theirs', {})],
      [option('contact', 'c', { account: 'theirs' }, true)],
    );
    expect(chosenOf(joins, found, {})).toEqual({ account: 'theirs', contact: 'c' });
  });

  it('is what the person said, also that it is a new one', () => {
    const found = kinds(
      [option('account', 'a', {}, true), option('account', 'theirs', {})],
      [option('contact', 'c', { account: 'theirs' }, true)],
    );
    expect(chosenOf(joins, found, { account: null })).toEqual({ account: null, contact: 'c' });
    expect(chosenOf(joins, found, { contact: null })).toEqual({ account: 'a', contact: null });
    expect(chosenOf(joins, found, { account: 'a' })).toEqual({ account: 'a', contact: 'c' });
  });

  it('says what the chosen one would get, also the company that is only made', () => {
    const found = kinds(
      [],
      [option('contact', 'c', { account: 'old' }), option('contact', 'd', {})],
    );
    const [, people] = found;
    const [works, free] = people?.options ?? [];
    if (people === undefined || works === undefined || free === undefined) throw new Error('gone');
    const none = { account: null, contact: null };
    expect(fillsOfChoice(joins, found, people, works.row, none)).toEqual({
      accounts: [{ id: 'new-account', account: 'new-account' }],
    });
    expect(fillsOfChoice(joins, found, people, free.row, none)).toEqual({ account: 'new-account' });
  });
});
