import { describe, expect, it } from 'vitest';
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { passingTime } from './passing-time.fixture.ts';
import { watchReminders } from './reminders.ts';

const ME = '0190a000-0000-7000-8000-00000000000b';
const START_MS = Date.parse('2026-03-10T09:00:00.000Z');
const iso = (afterMs: number): string => new Date(START_MS + afterMs).toISOString();

function task(values: Partial<ActivityRow> = {}): ActivityRow {
  return {
    id: '0190a000-0000-7000-8000-00000000000a',
    entity: 'activity',
    createdAt: iso(-1000),
    createdBy: ME,
    kind: 'Task',
    subject: 'Call Ada',
    status: 'Not Started',
    owner: ME,
    reminderAt: iso(60_000),
    dueAt: iso(120_000),
    ...values,
  };
}

interface Desktop {
  readonly rows: Map<string, ActivityRow>;
  state: SyncState['state'];
  readonly shown: string[];
  readonly titles: string[];
}

/** One person's desktops. What one writes reaches the others after a while; of two claims the greater one stays. */
function desktops(time: ReturnType<typeof passingTime>, count: number, delayMs = 400) {
  const all: Desktop[] = Array.from({ length: count }, () => ({
    rows: new Map(),
    state: 'live',
    shown: [],
    titles: [],
  }));
  const apply = (desktop: Desktop, id: string, values: object): void => {
    const before = desktop.rows.get(id);
    if (before === undefined) return;
    const next = { ...before, ...values };
    const loses =
      before.remindedFor === next.remindedFor &&
      (before.remindedBy ?? '') > (next.remindedBy ?? '');
    if (!loses) desktop.rows.set(id, next);
  };
  const start = (desktop: Desktop, claim: string) =>
    watchReminders({
      activities: () => desktop.rows.values(),
      get: (id) => desktop.rows.get(id),
      write: (records) => {
        for (const { id, values } of records) {
          apply(desktop, id, values);
          for (const other of all) {
            if (other === desktop || desktop.state !== 'live' || other.state !== 'live') continue;
            time.after(delayMs, () => apply(other, id, values));
          }
        }
        return Promise.resolve({ ok: true });
      },
      syncState: () => desktop.state,
      meId: () => ME,
      nowMs: time.nowMs,
      timers: { after: time.after },
      claim,
      locale: 'en',
      timeZone: 'UTC',
      notify: ({ title, route }) => {
        desktop.titles.push(title);
        if (route !== null) desktop.shown.push(route);
      },
      shown: () => undefined,
    });
  const put = (row: ActivityRow): void => {
    for (const desktop of all) desktop.rows.set(row.id, row);
  };
  return { all, start, put };
}

function one(row: ActivityRow = task()) {
  const time = passingTime(START_MS);
  const { all, start, put } = desktops(time, 1);
  const [desktop] = all;
  if (desktop === undefined) throw new Error('there is one');
  desktop.state = 'off';
  put(row);
  return { time, desktop, start: () => start(desktop, 'a') };
}

describe('a reminder', () => {
  it('comes at its time, once, without any connection', async () => {
    const { time, desktop, start } = one();
    start();
    await time.pass(59_000);
    expect(desktop.shown).toEqual([]);
    await time.pass(2000);
    expect(desktop.shown).toEqual([`/activity/${task().id}`]);
    await time.pass(600_000);
    expect(desktop.shown).toHaveLength(1);
  });

  it('that fell due while the app was closed comes at the start, and not at the next', async () => {
    const { time, desktop, start } = one(task({ reminderAt: iso(-3_600_000) }));
    const first = start();
    await time.pass(1000);
    expect(desktop.titles).toEqual(['Call Ada']);
    first.stop();
    start();
    await time.pass(60_000);
    expect(desktop.titles).toHaveLength(1);
  });

  it('comes again when it is snoozed', async () => {
    const { time, desktop, start } = one();
    start();
    await time.pass(61_000);
    const row = desktop.rows.get(task().id);
    if (row !== undefined) desktop.rows.set(row.id, { ...row, snoozedUntil: iso(300_000) });
    await time.pass(230_000);
    expect(desktop.shown).toHaveLength(1);
    await time.pass(30_000);
    expect(desktop.shown).toHaveLength(2);
  });

  it.each<readonly [string, Partial<ActivityRow>]>([
    ['somebody else’s', { owner: '0190a000-0000-7000-8000-00000000000c' }],
    ['of what is done', { status: 'Completed' }],
    ['of what is archived', { archivedAt: iso(0) }],
    ['from another year', { reminderAt: '2024-01-01T00:00:00.000Z' }],
  ])('%s does not come', async (_what, values) => {
    const { time, desktop, start } = one(task(values));
    start();
    await time.pass(120_000);
    expect(desktop.shown).toEqual([]);
  });

  it('of many that fell due at once, three come by name and the rest as one', async () => {
    const time = passingTime(START_MS);
    const { all, start, put } = desktops(time, 1);
    const [desktop] = all;
    for (let index = 0; index < 9; index++)
      put(task({ id: `0190a000-0000-7000-8000-00000000010${index}`, reminderAt: iso(-1000) }));
    if (desktop !== undefined) start(desktop, 'a');
    await time.pass(10_000);
    expect(desktop?.titles).toEqual(['Call Ada', 'Call Ada', 'Call Ada', '6 more reminders']);
  });
});

describe('two desktops of one person', () => {
  it('that are connected show it once, though both see its time come at the same moment', async () => {
    const time = passingTime(START_MS);
    const { all, start, put } = desktops(time, 2);
    put(task());
    all.forEach((desktop, index) => start(desktop, `claim-${index}`));
    await time.pass(90_000);
    expect(all.flatMap(({ shown }) => shown)).toHaveLength(1);
  });

  it('that are not each show it at most once, and not again when they meet', async () => {
    const time = passingTime(START_MS);
    const { all, start, put } = desktops(time, 2);
    put(task());
    for (const desktop of all) desktop.state = 'offline';
    all.forEach((desktop, index) => start(desktop, `claim-${index}`));
    await time.pass(90_000);
    for (const desktop of all) desktop.state = 'live';
    await time.pass(90_000);
    expect(all.map(({ shown }) => shown.length)).toEqual([1, 1]);
  });

  it('the one that starts later waits for what the other has seen to', async () => {
    const time = passingTime(START_MS);
    const { all, start, put } = desktops(time, 2);
    const [first, second] = all;
    if (first === undefined || second === undefined) throw new Error('there are two');
    put(task({ reminderAt: iso(-1000) }));
    first.rows.set(
      task().id,
      task({ reminderAt: iso(-1000), remindedFor: iso(-1000), remindedBy: 'a' }),
    );
    second.state = 'catching-up';
    start(second, 'b');
    await time.pass(5000);
    expect(second.shown).toEqual([]);
    for (const row of first.rows.values()) second.rows.set(row.id, row);
    second.state = 'live';
    await time.pass(60_000);
    expect(second.shown).toEqual([]);
  });
});
