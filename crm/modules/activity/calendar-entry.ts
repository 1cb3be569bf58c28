/** What a calendar draws: an activity, or one occurrence of a series that is no record of its own (yet). */
import { isOpen, plannedAt, type ActivityRow } from './activity.rules.ts';
import { occurrencesIn } from './recurrence.ts';
import { occurrenceId, recurrenceOf, timesAt } from './series.ts';

export interface CalendarEntry {
  /** Unlike any other on screen; the same after it was moved. */
  readonly key: string;
  /** The record: of an occurrence, its series. */
  readonly id: string;
  /** The instant by which the rule names it; null for a record that stands for itself. */
  readonly occurrence: string | null;
  /** It repeats, or stands for one of a series. */
  readonly repeats: boolean;
  readonly subject: string;
  readonly kind: string;
  readonly status: string | null;
  readonly owner: string | null;
  /** A task is due on a day; what has a start has a place on that day. */
  readonly allDay: boolean;
  /** ISO instants. A task that is only due: both are when. */
  readonly startAt: string;
  readonly endAt: string;
  readonly open: boolean;
}

export interface CalendarRange {
  /** ISO instants; the end does not belong to it. */
  readonly from: string;
  readonly to: string;
  /** null: everybody's. */
  readonly owners: readonly string[] | null;
}

/** Of what has no end: long enough to be read. */
export const DEFAULT_LENGTH_MS = 30 * 60_000;

/** Notes, e-mails and messages are written down, not planned. */
export const SHOWN_KINDS: readonly string[] = ['Call', 'Meeting', 'Task'];

const DAY_MS = 86_400_000;
/** What began longer ago than this is not looked for; nothing in a calendar of days lasts longer. */
const LENGTH_MAX_MS = 31 * DAY_MS;

/** The occurrences of a series that may have a part of the range, exceptions included; null for what is no series. */
export type Expand = (
  row: ActivityRow,
  fromMs: number,
  toMs: number,
) => readonly Occurrence[] | null;

export interface Occurrence {
  /** The instant by which the rule names it. */
  readonly at: string;
  /** Of the record that stands for it, once there is one. */
  readonly id: string;
}

export const expanded: Expand = (row, fromMs, toMs) => {
  const recurrence = recurrenceOf(row);
  if (recurrence === null) return null;
  return occurrencesIn(recurrence, fromMs, toMs).map((at) => ({
    at,
    id: occurrenceId(row.id, at),
  }));
};

export function entriesIn(
  activities: Iterable<ActivityRow>,
  exists: (id: string) => boolean,
  { from, to, owners }: CalendarRange,
  nowMs: number,
  expand: Expand = expanded,
): readonly CalendarEntry[] {
  const entries: CalendarEntry[] = [];
  for (const row of activities) {
    if (row.archivedAt !== undefined || !SHOWN_KINDS.includes(row.kind ?? '')) continue;
    if (owners !== null && !(row.owner !== undefined && owners.includes(row.owner))) continue;
    const occurrences =
      row.recurrence === undefined
        ? null
        : expand(row, Date.parse(from) - lengthMs(row), Date.parse(to));
    if (occurrences === null) {
      const entry = entryOf(row, null, nowMs);
      if (entry !== null && overlaps(entry, from, to)) entries.push(entry);
      continue;
    }
    const exceptions = new Set(row.exceptions);
    for (const { at, id } of occurrences) {
      if (exceptions.has(at) || exists(id) || isOver(row, at, nowMs)) continue;
      const entry = entryOf(row, at, nowMs);
      if (entry !== null && overlaps(entry, from, to)) entries.push(entry);
    }
  }
  return entries.toSorted(byTime);
}

/** From when to when an activity that does not repeat is drawn; null when it has no time. */
export function ownStretch(
  row: ActivityRow,
): { readonly startMs: number; readonly endMs: number } | null {
  const at = row.startAt ?? row.dueAt;
  const startMs = at === undefined ? NaN : Date.parse(at);
  if (Number.isNaN(startMs)) return null;
  return { startMs, endMs: isDue(row) ? startMs : startMs + lengthMs(row) };
}

/** A task that is due some time on a day. */
function isDue(row: ActivityRow): boolean {
  return row.kind === 'Task' && row.startAt === undefined;
}

/** A series that was closed brings nothing any more; what came before is drawn as it was. */
function isOver(row: ActivityRow, occurrence: string, nowMs: number): boolean {
  return !isOpen(row, nowMs) && occurrence >= (row.closedAt ?? '');
}

/** How long an activity lasts; each occurrence of a series as long as it. */
export function lengthMs(row: ActivityRow): number {
  if (row.startAt === undefined || row.endAt === undefined) return DEFAULT_LENGTH_MS;
  const length = Date.parse(row.endAt) - Date.parse(row.startAt);
  return Math.min(Math.max(length, 0), LENGTH_MAX_MS);
}

function entryOf(row: ActivityRow, occurrence: string | null, nowMs: number): CalendarEntry | null {
  const times = occurrence === null ? row : timesAt(row, occurrence);
  const due = isDue(row);
  const startAt = due ? times.dueAt : (times.startAt ?? times.dueAt);
  if (startAt === undefined) return null;
  const length = due ? 0 : lengthMs(row);
  return {
    key: occurrence === null ? row.id : `${row.id}@${occurrence}`,
    id: row.id,
    occurrence,
    repeats: occurrence !== null || row.series !== undefined,
    subject: row.subject ?? '',
    kind: row.kind ?? '',
    status: row.status ?? null,
    owner: row.owner ?? null,
    allDay: due,
    startAt,
    endAt: new Date(Date.parse(startAt) + length).toISOString(),
    // What lies before the place where a series stands was left undone, and is not asked for any more.
    open: isOpen(row, nowMs) && (occurrence === null || occurrence >= (plannedAt(row) ?? '')),
  };
}

function overlaps({ startAt, endAt }: CalendarEntry, from: string, to: string): boolean {
  return startAt < to && (endAt > from || startAt >= from);
}

function byTime(a: CalendarEntry, b: CalendarEntry): number {
  if (a.startAt !== b.startAt) return a.startAt < b.startAt ? -1 : 1;
  if (a.endAt !== b.endAt) return a.endAt > b.endAt ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
