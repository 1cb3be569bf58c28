/** Arithmetic with calendar dates, `YYYY-MM-DD`: days, and the periods in which people speak of them. */

const DAY_MS = 86_400_000;

/** `2026-01-31` moved by whole days. Dates are calendar dates, so UTC arithmetic is exact. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `2024-02` → `2024-02-29`. Day 0 of a month is the last one of the month before. */
export function lastDayOfMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export type DayOfWeek = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Newer than the runtime's type definitions; ISO numbers, 7 is Sunday. */
interface LocaleWithWeek extends Intl.Locale {
  readonly getWeekInfo?: () => { readonly firstDay: number };
}

export function firstDayOfWeekIn(locale: string): DayOfWeek {
  const { firstDay } = (new Intl.Locale(locale) as LocaleWithWeek).getWeekInfo?.() ?? {
    firstDay: 1,
  };
  return (firstDay % 7) as DayOfWeek;
}

/** First and last day, both part of it. */
export type DayRange = readonly [first: string, last: string];

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

interface Period {
  readonly label: string;
  readonly unit: Unit;
  /** In units from the one that holds today. */
  readonly away: -1 | 0 | 1;
}

const UNIT_MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** In the order in which they are offered. */
export const periods = {
  today: { label: 'today', unit: 'day', away: 0 },
  yesterday: { label: 'yesterday', unit: 'day', away: -1 },
  tomorrow: { label: 'tomorrow', unit: 'day', away: 1 },
  thisWeek: { label: 'this week', unit: 'week', away: 0 },
  lastWeek: { label: 'last week', unit: 'week', away: -1 },
  nextWeek: { label: 'next week', unit: 'week', away: 1 },
  thisMonth: { label: 'this month', unit: 'month', away: 0 },
  lastMonth: { label: 'last month', unit: 'month', away: -1 },
  nextMonth: { label: 'next month', unit: 'month', away: 1 },
  thisQuarter: { label: 'this quarter', unit: 'quarter', away: 0 },
  lastQuarter: { label: 'last quarter', unit: 'quarter', away: -1 },
  nextQuarter: { label: 'next quarter', unit: 'quarter', away: 1 },
  thisYear: { label: 'this year', unit: 'year', away: 0 },
  lastYear: { label: 'last year', unit: 'year', away: -1 },
  nextYear: { label: 'next year', unit: 'year', away: 1 },
} as const satisfies Readonly<Record<string, Period>>;

export type PeriodName = keyof typeof periods;

export function isPeriodName(name: unknown): name is PeriodName {
  return typeof name === 'string' && Object.hasOwn(periods, name);
}

/** The days of a period, seen from `today`. */
export function daysOfPeriod(name: PeriodName, today: string, firstDay: DayOfWeek): DayRange {
  const { unit, away }: Period = periods[name];
  if (unit === 'day') {
    const day = addDays(today, away);
    return [day, day];
  }
  if (unit === 'week') {
    const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
    const first = addDays(today, -((weekday - firstDay + 7) % 7) + away * 7);
    return [first, addDays(first, 6)];
  }
  const months = UNIT_MONTHS[unit];
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  const start = month - (month % months) + away * months;
  return [firstOfMonth(year, start), addDays(firstOfMonth(year, start + months), -1)];
}

/** `month` counts from 0 and may lie outside of the year. */
function firstOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
