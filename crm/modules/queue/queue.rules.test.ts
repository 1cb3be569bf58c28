import { expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { queueOnWrite } from './queue.rules.ts';

const AT = '2026-11-16T10:30:00.000Z';
const row = (id: string, name: string, more: Partial<AnyRow> = {}): AnyRow => ({
  id,
  entity: 'queue',
  createdAt: AT,
  createdBy: '',
  name,
  ...more,
});
const billing = row('a', 'Billing');
const refunds = row('b', 'Rückgaben', { archivedAt: AT });
const context: RuleContext = {
  read: { get: () => undefined, all: () => [billing, refunds] },
  actor: '',
  now: AT,
  newId: () => '',
};

test.each<readonly [string, AnyRow | undefined, string, boolean]>([
  ['of its own', undefined, 'Sales', true],
  ['of another one, however it is spelt', undefined, ' BILLING ', false],
  ['of one that was deleted', undefined, 'Ruckgaben', false],
  ['that it has already', billing, 'billing', true],
])('a queue may get a name %s: it is refused or taken', (_what, before, name, taken) => {
  expect(queueOnWrite(before, { name }, context).ok).toBe(taken);
});

test('a change of something else asks for no name', () => {
  expect(queueOnWrite(billing, {}, context)).toEqual({ ok: true, patch: {} });
});
