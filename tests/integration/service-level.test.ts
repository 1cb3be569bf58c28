/** The service level of a ticket whose history a real engine wrote. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../crm/kernel/result.ts';
import {
  serviceLevelOf,
  statusStepsOf,
  type ServiceLevel,
  type TicketRow,
} from '../../crm/modules/ticket/service-level.ts';
import { defaultPromise } from '../../crm/modules/ticket/service-promise.ts';
import { respondAction } from '../../crm/modules/ticket/ticket.rules.ts';
import {
  startLoneEngine,
  type LoneEngine,
} from '../../src-renderer/worker/engine/engine-fixture.ts';

const promise = defaultPromise('UTC');
const MINUTE_MS = 60_000;

let nowMs: number;
let lone: LoneEngine;
let id: string;

/** Of a Monday. */
function at(time: string): void {
  nowMs = Date.parse(`2026-11-16T${time}:00.000Z`);
}

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

function ticket(): TicketRow {
  return lone.engine.get('ticket', id) as TicketRow;
}

async function set(values: Record<string, unknown>, create = false): Promise<void> {
  const act = { label: 'Test', batch: '' };
  valueOf(await lone.engine.write([{ entity: 'ticket', id, create, values }], act));
}

async function respond(): Promise<void> {
  valueOf(await lone.engine.run(respondAction.command, respondAction.input({ ...ticket() })));
}

async function level(): Promise<ServiceLevel> {
  const { entries } = await lone.engine.history({ entity: 'ticket', id });
  const found = serviceLevelOf({
    row: ticket(),
    steps: statusStepsOf(entries),
    nowMs,
    promise,
  });
  if (found === undefined) throw new Error('A ticket with a priority is promised something');
  return found;
}

async function resolution(): Promise<readonly [state: string, paused: boolean, minutes: number]> {
  const { state, paused, remainingMs } = (await level()).resolution;
  return [state, paused, remainingMs / MINUTE_MS];
}

beforeEach(async () => {
  at('09:00');
  lone = await startLoneEngine(undefined, { deps: { clock: { nowMs: () => nowMs } } });
  id = lone.newId();
  await set({ subject: 'Printer', status: 'New', priority: 'Urgent' }, true);
});

describe('an urgent ticket', () => {
  test('is met by a first response in time; undo takes that back, and its status too', async () => {
    at('09:10');
    await respond();
    expect(ticket()).toMatchObject({
      status: 'Open',
      firstRespondedAt: '2026-11-16T09:10:00.000Z',
    });
    at('12:00');
    expect((await level()).response).toMatchObject({ state: 'met', usedMs: 10 * MINUTE_MS });
    valueOf(await lone.engine.undo());
    expect(ticket().status).toBe('New');
    expect(ticket().firstRespondedAt).toBeUndefined();
    expect((await level()).response).toMatchObject({
      state: 'breached',
      remainingMs: -150 * MINUTE_MS,
    });
    // Done again it has the time of the response, not of the second thought.
    valueOf(await lone.engine.redo());
    expect((await level()).response).toMatchObject({ state: 'met', usedMs: 10 * MINUTE_MS });
  });

  test('waits, goes on, is resolved, is opened again and goes on where it was', async () => {
    at('10:00');
    await set({ status: 'Waiting on customer' });
    at('14:00');
    expect(await resolution()).toEqual(['open', true, 60]);
    await set({ status: 'Open' });
    at('14:20');
    expect(await resolution()).toEqual(['open', false, 40]);
    await set({ status: 'Resolved' });
    expect(ticket().resolvedAt).toBe('2026-11-16T14:20:00.000Z');
    at('17:00');
    expect(await resolution()).toEqual(['met', false, 40]);
    await set({ status: 'Open' });
    expect(ticket().resolvedAt).toBeUndefined();
    at('17:15');
    expect(await resolution()).toEqual(['near', false, 25]);
    at('17:45');
    expect(await resolution()).toEqual(['breached', false, -5]);
  });

  test('whose resolving is undone goes on from there, as one that is opened again', async () => {
    at('10:00');
    await set({ status: 'Closed' });
    at('10:30');
    valueOf(await lone.engine.undo());
    expect(ticket().resolvedAt).toBeUndefined();
    at('10:40');
    expect(await resolution()).toEqual(['open', false, 50]);
  });

  test('that is found to be of low priority is measured as such from the start', async () => {
    at('11:30');
    expect(await resolution()).toEqual(['breached', false, -30]);
    await set({ priority: 'Low' });
    expect(await resolution()).toEqual(['open', false, 72 * 60 - 150]);
  });
});
