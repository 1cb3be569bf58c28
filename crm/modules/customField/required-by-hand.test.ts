import { expect, test } from 'vitest';
import { builtInModules } from '../registry.ts';
import { customKey } from '../../kernel/custom/custom-keys.ts';
import { createRegistry } from '../../kernel/custom/registry.ts';
import { checkByHand, checkNew } from '../../kernel/derive.ts';

const FIELD = '0190a6b2-0000-7000-8000-000000000009';

function accountWith(required: boolean) {
  const registry = createRegistry(builtInModules);
  const values = { on: 'account', type: 'text', label: 'Branch', required };
  const row = { id: FIELD, entity: 'customField', createdAt: '2026', createdBy: '', ...values };
  registry.redefine({ fields: [row], objects: [] });
  const account = registry.entity('account');
  if (account === undefined) throw new Error('there are accounts');
  return account;
}

test('what the team requires is asked of a person, and not of what a rule or a file creates', () => {
  const account = accountWith(true);
  expect(checkNew(account, { name: 'Acme' })).toMatchObject({ ok: true });
  expect(checkByHand(account, { name: 'Acme' })).toMatchObject({
    problem: { code: 'required-field-missing', fields: [customKey(FIELD)] },
  });
  expect(checkByHand(account, { name: 'Acme', [customKey(FIELD)]: 'Steel' }).ok).toBe(true);
});

test('what it does not require may be left out by anybody', () => {
  expect(checkByHand(accountWith(false), { name: 'Acme' }).ok).toBe(true);
  expect(checkByHand(accountWith(false), {})).toMatchObject({ problem: { fields: ['name'] } });
});
