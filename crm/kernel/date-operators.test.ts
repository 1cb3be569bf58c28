import { describe, expect, it } from 'vitest';
import { dateOperators, dateTimeOperators } from './date-operators.ts';
import type { OperatorContext, Operators } from './operators.ts';

const context = (today: string, timeZone = 'UTC'): OperatorContext => ({
  meId: '',
  today,
  timeZone,
  firstDayOfWeek: 1,
});
const holds = (
  operators: Operators,
  name: string,
  operand: unknown,
  value: unknown,
  now: OperatorContext,
): boolean => operators[name]?.prepare(operand, now)(value) ?? false;

describe('a date is the day that it names, in every time zone', () => {
  const now = context('2026-03-10', 'Pacific/Kiritimati');
  it.each([
    ['is', '2026-03-10', '2026-03-10', true],
    ['is', '2026-03-10', '2026-03-11', false],
    ['before', '2026-03-10', '2026-03-09', true],
    ['before', '2026-03-10', '2026-03-10', false],
    ['after', '2026-03-10', '2026-03-11', true],
    ['onOrBefore', '2026-03-10', '2026-03-10', true],
    ['onOrAfter', '2026-03-10', '2026-03-09', false],
    ['inLastDays', 7, '2026-03-03', true],
    ['inLastDays', 7, '2026-03-02', false],
    ['inNextDays', 7, '2026-03-17', true],
    ['inNextDays', 7, '2026-03-18', false],
    ['olderThanDays', 7, '2026-03-02', true],
    ['olderThanDays', 7, '2026-03-03', false],
    ['laterThanDays', 7, '2026-03-18', true],
    ['laterThanDays', 7, '2026-03-17', false],
    ['overdue', undefined, '2026-03-09', true],
    ['overdue', undefined, '2026-03-10', false],
    ['inPeriod', 'thisMonth', '2026-03-31', true],
    ['inPeriod', 'thisMonth', '2026-04-01', false],
    ['inPeriod', 'someday', '2026-03-10', false],
  ])('%s %s, %s: %s', (name, operand, value, expected) => {
    expect(holds(dateOperators, name, operand, value, now)).toBe(expected);
  });

  it('that is missing is in no range, and empty', () => {
    for (const name of ['is', 'before', 'after', 'inPeriod', 'overdue'])
      expect(holds(dateOperators, name, '2026-03-10', undefined, now)).toBe(false);
    expect(holds(dateOperators, 'isEmpty', undefined, undefined, now)).toBe(true);
  });
});

describe('an instant belongs to the day that the person’s clock showed', () => {
  it.each([
    // Late in the evening in New York it is tomorrow in UTC.
    ['America/New_York', '2026-03-10', '2026-03-11T03:59:59.999Z', true],
    ['America/New_York', '2026-03-10', '2026-03-11T04:00:00.000Z', false],
    // The clocks go forward on 8 March there: that day begins at 05:00 UTC and ends at 04:00.
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', true],
    ['America/New_York', '2026-03-08', '2026-03-08T04:59:59.999Z', false],
    ['America/New_York', '2026-03-08', '2026-03-09T03:59:59.999Z', true],
    ['America/New_York', '2026-03-08', '2026-03-09T04:00:00.000Z', false],
    // And back on 25 October in Berlin: a day of 25 hours.
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', true],
    ['Europe/Berlin', '2026-10-25', '2026-10-25T22:59:59.999Z', true],
    ['Europe/Berlin', '2026-10-25', '2026-10-25T23:00:00.000Z', false],
    // In Beirut the clocks leave midnight out: the day begins at 01:00, which is 22:00 UTC.
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z', true],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T21:59:59.999Z', false],
    ['Pacific/Kiritimati', '2026-03-11', '2026-03-10T10:00:00.000Z', true],
  ])('in %s, on %s: %s is %s', (timeZone, day, value, expected) => {
    const now = context('2026-03-10', timeZone);
    expect(holds(dateTimeOperators, 'is', day, value, now)).toBe(expected);
  });

  it('today, before today and the last days end and begin at the person’s midnight', () => {
    const now = context('2026-03-10', 'America/New_York');
    const evening = '2026-03-11T02:00:00.000Z';
    expect(holds(dateTimeOperators, 'inPeriod', 'today', evening, now)).toBe(true);
    expect(holds(dateTimeOperators, 'overdue', undefined, evening, now)).toBe(false);
    expect(holds(dateTimeOperators, 'overdue', undefined, '2026-03-10T03:59:59.999Z', now)).toBe(
      true,
    );
    expect(holds(dateTimeOperators, 'inLastDays', 0, evening, now)).toBe(true);
    expect(holds(dateTimeOperators, 'olderThanDays', 0, '2026-03-10T03:00:00.000Z', now)).toBe(
      true,
    );
  });

  it('every instant is before, on or after a day, and only one of them', () => {
    for (const timeZone of ['UTC', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
      const now = context('2026-04-05', timeZone);
      for (let hour = 0; hour < 96; hour++) {
        const at = new Date(Date.UTC(2026, 3, 3, hour, 30)).toISOString();
        const verdicts = ['before', 'is', 'after'].filter((name) =>
          holds(dateTimeOperators, name, '2026-04-05', at, now),
        );
        expect([timeZone, at, verdicts.length]).toEqual([timeZone, at, 1]);
      }
    }
  });
});
