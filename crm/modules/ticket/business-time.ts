/** Time in which somebody is at work: what a promise such as “within four hours” is counted in. Pure. */
import { addDays } from '../../kernel/calendar-days.ts';
import { dayIn, instantIn } from '../../kernel/zoned-days.ts';

/** `HH:MM`; a shift does not go past midnight, and one that lasts until then closes at `24:00`. */
export interface DayHours {
  readonly opens: string;
  readonly closes: string;
  /** Not worked; within the opening hours. */
  readonly lunch?: { readonly from: string; readonly to: string };
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

export interface BusinessCalendar {
  /** IANA name; all times and days below are of its clocks. */
  readonly timeZone: string;
  /** A day that is not there is not worked. */
  readonly week: Readonly<Partial<Record<Weekday, DayHours>>>;
  /** `YYYY-MM-DD`: nobody works, whatever day of the week it is. */
  readonly holidays: readonly string[];
}

/** The same hours on each of these days. */
export function weekOf(days: readonly Weekday[], hours: DayHours): BusinessCalendar['week'] {
  return Object.fromEntries(days.map((day) => [day, hours]));
}

export function defaultCalendar(timeZone: string): BusinessCalendar {
  const week = weekOf([1, 2, 3, 4, 5], { opens: '09:00', closes: '18:00' });
  return { timeZone, week, holidays: [] };
}

/**
 * How far a walk over days goes, five years: a forged date of the year 1 must not hold the window up, and a calendar
 * without a working day must come to an end.
 */
const WALK_MAX_DAYS = 1_826;
const DAY_MS = 86_400_000;

/** Business milliseconds from one instant to another; 0 when they are the wrong way round. */
export function elapsedBusinessMs(
  fromMs: number,
  toMs: number,
  calendar: BusinessCalendar,
): number {
  if (!(fromMs < toMs)) return 0;
  const beginMs = Math.max(fromMs, toMs - WALK_MAX_DAYS * DAY_MS);
  const lastDay = dayNumber(toMs, calendar);
  let sum = 0;
  for (let day = dayNumber(beginMs, calendar); day <= lastDay; day += 1) {
    for (const shift of shiftsOn(day, calendar)) {
      sum += Math.max(0, Math.min(shift.toMs, toMs) - Math.max(shift.fromMs, beginMs));
    }
  }
  return sum;
}

/**
 * The first instant at which so many business milliseconds have passed; undefined when that is more than five years
 * away, as in a calendar without working days.
 */
export function addBusinessMs(
  fromMs: number,
  durationMs: number,
  calendar: BusinessCalendar,
): number | undefined {
  if (durationMs <= 0) return fromMs;
  let left = durationMs;
  const firstDay = dayNumber(fromMs, calendar);
  for (let day = firstDay; day <= firstDay + WALK_MAX_DAYS; day += 1) {
    for (const shift of shiftsOn(day, calendar)) {
      const beginMs = Math.max(shift.fromMs, fromMs);
      const lengthMs = Math.max(0, shift.toMs - beginMs);
      if (left <= lengthMs) return beginMs + left;
      left -= lengthMs;
    }
  }
  return undefined;
}

interface Shift {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Finding where a zone's clocks stand costs most of a walk, and a live clock walks the same days every half minute. */
const known = new WeakMap<BusinessCalendar, Map<number, readonly Shift[]>>();

/** The days of the calendar's zone as whole numbers, which are quicker to count than dates are. */
function dayNumber(ms: number, { timeZone }: BusinessCalendar): number {
  return Date.parse(`${dayIn(ms, timeZone)}T00:00:00.000Z`) / DAY_MS;
}

function shiftsOn(day: number, calendar: BusinessCalendar): readonly Shift[] {
  let days = known.get(calendar);
  if (days === undefined) known.set(calendar, (days = new Map()));
  let shifts = days.get(day);
  if (shifts === undefined) days.set(day, (shifts = makeShifts(day, calendar)));
  return shifts;
}

/** In order and never over each other, also on days on which the clocks change in the middle of a shift. */
function makeShifts(number: number, calendar: BusinessCalendar): readonly Shift[] {
  const { timeZone, week, holidays } = calendar;
  const date = new Date(number * DAY_MS);
  const day = date.toISOString().slice(0, 10);
  const hours = week[(date.getUTCDay() || 7) as Weekday];
  if (hours === undefined || holidays.includes(day)) return [];
  const { opens, closes, lunch } = hours;
  const times =
    lunch === undefined
      ? [[opens, closes] as const]
      : [[opens, lunch.from] as const, [lunch.to, closes] as const];
  const shifts: Shift[] = [];
  let doneMs = -Infinity;
  for (const [from, to] of times) {
    const fromMs = Math.max(doneMs, instantOn(day, from, timeZone));
    const toMs = instantOn(day, to, timeZone);
    // A zone that moves over the date line leaves a whole day out: its hours would be those of the next.
    if (fromMs >= toMs || dayIn(fromMs, timeZone) !== day) continue;
    shifts.push({ fromMs, toMs });
    doneMs = toMs;
  }
  return shifts;
}

/** `24:00` is the midnight with which the next day begins. */
function instantOn(day: string, time: string, timeZone: string): number {
  const [date, hour] = time === '24:00' ? [addDays(day, 1), '00:00'] : [day, time];
  return Date.parse(instantIn(date, hour, timeZone));
}
