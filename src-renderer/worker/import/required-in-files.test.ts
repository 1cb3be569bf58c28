import { expect, test } from 'vitest';
import { customKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { createHarness, only } from './import-harness.ts';

const FIELD = '0190a6b2-0000-7000-8000-000000000009';

test('a field that the team requires is reported where a file lacks it, and the record comes all the same', async () => {
  const harness = await createHarness();
  const input = { id: FIELD, on: 'account', type: 'text', label: 'Branch', required: true };
  await harness.engine.run('customField.save', input);
  const report = await harness.import('accounts.csv', 'Account name,Branch\nAcme,\n');
  expect(report).toMatchObject({ created: 1 });
  expect(JSON.stringify(report)).toContain('is missing, and an account needs it');
  expect(only(harness, 'account')[customKey(FIELD)]).toBeUndefined();
});
