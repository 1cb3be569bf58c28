import { describe, expect, it } from 'vitest';
import {
  checkedRule,
  inWords,
  occurrenceAfter,
  occurrenceUpTo,
  occurrencesIn,
  ruleFromThere,
  ruleInWords,
  ruleUntil,
  shiftSeries,
  type Recurrence,
} from './recurrence.ts';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';

function occurrences(
  rule: string,
  from: string,
  timeZone: string,
  [first, last]: readonly [string, string],
): readonly string[] {
  return occurrencesIn({ rule, from, timeZone }, Date.parse(first), Date.parse(last)).map((at) =>
    at.slice(0, 16),
  );
}

describe('when a rule puts an activity', () => {
  it.each<readonly [string, string, string, string, readonly [string, string], readonly string[]]>([
    [
      'nine o’clock stays nine o’clock as the clocks go forward',
      'FREQ=DAILY',
      '2026-03-27T08:00:00.000Z',
      BERLIN,
      ['2026-03-28', '2026-03-31'],
      ['2026-03-28T08:00', '2026-03-29T07:00', '2026-03-30T07:00'],
    ],
    [
      'and as they go back',
      'FREQ=DAILY',
      '2026-10-23T07:00:00.000Z',
      BERLIN,
      ['2026-10-24', '2026-10-27'],
      ['2026-10-24T07:00', '2026-10-25T08:00', '2026-10-26T08:00'],
    ],
    [
      'elsewhere the clocks change on other days',
      'FREQ=WEEKLY;BYDAY=SU',
      '2026-03-01T14:00:00.000Z',
      NEW_YORK,
      ['2026-03-01', '2026-03-30'],
      [
        '2026-03-01T14:00',
        '2026-03-08T13:00',
        '2026-03-15T13:00',
        '2026-03-22T13:00',
        '2026-03-29T13:00',
      ],
    ],
    [
      'a time that the clocks leave out does not take place that day (RFC 5545 §3.3.10)',
      'FREQ=DAILY',
      '2026-03-27T01:30:00.000Z',
      BERLIN,
      ['2026-03-28', '2026-03-31'],
      ['2026-03-28T01:30', '2026-03-30T00:30'],
    ],
    [
      'a time that they show twice takes place once, the first time',
      'FREQ=DAILY',
      '2026-10-23T00:30:00.000Z',
      BERLIN,
      ['2026-10-24', '2026-10-27'],
      ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30'],
    ],
    [
      'the 31st is left out where there is none',
      'FREQ=MONTHLY;BYMONTHDAY=31',
      '2026-01-31T08:00:00.000Z',
      BERLIN,
      ['2026-01-01', '2026-06-01'],
      ['2026-01-31T08:00', '2026-03-31T07:00', '2026-05-31T07:00'],
    ],
    [
      'the last of each month is in every month',
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      '2026-01-31T08:00:00.000Z',
      BERLIN,
      ['2026-01-01', '2026-05-01'],
      ['2026-01-31T08:00', '2026-02-28T08:00', '2026-03-31T07:00', '2026-04-30T07:00'],
    ],
    [
      'a leap day comes every four years',
      'FREQ=YEARLY',
      '2024-02-29T09:00:00.000Z',
      'UTC',
      ['2024-01-01', '2034-01-01'],
      ['2024-02-29T09:00', '2028-02-29T09:00', '2032-02-29T09:00'],
    ],
    [
      'and not in 2100',
      'FREQ=YEARLY',
      '2096-02-29T09:00:00.000Z',
      'UTC',
      ['2096-01-01', '2105-01-01'],
      ['2096-02-29T09:00', '2104-02-29T09:00'],
    ],
    [
      'the second Tuesday',
      'FREQ=MONTHLY;BYDAY=2TU',
      '2026-01-13T09:00:00.000Z',
      'UTC',
      ['2026-01-01', '2026-04-01'],
      ['2026-01-13T09:00', '2026-02-10T09:00', '2026-03-10T09:00'],
    ],
    [
      'the last weekday of a month',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-01-30T09:00:00.000Z',
      'UTC',
      ['2026-01-01', '2026-04-01'],
      ['2026-01-30T09:00', '2026-02-27T09:00', '2026-03-31T09:00'],
    ],
    [
      'a number of times, and no more',
      'FREQ=WEEKLY;COUNT=2',
      '2026-01-05T09:00:00.000Z',
      'UTC',
      ['2026-01-01', '2027-01-01'],
      ['2026-01-05T09:00', '2026-01-12T09:00'],
    ],
    [
      'every other week counts from the first',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR',
      '2026-01-05T09:00:00.000Z',
      'UTC',
      ['2026-01-05', '2026-01-31'],
      ['2026-01-05T09:00', '2026-01-09T09:00', '2026-01-19T09:00', '2026-01-23T09:00'],
    ],
    [
      'the end of what is asked does not belong to it',
      'FREQ=DAILY',
      '2026-01-05T00:00:00.000Z',
      'UTC',
      ['2026-01-05', '2026-01-06'],
      ['2026-01-05T00:00'],
    ],
  ])('%s', (_rule, text, from, timeZone, range, expected) => {
    expect(occurrences(text, from, timeZone, range)).toEqual(expected);
  });

  it('the next and the last are those that a range has, whatever the rule (seeded)', () => {
    let seed = 20_260_101;
    const roll = (bound: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % bound;
    };
    const rules = [
      'FREQ=DAILY;INTERVAL=3',
      'FREQ=WEEKLY;BYDAY=MO,TH',
      'FREQ=MONTHLY;BYMONTHDAY=30',
      'FREQ=MONTHLY;BYDAY=-1FR',
      'FREQ=YEARLY',
    ];
    for (let round = 0; round < 60; round++) {
      const from = new Date(Date.UTC(2024, 0, 1) + roll(365 * 24) * 3_600_000).toISOString();
      const recurrence: Recurrence = {
        rule: rules[roll(rules.length)] ?? '',
        from,
        timeZone: [BERLIN, NEW_YORK, 'Australia/Lord_Howe', 'UTC'][roll(4)] ?? 'UTC',
      };
      const all = occurrencesIn(recurrence, Date.parse(from), Date.UTC(2029, 0, 1));
      const at = Date.parse(from) + roll(3 * 365 * 24) * 3_600_000;
      const iso = new Date(at).toISOString();
      expect(occurrenceAfter(recurrence, at), `${round}`).toBe(all.find((one) => one > iso));
      expect(occurrenceUpTo(recurrence, at), `${round}`).toBe(all.findLast((one) => one <= iso));
      expect(all.toSorted()).toEqual(all);
    }
  });
});

describe('which rules can be kept', () => {
  it.each<readonly [string, string | null]>([
    ['RRULE:freq=weekly;byday=mo', 'FREQ=WEEKLY;BYDAY=MO'],
    ['FREQ=DAILY', 'FREQ=DAILY'],
    ['FREQ=HOURLY', null],
    ['every Monday', null],
    ['FREQ=WEEKLY;BYDAY=XX', null],
    ['FREQ=DAILY;INTERVAL=0', null],
    [`FREQ=DAILY;X=${'1'.repeat(600)}`, null],
  ])('%s', (rule, expected) => expect(checkedRule(rule)).toBe(expected));

  it('they are said in words', () => {
    const from = '2026-01-05T09:00:00.000Z';
    expect(inWords({ rule: 'FREQ=WEEKLY;BYDAY=MO', from, timeZone: 'UTC' })).toBe(
      'every week on Monday at 9 AM',
    );
  });
});

describe('where a series goes when one of it is moved', () => {
  const recurrence: Recurrence = {
    rule: 'FREQ=WEEKLY;BYDAY=MO',
    from: '2026-03-02T08:00:00.000Z',
    timeZone: BERLIN,
  };

  it('the weekday of its rule goes along, and the hour stays on both sides of the change of clocks', () => {
    const shift = shiftSeries(recurrence, '2026-03-30T07:00:00.000Z', '2026-03-31T08:30:00.000Z');
    expect(shift.rule).toBe('FREQ=WEEKLY;BYDAY=TU');
    expect(shift.moved('2026-03-02T08:00:00.000Z')).toBe('2026-03-03T09:30:00.000Z');
    expect(shift.moved('2026-04-06T07:00:00.000Z')).toBe('2026-04-07T08:30:00.000Z');
  });

  it('of several weekdays only the one that was taken moves', () => {
    const several = { ...recurrence, rule: 'FREQ=WEEKLY;BYDAY=MO,WE' };
    const shift = shiftSeries(several, '2026-03-04T08:00:00.000Z', '2026-03-05T08:00:00.000Z');
    expect(shift.rule).toBe('FREQ=WEEKLY;BYDAY=MO,TH');
    expect(shift.moved('2026-03-02T08:00:00.000Z')).toBe('2026-03-02T08:00:00.000Z');
    expect(shift.moved('2026-03-11T08:00:00.000Z')).toBe('2026-03-12T08:00:00.000Z');
  });

  it('ends before an occurrence, and goes on with as many as are left', () => {
    expect(ruleUntil('FREQ=DAILY;COUNT=9', '2026-03-04T08:00:00.000Z')).toBe(
      'FREQ=DAILY;UNTIL=20260304T075959Z',
    );
    const five = { ...recurrence, rule: 'FREQ=DAILY;COUNT=5' };
    expect(ruleFromThere(five, '2026-03-04T08:00:00.000Z')).toBe('FREQ=DAILY;COUNT=3');
  });
});

describe('a rule in words', () => {
  it.each([
    ['FREQ=DAILY', 'Every day'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday'],
    ['FREQ=WEEKLY', 'Every week'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'Every 2 weeks on Monday'],
    ['FREQ=DAILY;COUNT=5', 'Every day for 5 times'],
    ['no rule', 'no rule'],
  ])('%s names no time, for it has none', (rule, words) => {
    expect(ruleInWords(rule)).toBe(words);
  });
});
