import { expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { renewalTaskId } from '../../../crm/modules/contract/contract.rules.ts';
import { createContractWatch } from './contract-watch.ts';

const ID = '0190a000-0000-7000-8000-000000000001';
const contract: AnyRow = {
  id: ID,
  entity: 'contract',
  createdAt: '2024-01-01T00:00:00.000Z',
  createdBy: '',
  status: 'Signed',
  start: '2024-02-01',
  end: '2025-01-31',
  reminderDays: 30,
  owner: 'ada',
};

function watched(meId: string, ...others: readonly AnyRow[]) {
  const rows = [contract, ...others];
  const ran: unknown[] = [];
  let nowMs = Date.parse('2025-01-10T12:00:00.000Z');
  let next: { readonly atMs: number; readonly run: () => void } | undefined;
  const watch = createContractWatch({
    engine: {
      get: (entity, id) => rows.find((row) => row.entity === entity && row.id === id),
      all: (entity) => rows.filter((row) => row.entity === entity),
      run: (name, input) => {
        ran.push([name, input]);
        return Promise.resolve({
          ok: false,
          problem: { code: 'nothing-ends', message: '', remedy: '' },
        });
      },
    },
    timers: {
      after: (ms, run) => {
        const own = { atMs: nowMs + ms, run };
        next = own;
        return () => {
          if (next === own) next = undefined;
        };
      },
    },
    nowMs: () => nowMs,
    meId: () => meId,
    canWrite: () => true,
  });
  const pass = async (): Promise<void> => {
    const due = next;
    next = undefined;
    if (due !== undefined) {
      nowMs = due.atMs;
      due.run();
    }
    await Promise.resolve();
  };
  return { watch, ran, pass, waits: () => next !== undefined };
}

test('the desktop of its owner makes the task for a contract that is to end', async () => {
  const { ran, pass } = watched('ada');
  await pass();
  expect(ran).toEqual([['contract.remind', { contracts: [ID] }]]);
});

test('the desktops of others leave it to that one', async () => {
  const { ran, pass } = watched('ben');
  await pass();
  expect(ran).toEqual([]);
});

test('a task that is there is not made again, and the next look comes', async () => {
  const task = { ...contract, entity: 'activity', id: renewalTaskId(ID, '2025-01-31') };
  const { ran, pass, waits } = watched('ada', task);
  await pass();
  expect(ran).toEqual([]);
  expect(waits()).toBe(true);
});

test('a workspace that is closed is looked at no more', async () => {
  const { watch, ran, pass } = watched('ada');
  watch.close();
  await pass();
  expect(ran).toEqual([]);
});
