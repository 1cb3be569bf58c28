import { describe, expect, it } from 'vitest';
import { daysOf, rangeTitle, stepped } from './calendar-days.ts';
import { formatCalendarPlace, parseCalendarPlace } from './calendar-place.ts';
import { clockChange, instantAt, stretchOn } from './day-axis.ts';
import { lanesOf } from './day-layout.ts';
import { nextStart } from './use-calendar-keys.ts';
import { byDays, byMinutes, endingLater, movedTo, onDay } from './entry-times.ts';

const BERLIN = 'Europe/Berlin';
const iso = (text: string): string => new Date(text).toISOString();

describe('which days are shown', () => {
  it('a week begins where the locale begins it', () => {
    expect(daysOf('week', '2026-11-22', 1)[0]).toBe('2026-11-16');
    expect(daysOf('week', '2026-11-22', 0)[0]).toBe('2026-11-22');
    expect(daysOf('week', '2026-11-22', 6)[0]).toBe('2026-11-21');
  });

  it('a month is whole weeks, as many as it touches', () => {
    expect(daysOf('month', '2026-02-14', 0)).toHaveLength(28);
    const august = daysOf('month', '2026-08-14', 1);
    expect([august.length, august[0], august.at(-1)]).toEqual([42, '2026-07-27', '2026-09-06']);
  });

  it('a month before the 31st is the last day of a shorter one', () => {
    expect(stepped('month', '2026-03-31', -1)).toBe('2026-02-28');
    expect(stepped('month', '2028-01-31', 1)).toBe('2028-02-29');
    expect(stepped('week', '2026-12-30', 1)).toBe('2027-01-06');
  });

  it('the title of a month is that month, also where its first week is not', () => {
    expect(rangeTitle('en', 'month', daysOf('month', '2026-08-01', 1))).toBe('August 2026');
  });

  it('a place comes back from its address; what is not understood is this week', () => {
    const place = { view: 'month', day: '2026-03-01', who: 'all' } as const;
    expect(formatCalendarPlace(place)).toBe('/calendar/month/2026-03-01?who=all');
    expect(parseCalendarPlace('month', '2026-03-01', 'all')).toEqual(place);
    expect(parseCalendarPlace('year', '2026-99-01', 'x')).toEqual({
      view: 'week',
      day: undefined,
      who: 'me',
    });
  });
});

describe('the axis of a day', () => {
  it('says which hour the clocks leave out, and which is there twice', () => {
    const skipped = { kind: 'skipped', fromMinutes: 120, toMinutes: 180 };
    expect(clockChange('2026-03-29', BERLIN)).toEqual(skipped);
    const twice = { kind: 'twice', fromMinutes: 120, toMinutes: 180 };
    expect(clockChange('2026-10-25', BERLIN)).toEqual(twice);
    expect(clockChange('2026-10-26', BERLIN)).toBeNull();
    // Half an hour, on an island.
    const island = { kind: 'skipped', fromMinutes: 120, toMinutes: 150 };
    expect(clockChange('2026-10-04', 'Australia/Lord_Howe')).toEqual(island);
  });

  it.each<readonly [string, string, string, string, readonly [number, number] | null]>([
    ['as the clocks show it', '2026-11-22T08:00Z', '2026-11-22T09:30Z', '2026-11-22', [540, 630]],
    ['not on another day', '2026-11-22T08:00Z', '2026-11-22T09:30Z', '2026-11-23', null],
    ['to midnight', '2026-11-22T22:00Z', '2026-11-22T23:00Z', '2026-11-22', [1380, 1440]],
    ['midnight is not the next day', '2026-11-22T22:00Z', '2026-11-22T23:00Z', '2026-11-23', null],
    ['its first part', '2026-11-22T22:30Z', '2026-11-22T23:30Z', '2026-11-22', [1410, 1440]],
    ['its second part', '2026-11-22T22:30Z', '2026-11-22T23:30Z', '2026-11-23', [0, 30]],
    ['over the hour left out', '2026-03-29T00:30Z', '2026-03-29T01:30Z', '2026-03-29', [90, 210]],
    ['through the hour twice', '2026-10-25T00:30Z', '2026-10-25T01:15Z', '2026-10-25', [150, 195]],
    ['never too small to take', '2026-11-22T08:00Z', '2026-11-22T08:01Z', '2026-11-22', [540, 560]],
  ])('draws what lasts %s', (_what, startAt, endAt, day, expected) => {
    const stretch = stretchOn(day, { startAt: iso(startAt), endAt: iso(endAt) }, BERLIN);
    expect(stretch === null ? null : [stretch.topMinutes, stretch.bottomMinutes]).toEqual(expected);
  });

  it('the end of it is the next midnight', () => {
    expect(instantAt('2026-03-29', 1440, BERLIN)).toBe('2026-03-29T22:00:00.000Z');
  });
});

describe('what overlaps', () => {
  const spans = (...list: readonly (readonly [number, number])[]) =>
    lanesOf(list.map(([topMinutes, bottomMinutes]) => ({ topMinutes, bottomMinutes })));

  it('stands side by side; what touches only an end has the whole width', () => {
    expect(spans([0, 60], [60, 90])).toEqual([
      { lane: 0, lanes: 1 },
      { lane: 0, lanes: 1 },
    ]);
    expect(spans([0, 60], [30, 90], [60, 90])).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 2 },
    ]);
  });

  it('never covers another, whatever there is (seeded)', () => {
    let seed = 7;
    const roll = (bound: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % bound;
    };
    for (let round = 0; round < 100; round++) {
      const list = Array.from({ length: roll(40) }, () => {
        const topMinutes = roll(1400);
        return { topMinutes, bottomMinutes: topMinutes + 20 + roll(200) };
      });
      const lanes = lanesOf(list);
      for (const [a, first] of list.entries())
        for (const [b, second] of list.entries()) {
          if (a >= b || first.bottomMinutes <= second.topMinutes) continue;
          if (second.bottomMinutes <= first.topMinutes) continue;
          expect(lanes[a]?.lane, `${round}: ${a} and ${b}`).not.toBe(lanes[b]?.lane);
          expect(lanes[a]?.lanes).toBe(lanes[b]?.lanes);
        }
    }
  });
});

describe('where an entry goes', () => {
  const times = { startAt: iso('2026-03-28T08:00Z'), endAt: iso('2026-03-28T09:00Z') };

  it('by days it keeps its hour and its length over a change of clocks', () => {
    expect(byDays(times, 1, BERLIN)).toEqual({
      startAt: iso('2026-03-29T07:00Z'),
      endAt: iso('2026-03-29T08:00Z'),
    });
  });

  it('by minutes it goes through an hour that is there twice as it passes', () => {
    const early = { startAt: iso('2026-10-25T00:45Z'), endAt: iso('2026-10-25T01:00Z') };
    expect(byMinutes(early, 15).startAt).toBe(iso('2026-10-25T01:00Z'));
    expect(byMinutes(byMinutes(early, 15), -15)).toEqual(early);
  });

  it('onto an hour that is left out it goes to where the clocks jump', () => {
    expect(movedTo(times, '2026-03-29', 120, BERLIN).startAt).toBe(iso('2026-03-29T01:00Z'));
  });

  it('a task keeps its hour on another day, and nothing gets shorter than a step', () => {
    expect(onDay(times, '2026-04-01', BERLIN).startAt).toBe(iso('2026-04-01T07:00Z'));
    expect(endingLater(times, -120).endAt).toBe(iso('2026-03-28T08:15Z'));
  });
});

it('what is planned anew for today begins with the next half hour, not one that has begun', () => {
  expect([540, 541, 569, 570, 1439].map(nextStart)).toEqual([540, 570, 570, 570, 1410]);
});
