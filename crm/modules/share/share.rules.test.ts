import { describe, expect, test } from 'vitest';
import type { AnyRow } from '../../kernel/entity.ts';
import { sceneAt } from '../../kernel/rule-context.fixture.ts';
import { account } from '../account/account.entity.ts';
import type { ShareRow } from './share.entity.ts';
import { isUnseenShare, makeShares, seeShares } from './share.rules.ts';

const ME = '0192f000-0000-7000-8000-000000000001';
const BEN = '0192f000-0000-7000-8000-000000000002';
const ACME = '0192f000-0000-7000-8000-000000000003';
const NOW = '2026-11-16T10:30:00.000Z';

const { row, context } = sceneAt(NOW, ME, account);
const contextWith = (...more: readonly AnyRow[]) =>
  context(
    row('account', ACME, { name: 'Acme' }),
    row('user', ME, { name: 'Anna', teams: ['Sales'] }),
    row('user', BEN, { name: 'Ben' }),
    ...more,
  );
const records = [{ entity: 'account', id: ACME }];
const made = (target: object, ...more: readonly AnyRow[]) => {
  const plan = makeShares.plan({ records, target }, contextWith(...more));
  if (!plan.ok) throw new Error(plan.problem.code);
  const [first] = plan.value.records;
  if (first === undefined) throw new Error('nothing is planned');
  return first;
};

describe('sharing a record', () => {
  test('makes one share of a record and a target, whoever shares it on whichever desktop', () => {
    const first = made({ department: 'Sales' });
    expect(first).toMatchObject({ create: true, values: { what: 'Acme', by: ME, at: NOW } });
    expect(made({ department: 'Sales' }).id).toBe(first.id);
    expect(made({ department: 'Support' }).id).not.toBe(first.id);
    expect(made({ person: BEN }).id).not.toBe(first.id);
  });

  test('again is news again for those who had seen it', () => {
    const { id } = made({ department: 'Sales' });
    const before = row('share', id, { seenBy: [`user/${BEN}`] });
    expect(made({ department: 'Sales' }, before)).toMatchObject({
      create: false,
      values: { seenBy: null },
    });
  });

  test('with somebody who is not here is refused', () => {
    const input = { records, target: { person: ACME } };
    expect(makeShares.plan(input, contextWith())).toMatchObject({
      problem: { code: 'nobody-to-share-with' },
    });
  });
});

describe('a share', () => {
  const share = (values: Partial<ShareRow>): ShareRow =>
    row('share', ACME, { by: BEN, ...values }) as ShareRow;

  test.each([
    ['that names me', { person: ME }, true],
    ['with a department of mine', { department: 'Sales' }, true],
    ['with another department', { department: 'Support' }, false],
    ['of my own', { department: 'Sales', by: ME }, false],
    ['that I have seen', { person: ME, seenBy: [`user/${ME}`] }, false],
  ])('%s is for me or not', (_what, values, expected) => {
    expect(isUnseenShare(share(values), ME, ['Sales'])).toBe(expected);
  });

  test('is seen by one person without taking it from the others', () => {
    const other = row('share', ACME, { department: 'Sales', seenBy: [`user/${BEN}`] });
    expect(seeShares.plan({ ids: [ACME] }, contextWith(other))).toMatchObject({
      value: { records: [{ values: { seenBy: [`user/${ME}`, `user/${BEN}`] } }] },
    });
  });
});
