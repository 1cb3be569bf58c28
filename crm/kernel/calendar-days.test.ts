import { describe, expect, it } from 'vitest';
import { addDays, daysOfPeriod, firstDayOfWeekIn, type PeriodName } from './calendar-days.ts';

describe('a period, seen from a day', () => {
  // 2026-03-01 is a Sunday.
  const cases: readonly (readonly [PeriodName, string, 0 | 1 | 6, string, string])[] = [
    ['today', '2026-03-01', 1, '2026-03-01', '2026-03-01'],
    ['yesterday', '2026-03-01', 1, '2026-02-28', '2026-02-28'],
    ['tomorrow', '2026-12-31', 1, '2027-01-01', '2027-01-01'],
    ['thisWeek', '2026-03-01', 1, '2026-02-23', '2026-03-01'],
    ['thisWeek', '2026-03-01', 0, '2026-03-01', '2026-03-07'],
    ['thisWeek', '2026-03-01', 6, '2026-02-28', '2026-03-06'],
    ['lastWeek', '2026-03-02', 1, '2026-02-23', '2026-03-01'],
    ['nextWeek', '2026-12-31', 1, '2027-01-04', '2027-01-10'],
    ['thisMonth', '2024-02-15', 1, '2024-02-01', '2024-02-29'],
    ['lastMonth', '2026-01-31', 1, '2025-12-01', '2025-12-31'],
    ['nextMonth', '2026-12-01', 1, '2027-01-01', '2027-01-31'],
    ['thisQuarter', '2026-05-20', 1, '2026-04-01', '2026-06-30'],
    ['lastQuarter', '2026-02-10', 1, '2025-10-01', '2025-12-31'],
    ['nextQuarter', '2026-11-10', 1, '2027-01-01', '2027-03-31'],
    ['thisYear', '2026-05-20', 1, '2026-01-01', '2026-12-31'],
    ['lastYear', '2026-01-01', 1, '2025-01-01', '2025-12-31'],
    ['nextYear', '2026-12-31', 1, '2027-01-01', '2027-12-31'],
  ];
  it.each(cases)('%s on %s in weeks from %i is %s to %s', (name, today, firstDay, first, last) => {
    expect(daysOfPeriod(name, today, firstDay)).toEqual([first, last]);
  });
});

describe('calendar days', () => {
  it('go on over the ends of months, years and leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('begin their week as the language has it', () => {
    expect(firstDayOfWeekIn('de-DE')).toBe(1);
    expect(firstDayOfWeekIn('en-US')).toBe(0);
  });
});
