/** Days as people live them: in a time zone, where one may last 23 or 25 hours. */
import { addDays } from './calendar-days.ts';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Swedish dates are ISO dates: `2026-03-29 02:30:00`. */
function wallClock(ms: number, timeZone: string): string {
  let format = clocks.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    clocks.set(timeZone, format);
  }
  return format.format(ms);
}

/** Finding out takes a tenth of a millisecond, and a few zones are asked about all the time. */
const asked = new Map<string, boolean>();
/** Stops a file of nonsense from being remembered. */
const ASKED_MAX = 1_000;

/** Whether the clocks of this program know it; names differ by its age. */
export function isTimeZone(zone: string): boolean {
  let isOne = asked.get(zone);
  if (isOne === undefined) {
    if (asked.size >= ASKED_MAX) asked.clear();
    asked.set(zone, (isOne = isKnown(zone)));
  }
  return isOne;
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** `YYYY-MM-DD` of an instant in that time zone. */
export function dayIn(ms: number, timeZone: string): string {
  return wallClock(ms, timeZone).slice(0, 10);
}

/** `HH:MM:SS` that the clocks there show at an instant. */
export function timeIn(ms: number, timeZone: string): string {
  return wallClock(ms, timeZone).slice(11, 19);
}

/** How far that zone's clocks are ahead of UTC at an instant, to the second. */
function offsetMs(ms: number, timeZone: string): number {
  const wall = Date.parse(`${wallClock(ms, timeZone).replace(' ', 'T')}Z`);
  return wall - Math.floor(ms / 1000) * 1000;
}

/**
 * ISO instant of a wall-clock time (`HH:MM`, or with seconds) on a day. A time that the clocks leave out is read as the one that they
 * jump to; one that they show twice is the first of the two.
 */
export function instantIn(day: string, time: string, timeZone: string): string {
  const wall = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}.000Z`);
  const before = wall - offsetMs(wall - 86_400_000, timeZone);
  const after = wall - offsetMs(wall + 86_400_000, timeZone);
  const shows = (ms: number): boolean => ms + offsetMs(ms, timeZone) === wall;
  const fitting = shows(before) ? before : shows(after) ? after : before;
  return new Date(fitting).toISOString();
}

/** The same wall-clock time so many days later, whatever the clocks did in between. */
export function instantAfterDays(
  nowMs: number,
  days: number,
  time: string,
  timeZone: string,
): string {
  return instantIn(addDays(dayIn(nowMs, timeZone), days), time, timeZone);
}
