/**
 * The worker's half of the calendar with 100,000 activities, 500 of which repeat:
 * `node scripts/run.mjs tests/bench/calendar.bench.ts`.
 * CPU time of the process, which other programs on the machine do not change.
 */
import { setImmediate, setTimeout as rest } from 'node:timers/promises';
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { createCalendar } from '../../src-renderer/worker/calendar/calendar.ts';
import { createRowStore } from '../../src-renderer/worker/rows/row-store.ts';
import { rollsFrom } from './realistic-rows.ts';

const ACTIVITIES = 100_000;
const SERIES = 500;
const DAY_MS = 86_400_000;
const FIRST_MS = Date.parse('2023-01-02T00:00:00.000Z');
const NOW_MS = Date.parse('2026-03-10T12:00:00.000Z');
/** As many days as a team's past has: about 90 activities a day. */
const DAYS = 1_100;
const RULES = ['FREQ=WEEKLY;BYDAY=MO', 'FREQ=DAILY', 'FREQ=MONTHLY', 'FREQ=WEEKLY;BYDAY=TU,TH'];

const rolls = rollsFrom(7);
const rows: AnyRow[] = Array.from({ length: ACTIVITIES }, (_, at) => {
  const startMs = FIRST_MS + rolls.below(DAYS) * DAY_MS + (7 + rolls.below(11)) * 3_600_000;
  const startAt = new Date(startMs).toISOString();
  return {
    id: `0190a000-0000-7000-8000-${String(at).padStart(12, '0')}`,
    entity: 'activity',
    createdAt: startAt,
    createdBy: '',
    kind: rolls.chance(30) ? 'Call' : 'Meeting',
    subject: `Activity ${at}`,
    startAt,
    endAt: new Date(startMs + 3_600_000).toISOString(),
    ...(at < SERIES ? { recurrence: RULES[at % RULES.length], timeZone: 'Europe/Berlin' } : {}),
  };
});
const store = createRowStore();
store.load('activity', rows);
const calendar = createCalendar({
  rows: store,
  nowMs: () => NOW_MS,
  elapsedMs: () => performance.now(),
  pause: () => pause(),
  schedule: () => undefined,
  changed: () => undefined,
});

let longestMs = 0;
/** One slice after another; the longest is what others wait for. */
const pause = async (): Promise<void> => {
  endSlice();
  await setImmediate();
  sliceStart = process.cpuUsage();
};
let sliceStart = process.cpuUsage();
function endSlice(): void {
  const { user, system } = process.cpuUsage(sliceStart);
  longestMs = Math.max(longestMs, (user + system) / 1000);
}

async function measure(
  what: string,
  times: number,
  run: (round: number) => Promise<number>,
): Promise<void> {
  const taken: number[] = [];
  let found = 0;
  longestMs = 0;
  for (let round = 0; round < times; round++) {
    // What the round before left for the background is done by then, as it is for a person.
    await rest(60);
    sliceStart = process.cpuUsage();
    const before = process.cpuUsage();
    found = await run(round);
    endSlice();
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / 1000);
  }
  taken.sort((a, b) => a - b);
  const p95 = taken[Math.ceil(times * 0.95) - 1] ?? 0;
  console.log(
    `${what}: p95 ${p95.toFixed(1)} ms of work, longest slice ${longestMs.toFixed(1)} ms, ` +
      `${times} times, ${found} entries`,
  );
}

const week = (number: number, days = 7) => ({
  from: new Date(FIRST_MS + number * 7 * DAY_MS).toISOString(),
  to: new Date(FIRST_MS + (number * 7 + days) * DAY_MS).toISOString(),
  owners: null,
});
await measure('unprepared first question', 1, () =>
  calendar.entries(week(100)).then(({ count }) => count),
);
await measure('the same week, after an edit', 50, (round) => {
  const row = rows[1_000 + round];
  if (row !== undefined)
    store.apply([
      { entity: 'activity', id: row.id, after: { ...row, subject: `Edited ${round}` } },
    ]);
  return calendar.entries(week(100)).then(({ count }) => count);
});
await measure('week after week', 50, (round) =>
  calendar.entries(week(101 + round)).then(({ count }) => count),
);
await measure('six weeks', 20, (round) =>
  calendar.entries(week(100 + round, 42)).then(({ count }) => count),
);
