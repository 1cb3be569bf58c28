import { expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { addQueue, mergeQueues, queueId, queueOnWrite } from './queue.rules.ts';

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

const contextOf = (rows: readonly AnyRow[]): RuleContext => ({
  ...context,
  read: {
    get: (entity, id) => rows.find((one) => one.entity === entity && one.id === id),
    all: (entity) => rows.filter((one) => one.entity === entity),
  },
});
const planned = (rows: readonly AnyRow[], name: string) => {
  const plan = addQueue.plan({ name }, contextOf(rows));
  return plan.ok ? plan.value.records[0]?.id : plan.problem.code;
};

test('two people who add a queue of one name while they are apart add one, however they spell it', () => {
  expect(planned([], 'Rückgaben')).toBe(planned([], ' RUCKGABEN '));
  expect(planned([], 'Billing')).not.toBe(planned([], 'Refunds'));
});

test('one that is there or was deleted is not added again; one that has another name now stays as it is', () => {
  const there = row(queueId('Billing'), 'Billing');
  expect(planned([there], 'billing')).toBe('queue-name-taken');
  expect(planned([{ ...there, archivedAt: AT }], 'Billing')).toBe('queue-name-taken');
  expect(planned([{ ...there, name: 'Invoices' }], 'Billing')).toBe(queueId('Billing', 1));
});

test('two queues of one name become one: tickets and promises go over, and the other is deleted', () => {
  const [from, into] = [row(queueId('a'), 'Billing'), row(queueId('b'), 'Billing')];
  const rows = [
    from,
    into,
    { ...row('t1', ''), entity: 'ticket', queue: from.id },
    { ...row('t2', ''), entity: 'ticket', queue: into.id },
    { ...row('p', ''), entity: 'servicePolicy', queues: [`queue/${from.id}`, `queue/${into.id}`] },
  ];
  expect(mergeQueues.plan({ queue: from.id, into: into.id }, contextOf(rows))).toMatchObject({
    value: {
      records: [
        { entity: 'queue', id: from.id, archived: true },
        { entity: 'ticket', id: 't1', values: { queue: into.id } },
        { entity: 'servicePolicy', id: 'p', values: { queues: [`queue/${into.id}`] } },
      ],
    },
  });
  expect(mergeQueues.plan({ queue: from.id, into: from.id }, contextOf(rows)).ok).toBe(false);
});
