/** Which days a calendar shows, as `YYYY-MM-DD`, and what they are called. */
import { addDays, type DayOfWeek } from '../../../crm/kernel/calendar-days.ts';
import { dateFormat } from '../fields/formatters.ts';

export const CALENDAR_VIEWS = ['day', 'week', 'month'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

const WEEK_DAYS = 7;

export function weekStart(day: string, firstDayOfWeek: DayOfWeek): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday - firstDayOfWeek + WEEK_DAYS) % WEEK_DAYS));
}

export function weekFrom(day: string): readonly string[] {
  return Array.from({ length: WEEK_DAYS }, (_, index) => addDays(day, index));
}

/** Whole weeks in a month's view, so that those of its neighbours are there as well. */
export function daysOf(
  view: CalendarView,
  day: string,
  firstDayOfWeek: DayOfWeek,
): readonly string[] {
  switch (view) {
    case 'day':
      return [day];
    case 'week':
      return weekFrom(weekStart(day, firstDayOfWeek));
    case 'month': {
      const month = day.slice(0, 7);
      const days: string[] = [];
      let start = weekStart(`${month}-01`, firstDayOfWeek);
      while (start.slice(0, 7) <= month) {
        days.push(...weekFrom(start));
        start = addDays(start, WEEK_DAYS);
      }
      return days;
    }
    default:
      return view satisfies never;
  }
}

/** The same place in the range before or after: of a month the same day, or its last where it is shorter. */
export function stepped(view: CalendarView, day: string, by: 1 | -1): string {
  if (view === 'day') return addDays(day, by);
  if (view === 'week') return addDays(day, by * WEEK_DAYS);
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + by + 1, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + by, Math.min(date, last)));
  return moved.toISOString().slice(0, 10);
}

/** A calendar day is no instant: it is written as it stands. */
export function dayText(locale: string, day: string, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

export function rangeTitle(locale: string, view: CalendarView, days: readonly string[]): string {
  const [first = ''] = days;
  const last = days.at(-1) ?? first;
  if (view === 'day')
    return dayText(locale, first, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
  if (view === 'month') {
    // Its first week may begin in the month before.
    const inside = days[WEEK_DAYS] ?? first;
    return dayText(locale, inside, { month: 'long', year: 'numeric' });
  }
  const format = dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`));
}
