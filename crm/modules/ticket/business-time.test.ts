import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBusinessMs,
  defaultCalendar,
  elapsedBusinessMs,
  weekdays,
  weekOf,
  type BusinessCalendar,
  type Weekday,
} from './business-time.ts';

const MINUTE_MS = 60_000;
const berlin = defaultCalendar('Europe/Berlin');
const workdays: readonly Weekday[] = [1, 2, 3, 4, 5];
const withLunch: BusinessCalendar = {
  ...berlin,
  week: weekOf(workdays, {
    opens: '09:00',
    closes: '18:00',
    lunch: { from: '12:00', to: '13:00' },
  }),
};
/** Christmas of 2026 is a Friday. */
const withHolidays: BusinessCalendar = { ...berlin, holidays: ['2026-12-25', '2026-12-28'] };
/** Open all night from Saturday to Sunday, so that the clocks change during a shift. */
const night = { opens: '00:00', closes: '06:00' };
const nights: BusinessCalendar = { ...berlin, week: weekOf([6, 7], night) };
const skipped: BusinessCalendar = {
  ...berlin,
  week: weekOf([7], { ...night, lunch: { from: '02:30', to: '03:15' } }),
};
/** Each day has hours of its own: a short Friday, a Saturday morning. */
const uneven: BusinessCalendar = {
  ...berlin,
  week: {
    ...weekOf([1, 2, 3, 4], { opens: '08:00', closes: '17:00' }),
    5: { opens: '08:00', closes: '12:00' },
    6: { opens: '10:00', closes: '12:00' },
  },
};
const always: BusinessCalendar = {
  ...berlin,
  week: weekOf(weekdays, { opens: '00:00', closes: '24:00' }),
};
const newYork = defaultCalendar('America/New_York');
const kathmandu = defaultCalendar('Asia/Kathmandu');

/** 2026-11-16 is a Monday; Berlin is an hour ahead of UTC in winter, two in summer. */
const CASES: readonly (readonly [
  what: string,
  calendar: BusinessCalendar,
  from: string,
  to: string,
  minutes: number,
])[] = [
  ['within a morning', berlin, '2026-11-16T08:30Z', '2026-11-16T10:00Z', 90],
  ['from before opening', berlin, '2026-11-16T05:00Z', '2026-11-16T08:10Z', 10],
  ['until after closing', berlin, '2026-11-16T16:45Z', '2026-11-16T22:00Z', 15],
  ['over a night', berlin, '2026-11-16T16:00Z', '2026-11-17T09:00Z', 60 + 60],
  ['only a night', berlin, '2026-11-16T17:00Z', '2026-11-17T08:00Z', 0],
  ['past midnight here, not yet in UTC', berlin, '2026-11-16T23:30Z', '2026-11-17T08:20Z', 20],
  ['over a weekend', berlin, '2026-11-20T16:30Z', '2026-11-23T08:30Z', 30 + 30],
  ['only a weekend', berlin, '2026-11-21T00:00Z', '2026-11-22T23:00Z', 0],
  ['a whole week', berlin, '2026-11-16T00:00Z', '2026-11-23T00:00Z', 5 * 540],
  ['a day with a lunch break', withLunch, '2026-11-16T08:00Z', '2026-11-16T17:00Z', 480],
  ['from within the lunch break', withLunch, '2026-11-16T11:30Z', '2026-11-16T12:30Z', 30],
  ['over two holidays', withHolidays, '2026-12-24T16:00Z', '2026-12-29T09:00Z', 60 + 60],
  // The weekend between has 47 hours, then 49; the working days are as long as ever.
  ['over the change to summer time', berlin, '2026-03-27T16:00Z', '2026-03-30T08:00Z', 60 + 60],
  ['over the change to winter time', berlin, '2026-10-23T15:00Z', '2026-10-26T09:00Z', 60 + 60],
  ['over the change in New York', newYork, '2026-03-06T21:00Z', '2026-03-09T14:00Z', 120 + 60],
  // 00:00 to 06:00 without the hour from two to three, then with it twice.
  ['a shift that loses an hour', nights, '2026-03-28T12:00Z', '2026-03-29T12:00Z', 300],
  ['a shift that has an hour twice', nights, '2026-10-24T12:00Z', '2026-10-25T12:00Z', 420],
  // Lunch would begin in the hour left out, and is over before what that hour turns into.
  ['a lunch that the clocks skip', skipped, '2026-03-28T12:00Z', '2026-03-29T12:00Z', 300],
  // Friday 11 to 12, Saturday 10 to 12, Monday 8 to 8:30.
  ['over days of unlike hours', uneven, '2026-11-20T10:00Z', '2026-11-23T07:30Z', 60 + 120 + 30],
  ['a Friday afternoon that is off', uneven, '2026-11-20T11:00Z', '2026-11-21T09:00Z', 0],
  ['around the clock, over midnight', always, '2026-11-16T22:00Z', '2026-11-17T01:00Z', 180],
  [
    'around the clock, a day of 23 hours',
    always,
    '2026-03-28T23:00Z',
    '2026-03-29T22:00Z',
    23 * 60,
  ],
  [
    'around the clock, a day of 25 hours',
    always,
    '2026-10-24T22:00Z',
    '2026-10-25T23:00Z',
    25 * 60,
  ],
  ['a zone of three quarters', kathmandu, '2026-11-16T03:15Z', '2026-11-16T04:15Z', 60],
  ['the wrong way round', berlin, '2026-11-17T09:00Z', '2026-11-16T09:00Z', 0],
  ['no time at all', berlin, '2026-11-16T09:00Z', '2026-11-16T09:00Z', 0],
];

describe('business time', () => {
  test.each(CASES)('%s is counted as by hand', (_what, calendar, from, to, minutes) => {
    expect(elapsedBusinessMs(Date.parse(from), Date.parse(to), calendar) / MINUTE_MS).toBe(minutes);
  });

  test.each<readonly [string, BusinessCalendar, string, number, string]>([
    ['within a day', berlin, '2026-11-16T08:30Z', 120, '2026-11-16T10:30:00.000Z'],
    // What is used up at closing time is due then, not at the next opening.
    ['to closing time', berlin, '2026-11-16T16:00Z', 60, '2026-11-16T17:00:00.000Z'],
    ['into the next day', berlin, '2026-11-16T16:00Z', 61, '2026-11-17T08:01:00.000Z'],
    ['from a Saturday', berlin, '2026-11-21T22:00Z', 30, '2026-11-23T08:30:00.000Z'],
    ['over lunch', withLunch, '2026-11-16T10:30Z', 60, '2026-11-16T12:30:00.000Z'],
    ['over holidays', withHolidays, '2026-12-24T16:30Z', 60, '2026-12-29T08:30:00.000Z'],
    ['into summer time', berlin, '2026-03-27T16:30Z', 60, '2026-03-30T07:30:00.000Z'],
    ['into winter time', berlin, '2026-10-23T15:30Z', 60, '2026-10-26T08:30:00.000Z'],
    ['across the hour left out', nights, '2026-03-29T00:30Z', 60, '2026-03-29T01:30:00.000Z'],
    ['of 72 hours', berlin, '2026-11-16T08:00Z', 72 * 60, '2026-11-25T17:00:00.000Z'],
    ['over a short Friday', uneven, '2026-11-20T10:30Z', 60, '2026-11-21T09:30:00.000Z'],
    ['to midnight', always, '2026-11-16T22:30Z', 30, '2026-11-16T23:00:00.000Z'],
    ['past midnight', always, '2026-11-16T22:30Z', 60, '2026-11-16T23:30:00.000Z'],
    ['of nothing', berlin, '2026-11-21T08:00Z', 0, '2026-11-21T08:00:00.000Z'],
  ])('the end of a time %s is as by hand', (_what, calendar, from, minutes, due) => {
    const dueMs = addBusinessMs(Date.parse(from), minutes * MINUTE_MS, calendar);
    expect(dueMs === undefined ? undefined : new Date(dueMs).toISOString()).toBe(due);
  });

  test('has no hours on a day that a zone leaves out at the date line', () => {
    // Samoa went from Thursday the 29th to Saturday the 31st of December 2011: from the first moment of that
    // Thursday to the last of Sunday only Thursday's nine hours are worked.
    const apia = defaultCalendar('Pacific/Apia');
    const from = Date.parse('2011-12-29T10:00Z');
    const to = Date.parse('2012-01-01T10:00Z');
    expect(elapsedBusinessMs(from, to, apia) / MINUTE_MS).toBe(540);
  });

  test('without a working day never comes to its end, and says so', () => {
    expect(addBusinessMs(0, 1, { ...berlin, week: {} })).toBeUndefined();
  });

  test('of two thousand years is counted for the last five of them', () => {
    const from = Date.parse('0001-01-01T00:00Z');
    const days = elapsedBusinessMs(from, Date.parse('2026-11-16T00:00Z'), berlin) / 540 / MINUTE_MS;
    expect(days).toBeGreaterThan(1_300);
    expect(days).toBeLessThan(1_310);
  });

  test('that is added has passed by then, in any zone, from any instant, for any length', () => {
    const calendars = [
      ...['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'].map(
        defaultCalendar,
      ),
      withLunch,
      withHolidays,
      nights,
      uneven,
      always,
      { ...always, timeZone: 'Australia/Lord_Howe' },
      {
        ...nights,
        timeZone: 'America/Sao_Paulo',
        week: weekOf([6, 7], { ...night, lunch: { from: '02:15', to: '02:45' } }),
      },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...calendars),
        fc.integer({ min: Date.UTC(2018, 0), max: Date.UTC(2027, 0) }),
        fc.integer({ min: 1, max: 100 * 3_600_000 }),
        (calendar, fromMs, durationMs) => {
          const toMs = addBusinessMs(fromMs, durationMs, calendar);
          if (toMs === undefined) throw new Error('These calendars all have working days');
          expect(elapsedBusinessMs(fromMs, toMs, calendar)).toBe(durationMs);
          // And not a millisecond earlier.
          expect(elapsedBusinessMs(fromMs, toMs - 1, calendar)).toBe(durationMs - 1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
