/**
 * Where on a day an instant is drawn: by what the clocks show, so that nine o'clock is at one height on every day.
 * On a day on which they change, an hour of the axis does not exist or is lived through twice; both are marked.
 */
import { addDays } from '../../../crm/kernel/calendar-days.ts';
import { dayIn, instantIn, timeIn } from '../../../crm/kernel/zoned-days.ts';

export const DAY_MINUTES = 1440;

/** Minutes since midnight as the clocks show them. */
export function clockMinutes(at: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = timeIn(Date.parse(at), timeZone).split(':').map(Number);
  return hours * 60 + minutes;
}

export function clockTime(minutes: number): string {
  const whole = Math.max(0, Math.min(DAY_MINUTES - 1, Math.round(minutes)));
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

export function instantAt(day: string, minutes: number, timeZone: string): string {
  return minutes >= DAY_MINUTES
    ? instantIn(addDays(day, 1), clockTime(minutes - DAY_MINUTES), timeZone)
    : instantIn(day, clockTime(minutes), timeZone);
}

export interface ClockChange {
  readonly kind: 'skipped' | 'twice';
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

const STEP_MS = 15 * 60_000;

/** The part of a day's axis that does not exist or is there twice; null on all other days. */
export function clockChange(day: string, timeZone: string): ClockChange | null {
  const startMs = Date.parse(instantIn(day, '00:00', timeZone));
  const endMs = Date.parse(instantIn(addDays(day, 1), '00:00', timeZone));
  if (endMs - startMs === DAY_MINUTES * 60_000) return null;
  let before = 0;
  for (let ms = startMs + STEP_MS; ms < endMs; ms += STEP_MS) {
    const minutes = clockMinutes(new Date(ms).toISOString(), timeZone);
    if (minutes < before) return { kind: 'twice', fromMinutes: minutes, toMinutes: before + 15 };
    if (minutes > before + 15)
      return { kind: 'skipped', fromMinutes: before + 15, toMinutes: minutes };
    before = minutes;
  }
  return null;
}

export interface Stretch {
  readonly topMinutes: number;
  readonly bottomMinutes: number;
  /** It began on an earlier day, or goes on on a later one. */
  readonly fromBefore: boolean;
  readonly goesOn: boolean;
}

/** Lower than this nothing could be read or taken hold of. */
const MIN_SHOWN_MINUTES = 20;

/** The part of an appointment that lies on a day; null when none does. */
export function stretchOn(
  day: string,
  { startAt, endAt }: { readonly startAt: string; readonly endAt: string },
  timeZone: string,
): Stretch | null {
  const startDay = dayIn(Date.parse(startAt), timeZone);
  // What ends at midnight ends on the day before.
  const endDay = dayIn(Math.max(Date.parse(startAt), Date.parse(endAt) - 1), timeZone);
  if (day < startDay || day > endDay) return null;
  const top = day === startDay ? clockMinutes(startAt, timeZone) : 0;
  const bottom =
    day === endDay ? bottomOf({ startAt, endAt }, day === startDay, timeZone) : DAY_MINUTES;
  return {
    topMinutes: Math.min(top, DAY_MINUTES - MIN_SHOWN_MINUTES),
    bottomMinutes: Math.min(DAY_MINUTES, Math.max(bottom, top + MIN_SHOWN_MINUTES)),
    fromBefore: day > startDay,
    goesOn: day < endDay,
  };
}

function bottomOf(
  { startAt, endAt }: { readonly startAt: string; readonly endAt: string },
  sameDay: boolean,
  timeZone: string,
): number {
  const shown = clockMinutes(endAt, timeZone);
  if (!sameDay) return shown === 0 ? DAY_MINUTES : shown;
  const top = clockMinutes(startAt, timeZone);
  const length = (Date.parse(endAt) - Date.parse(startAt)) / 60_000;
  // To midnight, or through an hour that is there twice, the clocks end up before the start.
  return shown > top ? shown : top + length;
}
