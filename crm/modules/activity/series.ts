/**
 * A series is one activity with a rule. Its own times are those of the occurrence that is to be done next, so that
 * every list, board and reminder that knows nothing of rules shows the right one. An occurrence that was done, moved
 * or edited by itself is a record of its own whose id follows from the series and the occurrence: two desktops that
 * complete the same one converge on one record.
 */
import type { Values } from '../../kernel/derive.ts';
import { derivedId } from '../../kernel/ids.ts';
import { plannedAt, type ActivityRow } from './activity.rules.ts';
import { isReadable, occurrenceAfter, occurrenceUpTo, type Recurrence } from './recurrence.ts';

export function recurrenceOf(row: ActivityRow): Recurrence | null {
  const { recurrence: rule, timeZone = 'UTC' } = row;
  const from = row.repeatsFrom ?? plannedAt(row);
  if (rule === undefined || from === undefined) return null;
  const recurrence = { rule, from, timeZone };
  // Out of a file it may be anything: the activity then stands for itself.
  return isReadable(recurrence) ? recurrence : null;
}

export function occurrenceId(series: string, occurrence: string): string {
  return derivedId('activity', series, occurrence);
}

/** Of the series that goes on from there when somebody meant this one and all that follow. */
export function followingId(series: string, occurrence: string): string {
  return derivedId('activity', series, 'from', occurrence);
}

/** What a series says about its rule and its state; the rest of its values is the same for each occurrence. */
const OF_THE_SERIES: ReadonlySet<string> = new Set([
  'id',
  'entity',
  'createdAt',
  'createdBy',
  'archivedAt',
  'recurrence',
  'repeatsFrom',
  'timeZone',
  'exceptions',
  'closedAt',
  'snoozedUntil',
  'remindedFor',
  'remindedBy',
  // Another calendar knows the series by it, and would find two records.
  'externalId',
]);

const TIMES = ['startAt', 'endAt', 'dueAt', 'reminderAt'] as const;
type Times = Partial<Record<(typeof TIMES)[number], string>>;

/** The times of a series for another occurrence: what lies between them stays, whatever the clocks do. */
export function timesAt(row: ActivityRow, occurrence: string): Times {
  const shownMs = Date.parse(plannedAt(row) ?? occurrence);
  const byMs = Date.parse(occurrence) - shownMs;
  const times: Times = {};
  for (const key of TIMES) {
    const at = row[key];
    if (at !== undefined) times[key] = new Date(Date.parse(at) + byMs).toISOString();
  }
  return times;
}

/** The values of the record that stands for one occurrence. */
export function occurrenceValues(row: ActivityRow, occurrence: string): Values {
  const kept = Object.entries(row).filter(([key]) => !OF_THE_SERIES.has(key));
  return {
    ...Object.fromEntries(kept),
    ...timesAt(row, occurrence),
    series: row.id,
    occurrence,
  };
}

/** How many occurrences in a row may be done already or left out before a series counts as over. */
const TAKEN_MAX = 1000;

export type IsTaken = (occurrence: string) => boolean;

export function takenIn(row: ActivityRow, exists: (id: string) => boolean): IsTaken {
  const exceptions = new Set(row.exceptions);
  return (occurrence) => exceptions.has(occurrence) || exists(occurrenceId(row.id, occurrence));
}

/**
 * What is to be done after an occurrence, or null when that was the last. What was missed meanwhile is not asked
 * for one by one: of what is due already, only the newest.
 */
export function nextOpen(
  recurrence: Recurrence,
  occurrence: string,
  isTaken: IsTaken,
  nowMs: number,
): string | null {
  const next = freeAfter(recurrence, Date.parse(occurrence), isTaken);
  if (next === null || Date.parse(next) > nowMs) return next;
  const newest = occurrenceUpTo(recurrence, nowMs);
  if (newest === null || newest <= next) return next;
  return isTaken(newest) ? freeAfter(recurrence, Date.parse(newest), isTaken) : newest;
}

function freeAfter(recurrence: Recurrence, afterMs: number, isTaken: IsTaken): string | null {
  let at: string | null = occurrenceAfter(recurrence, afterMs);
  for (let step = 0; at !== null && isTaken(at) && step < TAKEN_MAX; step++)
    at = occurrenceAfter(recurrence, Date.parse(at));
  return at;
}
