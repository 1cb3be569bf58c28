/** A service level in words. Pure. */
import { weekdays, type BusinessCalendar } from '../../../crm/modules/ticket/business-time.ts';
import type { Clock } from '../../../crm/modules/ticket/service-level.ts';
import { dateFormat } from '../fields/formatters.ts';

/** How a clock looks; one that is late and paused is above all late. */
export type ClockLook = Clock['state'] | 'paused';

export function lookOf({ state, paused }: Clock): ClockLook {
  return paused && state !== 'breached' ? 'paused' : state;
}

const HOUR_MINUTES = 60;

/** Whole minutes, a begun one counted: “under a minute left” helps nobody less than “1 min”. */
export function durationWords(ms: number): string {
  const minutes = Math.ceil(Math.abs(ms) / 60_000);
  const hours = Math.floor(minutes / HOUR_MINUTES);
  const rest = minutes % HOUR_MINUTES;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

export interface ClockWords {
  readonly state: string;
  /** How much is left, or by how much it is late; empty when that is not known, or nothing. */
  readonly amount: string;
  /** What `at` says: “due”. */
  readonly atLabel: string;
  /** ISO instant. */
  readonly at: string | undefined;
}

export function clockWords(clock: Clock): ClockWords {
  const { stoppedAt, dueAt, remainingMs } = clock;
  const left = `${durationWords(remainingMs)} left`;
  const late = remainingMs < 0 ? `${durationWords(remainingMs)} late` : '';
  switch (lookOf(clock)) {
    case 'met':
      return { state: 'Met', amount: '', atLabel: 'at', at: stoppedAt };
    case 'unknown':
      // A moment before the clock began counts for nothing, and is known all the same.
      return stoppedAt === undefined
        ? { state: 'Not recorded', amount: '', atLabel: '', at: undefined }
        : { state: 'Before it began', amount: '', atLabel: 'at', at: stoppedAt };
    case 'breached':
      return { state: 'Breached', amount: late, atLabel: 'was due', at: dueAt };
    case 'paused':
      return { state: 'Paused', amount: left, atLabel: '', at: undefined };
    case 'near':
      return { state: 'Due soon', amount: left, atLabel: 'due', at: dueAt };
    case 'open':
      return { state: 'On time', amount: left, atLabel: 'due', at: dueAt };
  }
}

/** 2024-01-01 was a Monday, as 1 is in ISO 8601. */
const A_SUNDAY_MS = Date.UTC(2023, 11, 31);
const DAY_MS = 86_400_000;

/** “Mon, Tue, Wed, Thu, Fri 09:00–18:00 (Europe/Berlin)”; days of the same hours stand together. */
export function calendarWords(calendar: BusinessCalendar, locale: string): string {
  const { week, timeZone, holidays } = calendar;
  const weekday = dateFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const byHours = new Map<string, string[]>();
  for (const day of weekdays) {
    const hours = week[day];
    if (hours === undefined) continue;
    const { opens, closes, lunch } = hours;
    const words =
      lunch === undefined
        ? `${opens}–${closes}`
        : `${opens}–${lunch.from} and ${lunch.to}–${closes}`;
    const days = byHours.get(words) ?? [];
    byHours.set(words, [...days, weekday.format(A_SUNDAY_MS + day * DAY_MS)]);
  }
  const all = [...byHours].map(([hours, days]) => `${days.join(', ')} ${hours}`).join('; ');
  const off = holidays.length === 0 ? '' : `, holidays off`;
  return all === '' ? 'no working days' : `${all}${off} (${timeZone})`;
}
