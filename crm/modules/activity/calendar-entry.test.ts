import { expect, it } from 'vitest';
import type { ActivityRow } from './activity.rules.ts';
import { entriesIn, type CalendarRange } from './calendar-entry.ts';
import { occurrenceId } from './series.ts';

const SERIES = '0190a000-0000-7000-8000-00000000000a';
const ME = '0190a000-0000-7000-8000-00000000000b';
const OTHER = '0190a000-0000-7000-8000-00000000000c';
const NOW_MS = Date.parse('2026-03-10T12:00:00.000Z');
const MARCH: CalendarRange = {
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-04-01T00:00:00.000Z',
  owners: null,
};

function row(values: Partial<ActivityRow>): ActivityRow {
  return {
    id: SERIES,
    entity: 'activity',
    createdAt: '2026-01-01T08:00:00.000Z',
    createdBy: ME,
    subject: 'Round',
    kind: 'Meeting',
    status: 'Planned',
    owner: ME,
    ...values,
  };
}

const weekly = row({
  startAt: '2026-03-09T08:00:00.000Z',
  endAt: '2026-03-09T09:00:00.000Z',
  recurrence: 'FREQ=WEEKLY;BYDAY=MO',
  repeatsFrom: '2026-03-02T08:00:00.000Z',
  timeZone: 'Europe/Berlin',
});

function entries(rows: readonly ActivityRow[], range: CalendarRange = MARCH) {
  return entriesIn(rows, (id) => rows.some((one) => one.id === id), range, NOW_MS);
}

it('a series is drawn where its rule puts it, each with its length, over the change of clocks', () => {
  expect(entries([weekly]).map(({ startAt, endAt }) => `${startAt} ${endAt}`)).toEqual([
    '2026-03-02T08:00:00.000Z 2026-03-02T09:00:00.000Z',
    '2026-03-09T08:00:00.000Z 2026-03-09T09:00:00.000Z',
    '2026-03-16T08:00:00.000Z 2026-03-16T09:00:00.000Z',
    '2026-03-23T08:00:00.000Z 2026-03-23T09:00:00.000Z',
    '2026-03-30T07:00:00.000Z 2026-03-30T08:00:00.000Z',
  ]);
});

it('what a series stands beyond is drawn as past', () => {
  expect(entries([weekly]).map(({ open }) => open)).toEqual([false, true, true, true, true]);
});

it('an occurrence that is a record of its own, or left out, is not drawn twice', () => {
  const occurrence = '2026-03-16T08:00:00.000Z';
  const moved = row({
    id: occurrenceId(SERIES, occurrence),
    series: SERIES,
    occurrence,
    startAt: '2026-03-17T08:00:00.000Z',
  });
  const without = { ...weekly, exceptions: ['2026-03-23T08:00:00.000Z'] };
  expect(entries([without, moved]).map(({ startAt }) => startAt.slice(5, 10))).toEqual([
    '03-02',
    '03-09',
    '03-17',
    '03-30',
  ]);
});

it('a series that ended brings nothing after its end', () => {
  const over = { ...weekly, status: 'Held', closedAt: '2026-03-10T00:00:00.000Z' } as ActivityRow;
  expect(entries([over])).toHaveLength(2);
});

it('shows only what is planned, of those who are asked for, and not what is archived', () => {
  const at = { startAt: '2026-03-05T08:00:00.000Z' };
  const rows = [
    row({ ...at, id: '1', kind: 'Email' }),
    row({ ...at, id: '2', owner: OTHER }),
    row({ ...at, id: '3', archivedAt: '2026-03-05T08:00:00.000Z' }),
    row({ ...at, id: '4' }),
    row({ id: '5', kind: 'Task', dueAt: '2026-03-05T16:00:00.000Z' }),
    row({ id: '6', kind: 'Task' }),
  ];
  const found = entries(rows, { ...MARCH, owners: [ME] });
  expect(found.map(({ id, allDay }) => [id, allDay])).toEqual([
    ['4', false],
    ['5', true],
  ]);
});

it('what begins before the range and goes on in it belongs to it; what ends at its beginning does not', () => {
  const range = { ...MARCH, from: '2026-03-05T23:00:00.000Z', to: '2026-03-06T23:00:00.000Z' };
  const over = row({
    id: '1',
    startAt: '2026-03-05T22:30:00.000Z',
    endAt: '2026-03-05T23:30:00.000Z',
  });
  const until = row({
    id: '2',
    startAt: '2026-03-05T22:00:00.000Z',
    endAt: '2026-03-05T23:00:00.000Z',
  });
  const next = row({ id: '3', startAt: '2026-03-06T23:00:00.000Z' });
  expect(entries([over, until, next], range).map(({ id }) => id)).toEqual(['1']);
});

it('a rule that nobody can read hides nothing: the activity stands for itself', () => {
  const odd = { ...weekly, recurrence: 'every second blue moon' } as ActivityRow;
  const nowhere = { ...weekly, timeZone: 'Mars/Olympus' } as ActivityRow;
  for (const one of [odd, nowhere]) {
    expect(entries([one]).map(({ startAt }) => startAt)).toEqual(['2026-03-09T08:00:00.000Z']);
  }
});
