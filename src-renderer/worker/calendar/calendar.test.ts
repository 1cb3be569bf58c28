/** The calendar against the plainest program that gives the same answers: every activity looked at. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import {
  entriesIn,
  expanded,
  type CalendarRange,
  type Expand,
} from '../../../crm/modules/activity/calendar-entry.ts';
import { occurrenceId } from '../../../crm/modules/activity/series.ts';
import { createRowStore } from '../rows/row-store.ts';
import { createCalendar } from './calendar.ts';
import { keptExpansions } from './expansions.ts';

const ME = '0190a000-0000-7000-8000-0000000000aa';
const OTHER = '0190a000-0000-7000-8000-0000000000bb';
const NOW_MS = Date.parse('2026-03-10T12:00:00.000Z');
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const FIRST_MS = Date.parse('2026-02-01T00:00:00.000Z');

const idOf = (number: number): string =>
  `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const iso = (hours: number): string => new Date(FIRST_MS + hours * HOUR_MS).toISOString();

const SERIES = idOf(3);
const hours = fc.integer({ min: 0, max: 80 * DAY_HOURS });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
/** A few ids, so that rows are edited; one of them is an occurrence of a series among them. */
const anId = fc.oneof(
  fc.integer({ min: 0, max: 24 }).map(idOf),
  fc.constant(occurrenceId(SERIES, '2026-03-02T09:00:00.000Z')),
);
const anActivity = fc
  .record({
    id: anId,
    kind: maybe(fc.constantFrom('Call', 'Meeting', 'Task', 'Note')),
    status: maybe(fc.constantFrom('Planned', 'Held', 'Cancelled')),
    owner: maybe(fc.constantFrom(ME, OTHER)),
    start: maybe(hours),
    length: maybe(fc.constantFrom(-2, 0, 0.5, 1, 30, 24, 40 * DAY_HOURS)),
    due: maybe(hours),
    archived: fc.boolean(),
    rule: fc.option(
      fc.constantFrom(
        'FREQ=WEEKLY;BYDAY=MO,TH',
        'FREQ=DAILY;COUNT=9',
        'FREQ=NEVER',
        'FREQ=MONTHLY',
      ),
      { nil: undefined, freq: 3 },
    ),
    exception: maybe(hours),
  })
  .map(({ id, kind, status, owner, start, length, due, archived, rule, exception }): AnyRow => {
    const row = {
      id,
      entity: 'activity',
      createdAt: iso(0),
      createdBy: ME,
      kind,
      status,
      owner,
      subject: `${kind ?? ''} ${id.slice(-2)}`,
      startAt: start === undefined ? undefined : iso(start),
      endAt: start === undefined || length === undefined ? undefined : iso(start + length),
      dueAt: due === undefined ? undefined : iso(due),
      archivedAt: archived ? iso(1) : undefined,
      recurrence: rule,
      timeZone: rule === undefined ? undefined : 'Europe/Berlin',
      exceptions: rule === undefined || exception === undefined ? undefined : [iso(exception)],
    };
    return JSON.parse(JSON.stringify(row)) as AnyRow;
  });

const aStep = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(anActivity, { minLength: 1, maxLength: 12 })
      .map((rows) => ({ act: 'put' as const, rows })),
  },
  { weight: 1, arbitrary: anId.map((id) => ({ act: 'remove' as const, id })) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('ask' as const),
      from: hours,
      length: fc.constantFrom(1, DAY_HOURS, 7 * DAY_HOURS, 42 * DAY_HOURS),
      owners: fc.constantFrom<readonly string[] | null>(null, [ME], [ME, OTHER]),
    }),
  },
);

describe('the index of the calendar', () => {
  test.each([{ loadFirst: false }, { loadFirst: true }])(
    'what is found by days is what a look at every activity finds, after any edits (%o)',
    async ({ loadFirst }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(aStep, { maxLength: 40 }), async (steps) => {
          const rows = createRowStore();
          let elapsedMs = 0;
          const calendar = createCalendar({
            rows,
            nowMs: () => NOW_MS,
            elapsedMs: () => (elapsedMs += 5),
            pause: () => Promise.resolve(),
            schedule: () => undefined,
            changed: () => undefined,
          });
          for (const [index, step] of steps.entries()) {
            if (step.act === 'remove') {
              rows.apply([{ entity: 'activity', id: step.id, after: undefined }]);
            } else if (step.act === 'put') {
              if (loadFirst && index === 0) rows.load('activity', step.rows);
              else
                rows.apply(step.rows.map((after) => ({ entity: 'activity', id: after.id, after })));
            } else {
              const { from, length, owners } = step;
              const range: CalendarRange = { from: iso(from), to: iso(from + length), owners };
              const plain = entriesIn(
                rows.all('activity') as Iterable<ActivityRow>,
                (id) => rows.get('activity', id) !== undefined,
                range,
                NOW_MS,
              );
              const found = await calendar.entries(range);
              expect(found.entries.map(({ ownerName: _name, ...entry }) => entry)).toEqual(plain);
              expect(found.count).toBe(plain.length);
            }
          }
        }),
        { numRuns: 150, seed: 20_260_310 },
      );
    },
  );
});

describe('kept occurrences', () => {
  const weekly: ActivityRow = {
    id: SERIES,
    entity: 'activity',
    createdAt: iso(0),
    createdBy: ME,
    kind: 'Meeting',
    startAt: '2026-03-02T09:00:00.000Z',
    recurrence: 'FREQ=WEEKLY;BYDAY=MO',
    timeZone: 'UTC',
  };
  function counting(): { readonly expand: Expand; asked: number } {
    const counted = {
      asked: 0,
      expand: keptExpansions((row, fromMs, toMs) => {
        counted.asked += 1;
        return expanded(row, fromMs, toMs);
      }),
    };
    return counted;
  }

  it('a rule is asked once for the same days, and again when its series is another row', () => {
    const counted = counting();
    const from = Date.parse('2026-03-09T00:00:00.000Z');
    const to = Date.parse('2026-03-16T00:00:00.000Z');
    const first = counted.expand(weekly, from, to);
    expect(first?.map(({ at }) => at)).toEqual(['2026-03-09T09:00:00.000Z']);
    const { asked } = counted;
    expect(counted.expand(weekly, from, to)).toEqual(first);
    expect(counted.asked).toBe(asked);
    const moved = { ...weekly, startAt: '2026-03-02T11:00:00.000Z' };
    expect(counted.expand(moved, from, to)?.map(({ at }) => at)).toEqual([
      '2026-03-09T11:00:00.000Z',
    ]);
    expect(counted.asked).toBeGreaterThan(asked);
  });

  it('a rule that nobody can read is asked once', () => {
    const counted = counting();
    const odd = { ...weekly, recurrence: 'FREQ=NEVER' };
    expect(counted.expand(odd, 0, 1)).toBeNull();
    expect(counted.expand(odd, 0, 1)).toBeNull();
    expect(counted.asked).toBe(1);
  });
});
