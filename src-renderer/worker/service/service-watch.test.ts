import { beforeEach, describe, expect, test } from 'vitest';
import type { Desk, DeskView } from '../../../crm/contracts/rpc/service.rpc.ts';
import type { Result } from '../../../crm/kernel/result.ts';
import { STANDARD_POLICY_ID, policyValues } from '../../../crm/modules/policy/service-policies.ts';
import { defaultPromise } from '../../../crm/modules/ticket/service-promise.ts';
import type { Engine } from '../engine/engine-api.ts';
import { startLoneEngine, type LoneEngine } from '../engine/engine-fixture.ts';
import { createServiceWatch, type ServiceWatch } from './service-watch.ts';

const ME = '00000000-0000-7000-8000-000000000001';
const OTHER = '00000000-0000-7000-8000-000000000002';
const SUPPORT = '00000000-0000-7000-8000-000000000003';
const BILLING = '00000000-0000-7000-8000-000000000004';

let nowMs: number;
let lone: LoneEngine;
let watch: ServiceWatch;
let told: string[];
/** What waits for a time; run by `pass`. */
let waiting: { readonly atMs: number; readonly run: () => void }[];
let serial: number;

/** Of a Monday. */
const at = (time: string): number => Date.parse(`2026-11-16T${time}:00.000Z`);
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets time pass, second by second as far as timers go. */
async function pass(time: string): Promise<void> {
  const untilMs = at(time);
  for (;;) {
    await settled();
    const next = waiting
      .filter(({ atMs }) => atMs <= untilMs)
      .toSorted((a, b) => a.atMs - b.atMs)[0];
    if (next === undefined) break;
    waiting.splice(waiting.indexOf(next), 1);
    nowMs = Math.max(nowMs, next.atMs);
    next.run();
  }
  nowMs = untilMs;
  await settled();
}

function openWatch(): ServiceWatch {
  return createServiceWatch({
    engine: lone.engine,
    nowMs: () => nowMs,
    timers: {
      after: (ms, run) => {
        const entry = { atMs: nowMs + ms, run };
        waiting.push(entry);
        return () => void (waiting = waiting.filter((one) => one !== entry));
      },
    },
    pause: settled,
    meId: () => ME,
    timeZone: 'UTC',
    canWrite: () => true,
    changed: () => undefined,
    escalated: (tickets) => void told.push(...tickets.map(({ id }) => id)),
  });
}

beforeEach(async () => {
  nowMs = at('09:00');
  waiting = [];
  told = [];
  serial = 0;
  lone = await startLoneEngine(undefined, { deps: { clock: { nowMs: () => nowMs } } });
  watch = openWatch();
  lone.engine.on('rows', (changes) => watch.rowsChanged(changes));
});

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

async function write(entity: string, id: string, values: Record<string, unknown>): Promise<void> {
  const create = lone.engine.get(entity, id) === undefined;
  valueOf(await lone.engine.write([{ entity, id, create, values }], { label: 'Test', batch: '' }));
}

async function ticket(values: Record<string, unknown>): Promise<string> {
  const id = lone.newId();
  await write('ticket', id, { subject: `Ticket ${(serial += 1)}`, status: 'Open', ...values });
  return id;
}

const desk = (view: DeskView = { view: 'all' }): Promise<Desk> =>
  watch.desk({ view, offset: 0, limit: 100 });
const subjects = async (view?: DeskView): Promise<unknown[]> =>
  (await desk(view)).rows.map(({ row }) => row['subject']);
const escalationsOf = (engine: Engine, id: string): unknown =>
  engine.get('ticket', id)?.['escalatedAt'];

describe('the desk', () => {
  test('has what is due first at its top, then what waits, then what nobody promised', async () => {
    await ticket({});
    await ticket({ priority: 'Low' });
    await ticket({ priority: 'Urgent', status: 'Waiting on customer' });
    await ticket({ priority: 'Urgent' });
    await ticket({ priority: 'High' });
    await ticket({ priority: 'Urgent', status: 'Resolved' });
    expect(await subjects()).toEqual(['Ticket 4', 'Ticket 5', 'Ticket 2', 'Ticket 3', 'Ticket 1']);
    expect((await desk()).rows[0]?.due).toEqual({
      clock: 'response',
      state: 'open',
      paused: false,
      at: '2026-11-16T09:30:00.000Z',
    });
  });

  test('shows views and queues with their counts', async () => {
    await write('queue', SUPPORT, { name: 'Support' });
    await write('queue', BILLING, { name: 'Billing' });
    await ticket({ priority: 'Urgent', agent: ME, queue: BILLING });
    await ticket({ priority: 'Low', agent: OTHER, queue: BILLING });
    await ticket({ priority: 'Low', queue: SUPPORT });
    await pass('09:25');
    expect((await desk()).counts).toMatchObject({
      mine: 1,
      unassigned: 1,
      near: 1,
      overdue: 0,
      all: 3,
    });
    await pass('09:31');
    expect((await desk()).counts).toMatchObject({ near: 0, overdue: 1 });
    expect((await desk()).queues).toEqual([
      { id: BILLING, name: 'Billing', count: 2, overdue: 1 },
      { id: SUPPORT, name: 'Support', count: 1, overdue: 0 },
    ]);
    expect(await subjects({ view: 'mine' })).toEqual(['Ticket 1']);
    expect(await subjects({ view: 'overdue' })).toEqual(['Ticket 1']);
    expect(await subjects({ view: 'unassigned' })).toEqual(['Ticket 3']);
    expect(await subjects({ view: 'queue', queue: BILLING })).toEqual(['Ticket 1', 'Ticket 2']);
  });

  test('follows answers, pauses and what is resolved', async () => {
    const id = await ticket({ priority: 'Urgent' });
    valueOf(await lone.engine.run('ticket.respond', { ticket: id }));
    expect((await desk()).rows[0]?.due).toMatchObject({
      clock: 'resolution',
      at: '2026-11-16T11:00:00.000Z',
    });
    await pass('09:40');
    await write('ticket', id, { status: 'Waiting on customer' });
    await pass('12:00');
    expect((await desk()).rows[0]?.due).toEqual({
      clock: 'resolution',
      state: 'open',
      paused: true,
      at: null,
    });
    await write('ticket', id, { status: 'Open' });
    await pass('12:01');
    expect((await desk()).rows[0]?.due).toMatchObject({ at: '2026-11-16T13:20:00.000Z' });
    await write('ticket', id, { status: 'Resolved' });
    expect((await desk()).rows).toEqual([]);
  });

  test('follows a policy that is changed meanwhile, and the account that a policy asks for', async () => {
    const account = lone.newId();
    await write('account', account, { name: 'Nordlicht', type: 'Customer' });
    await ticket({ priority: 'Urgent', account });
    const strict = {
      ...policyValues(defaultPromise('UTC')),
      name: 'Partners',
      accountTypes: ['Partner'],
    };
    await write('servicePolicy', lone.newId(), {
      ...strict,
      targets: [{ id: 'Urgent', responseMinutes: 10, resolutionMinutes: 60 }],
    });
    expect((await desk()).rows[0]?.due?.at).toBe('2026-11-16T09:30:00.000Z');
    await write('account', account, { type: 'Partner' });
    expect((await desk()).rows[0]?.due?.at).toBe('2026-11-16T09:10:00.000Z');
    await write('account', account, { type: 'Customer' });
    await write('servicePolicy', STANDARD_POLICY_ID, {
      ...strict,
      accountTypes: [],
      targets: [{ id: 'Urgent', responseMinutes: 5, resolutionMinutes: 60 }],
    });
    expect((await desk()).rows[0]?.due?.at).toBe('2026-11-16T09:05:00.000Z');
  });
});

test('a workspace counts in its own time zone, whatever the clocks of the desktop show', async () => {
  await ticket({ priority: 'Low' });
  const due = (await desk()).rows[0]?.due?.at;
  valueOf(
    await lone.engine.run('workspace.setTimeZone', { name: 'Nord', timeZone: 'Asia/Kathmandu' }),
  );
  const there = (await desk()).rows[0]?.due?.at;
  // 24 business hours from a quarter to three in the afternoon of a Monday there.
  expect(due).toBe('2026-11-18T15:00:00.000Z');
  expect(there).toBe('2026-11-19T06:00:00.000Z');
});

describe('a broken promise', () => {
  test('is escalated once, at the moment at which it was broken, and the agent is told once', async () => {
    const id = await ticket({ priority: 'Urgent', agent: ME });
    await pass('09:30');
    expect(escalationsOf(lone.engine, id)).toBeUndefined();
    await pass('09:31');
    expect(lone.engine.get('ticket', id)).toMatchObject({
      escalatedAt: '2026-11-16T09:30:00.000Z',
      escalatedTo: ME,
    });
    expect(told).toEqual([id]);
    const before = lone.engine.pending().length;
    await pass('10:59');
    expect(told).toEqual([id]);
    expect(lone.engine.pending()).toHaveLength(before);
    // It is nobody's act, so nobody's undo meets it.
    expect(lone.engine.undoList()[0]?.label).toBe('Test');
  });

  test('of a colleague is left to their desktop for a minute', async () => {
    const id = await ticket({ priority: 'Urgent', agent: OTHER });
    await pass('09:31');
    expect(escalationsOf(lone.engine, id)).toBeUndefined();
    await pass('09:32');
    expect(lone.engine.get('ticket', id)).toMatchObject({ escalatedTo: OTHER });
    expect(told).toEqual([]);
  });

  test('that was broken while the desktop was off is escalated when it is on again', async () => {
    watch.close();
    const id = await ticket({ priority: 'Urgent', agent: ME });
    nowMs = at('15:00');
    watch = openWatch();
    await pass('15:01');
    expect(escalationsOf(lone.engine, id)).toBe('2026-11-16T11:00:00.000Z');
  });

  test('is none while the ticket waits, nor when it was answered in time', async () => {
    const paused = await ticket({ priority: 'Urgent', agent: ME });
    const answered = await ticket({ priority: 'High', agent: ME });
    await pass('09:10');
    await write('ticket', paused, { status: 'Waiting on third party' });
    valueOf(await lone.engine.run('ticket.respond', { ticket: answered }));
    await pass('12:59');
    expect([paused, answered].map((id) => escalationsOf(lone.engine, id))).toEqual([
      undefined,
      undefined,
    ]);
    await pass('13:01');
    // Its four hours of resolution are over.
    expect(escalationsOf(lone.engine, answered)).toBe('2026-11-16T13:00:00.000Z');
  });

  test('is escalated again when the next promise to the same customer is broken', async () => {
    const id = await ticket({ priority: 'Urgent', agent: ME });
    await pass('09:31');
    expect(escalationsOf(lone.engine, id)).toBe('2026-11-16T09:30:00.000Z');
    // Still not answered, and its two hours of resolution are over as well.
    await pass('11:01');
    expect(escalationsOf(lone.engine, id)).toBe('2026-11-16T11:00:00.000Z');
    expect(told).toEqual([id, id]);
  });

  test('is escalated again when the ticket is opened again with its time used up', async () => {
    const id = await ticket({ priority: 'Urgent', agent: ME });
    valueOf(await lone.engine.run('ticket.respond', { ticket: id }));
    await pass('11:01');
    await write('ticket', id, { status: 'Resolved' });
    await pass('15:00');
    await write('ticket', id, { status: 'Open' });
    const reopenedAt = new Date(nowMs).toISOString();
    await pass('15:01');
    expect(escalationsOf(lone.engine, id)).toBe(reopenedAt);
    expect(told).toEqual([id, id]);
    await pass('17:00');
    expect(told).toEqual([id, id]);
  });

  test('follows a policy that promises more time, and is escalated when that is over too', async () => {
    const id = await ticket({ priority: 'Urgent', agent: ME });
    await pass('09:31');
    await write('servicePolicy', STANDARD_POLICY_ID, {
      ...policyValues(defaultPromise('UTC')),
      targets: [{ id: 'Urgent', responseMinutes: 60, resolutionMinutes: 480 }],
    });
    await pass('09:59');
    expect(told).toEqual([id]);
    await pass('10:01');
    expect(escalationsOf(lone.engine, id)).toBe('2026-11-16T10:00:00.000Z');
    expect(told).toEqual([id, id]);
  });

  test('does not stand in the way of undoing how the ticket came about', async () => {
    const id = await ticket({ priority: 'Urgent', agent: ME });
    await pass('09:31');
    expect(escalationsOf(lone.engine, id)).toBeDefined();
    valueOf(await lone.engine.undo());
    expect(lone.engine.get('ticket', id)).toBeUndefined();
    valueOf(await lone.engine.redo());
    expect(escalationsOf(lone.engine, id)).toBeDefined();
  });
});
