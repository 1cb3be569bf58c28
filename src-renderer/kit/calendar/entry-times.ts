/** Where an entry goes when it is moved or resized. Pure; the clocks of the person's time zone decide. */
import { addDays } from '../../../crm/kernel/calendar-days.ts';
import { dayIn, instantIn, timeIn } from '../../../crm/kernel/zoned-days.ts';
import { instantAt } from './day-axis.ts';

export interface Times {
  readonly startAt: string;
  readonly endAt: string;
}

/** What dragging and the arrow keys step by. */
export const STEP_MINUTES = 15;
const SHORTEST_MS = STEP_MINUTES * 60_000;

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
const lengthOf = ({ startAt, endAt }: Times): number => Date.parse(endAt) - Date.parse(startAt);

/** Whole days: the hour stays, also over a change of clocks, and so does the length. */
export function byDays(times: Times, days: number, timeZone: string): Times {
  const ms = Date.parse(times.startAt);
  const day = addDays(dayIn(ms, timeZone), days);
  const startAt = instantIn(day, timeIn(ms, timeZone), timeZone);
  return { startAt, endAt: later(startAt, lengthOf(times)) };
}

/** Minutes as they pass: through an hour that is there twice it takes twice as many. */
export function byMinutes(times: Times, minutes: number): Times {
  return {
    startAt: later(times.startAt, minutes * 60_000),
    endAt: later(times.endAt, minutes * 60_000),
  };
}

/** To a place on the axis of a day. */
export function movedTo(times: Times, day: string, minutes: number, timeZone: string): Times {
  const startAt = instantAt(day, minutes, timeZone);
  return { startAt, endAt: later(startAt, lengthOf(times)) };
}

/** A task that is due keeps its hour on another day. */
export function onDay(times: Times, day: string, timeZone: string): Times {
  const startAt = instantIn(day, timeIn(Date.parse(times.startAt), timeZone), timeZone);
  return { startAt, endAt: later(startAt, lengthOf(times)) };
}

export function endingAt(times: Times, endAt: string): Times {
  const shortest = later(times.startAt, SHORTEST_MS);
  return { ...times, endAt: endAt < shortest ? shortest : endAt };
}

export function endingLater(times: Times, minutes: number): Times {
  return endingAt(times, later(times.endAt, minutes * 60_000));
}
