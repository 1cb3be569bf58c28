import { afterEach, beforeEach, expect, test } from 'vitest';
import { customKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { entityNamed, registry } from '../../../crm/modules/registry.ts';
import { formulaNames, toKeys, toNames } from './formula-names.ts';

const ids = [1, 2, 3].map((n) => `0192f000-0000-7000-8000-00000000000${n}`);
const [fee = '', fee2 = '', word = ''] = ids.map(customKey);

beforeEach(() => {
  const base = { entity: 'customField', createdAt: 'then', createdBy: '', type: 'number' };
  registry.redefine({
    objects: [],
    fields: [
      { ...base, id: ids[0] ?? '', on: 'account', label: 'Annual fee (net)' },
      { ...base, id: ids[1] ?? '', on: 'account', label: 'Annual fee: net' },
      { ...base, id: ids[2] ?? '', on: 'deal', label: 'In' },
    ],
  });
});
afterEach(() => {
  registry.redefine({ fields: [], objects: [] });
});

test('a custom field goes by its label, with a number where two would be alike, and never by a word of the language', () => {
  const account = entityNamed('account');
  const deal = entityNamed('deal');
  if (account === undefined || deal === undefined) throw new Error('not registered');
  expect(formulaNames(account).nameOf.get(fee)).toBe('annualFeeNet');
  expect(formulaNames(account).nameOf.get(fee2)).toBe('annualFeeNet2');
  expect(formulaNames(deal).nameOf.get(word)).toBe('in2');
});

test('a formula is kept with keys and read with names, also those of a linked record', () => {
  const deal = entityNamed('deal');
  if (deal === undefined) throw new Error('not registered');
  const written = 'amount * in2 > account.annualFeeNet ? "account.annualFeeNet" : nextStep';
  const kept = `amount * ${word} > account.${fee} ? "account.annualFeeNet" : nextStep`;
  expect(toKeys(deal, written)).toBe(kept);
  expect(toNames(deal, kept)).toBe(written);
});
