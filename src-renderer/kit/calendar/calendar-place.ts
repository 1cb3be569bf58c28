/** What a calendar shows: kept with the route, so that going back leads to the same days. */
import { isId } from '../../../crm/kernel/ids.ts';
import { CALENDAR_VIEWS, type CalendarView } from './calendar-days.ts';

export interface CalendarPlace {
  readonly view: CalendarView;
  /** undefined: today. */
  readonly day: string | undefined;
  /** `me`, `all`, or record ids of users. */
  readonly who: 'me' | 'all' | readonly string[];
}

export const CALENDAR_START: CalendarPlace = { view: 'week', day: undefined, who: 'me' };

export function formatCalendarPlace({ view, day, who }: CalendarPlace): string {
  const asked = who === 'me' ? '' : `?who=${who === 'all' ? 'all' : who.join(',')}`;
  return `/calendar/${view}${day === undefined ? '' : `/${day}`}${asked}`;
}

/** What is not understood of it is today's week of whoever asks. */
export function parseCalendarPlace(
  view: string | undefined,
  day: string | undefined,
  who: string | null,
): CalendarPlace {
  const people = (who ?? '').split(',').filter(isId);
  return {
    view: CALENDAR_VIEWS.find((one) => one === view) ?? CALENDAR_START.view,
    day: day !== undefined && isDay(day) ? day : undefined,
    who: who === 'all' ? 'all' : people.length > 0 ? people : 'me',
  };
}

function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(ms);
}
