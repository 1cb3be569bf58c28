/** What happened to a record, as one list: merged, put in order, chosen by kind, and laid out by day. Pure. */
import type { HistoryEntry } from '../../../crm/contracts/rpc/record.rpc.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import {
  happenedAt,
  isOpen,
  plannedAt,
  wasContact,
  type ActivityRow,
} from '../../../crm/modules/activity/activity.rules.ts';
import type { CommentThread } from '../comments/comment-threads.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';

export type HistoryChange = HistoryEntry['changes'][number];

interface ItemBase {
  /** Stays the same while the item does. */
  readonly key: string;
  /** ISO instant; decides its place and its day. */
  readonly at: string;
}
export interface ActivityItem extends ItemBase {
  readonly kind: 'activity' | 'note';
  readonly row: ActivityRow;
}
export interface TicketItem extends ItemBase {
  readonly kind: 'ticket';
  readonly row: AnyRow;
}
export interface StageItem extends ItemBase {
  readonly kind: 'stage';
  readonly entry: HistoryEntry;
  readonly change: HistoryChange;
}
export interface ChangeItem extends ItemBase {
  readonly kind: 'change';
  readonly entry: HistoryEntry;
  /** Empty: the record was created. */
  readonly changes: readonly HistoryChange[];
}
/** A thread of comments, at the time of its first. */
export interface CommentItem extends ItemBase {
  readonly kind: 'comment';
  readonly thread: CommentThread;
}
export type TimelineItem = ActivityItem | TicketItem | StageItem | ChangeItem | CommentItem;

export const timelineFilters = [
  { value: 'all', label: 'All' },
  { value: 'activity', label: 'Activities' },
  { value: 'change', label: 'Changes' },
  { value: 'stage', label: 'Stage moves' },
  { value: 'ticket', label: 'Tickets' },
  { value: 'note', label: 'Notes' },
  { value: 'comment', label: 'Comments' },
] as const satisfies readonly { value: 'all' | TimelineItem['kind']; label: string }[];
export type TimelineFilter = (typeof timelineFilters)[number]['value'];

export interface TimelineSources {
  readonly entity: EntityDef;
  /** May hold a row twice: as one of the newest and as one that is still open. */
  readonly activities: readonly ActivityRow[];
  readonly history: readonly HistoryEntry[];
  readonly tickets: readonly AnyRow[];
  readonly nowMs: number;
}

export interface TimelineContents {
  /** Still to be done, the next first; what has no date comes last. */
  readonly next: readonly ActivityItem[];
  /** Newest first. */
  readonly past: readonly TimelineItem[];
}

export function timelineOf(sources: TimelineSources): TimelineContents {
  const { entity, activities, history, tickets, nowMs } = sources;
  const rows = [...new Map(activities.map((row) => [row.id as string, row])).values()];
  const itemOf = (row: ActivityRow, at: string): ActivityItem => ({
    kind: row.kind === 'Note' ? 'note' : 'activity',
    key: `activity/${row.id}`,
    at,
    row,
  });
  const next = rows
    .filter((row) => isOpen(row, nowMs))
    .map((row) => itemOf(row, plannedAt(row) ?? ''))
    .toSorted(
      (a, b) => order(a.at === '' ? '9' : a.at, b.at === '' ? '9' : b.at) || order(a.key, b.key),
    );
  const past: TimelineItem[] = [
    ...rows.filter((row) => !isOpen(row, nowMs)).map((row) => itemOf(row, happenedAt(row))),
    ...history.flatMap((entry) => itemsOfEntry(entity, entry)),
    ...tickets.map((row): TicketItem => ({
      kind: 'ticket',
      key: `ticket/${row.id}`,
      at: row.createdAt,
      row,
    })),
  ];
  return { next, past: past.toSorted((a, b) => order(b.at, a.at) || order(a.key, b.key)) };
}

/** Comments come after the page is there, and stand among what happened. */
export function withComments<Contents extends TimelineContents>(
  contents: Contents,
  threads: readonly CommentThread[],
): Contents {
  if (threads.length === 0) return contents;
  const items = threads.map((thread): CommentItem => ({
    kind: 'comment',
    key: `comment/${thread.first.id}`,
    at: thread.first.createdAt,
    thread,
  }));
  const past = [...contents.past, ...items];
  return { ...contents, past: past.toSorted((a, b) => order(b.at, a.at) || order(a.key, b.key)) };
}

/** When somebody was last spoken or written to. */
export function lastContactIn(past: TimelineContents['past']): ActivityItem | undefined {
  return past.find(
    (item): item is ActivityItem => item.kind === 'activity' && wasContact(item.row),
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An act that moved a stage is a move, and what else it changed stands after it as a change. */
function itemsOfEntry(entity: EntityDef, entry: HistoryEntry): readonly TimelineItem[] {
  const { at } = entry;
  const created = entry.changes.some(({ slot, to }) => slot.field === 'createdAt' && to !== null);
  // All that a new record begins with would drown what happened to it since.
  if (created) return [{ kind: 'change', key: `change/${entry.txId}`, at, entry, changes: [] }];
  const moves: StageItem[] = [];
  const changes: HistoryChange[] = [];
  for (const change of entry.changes) {
    if (entity.fields[change.slot.field]?.kind !== 'stage') {
      changes.push(change);
    } else if (stageIn(change.from) !== stageIn(change.to)) {
      const key = `stage/${entry.txId}/${change.slot.field}`;
      moves.push({ kind: 'stage', key, at, entry, change });
    }
    // Else only its place in the column changed: it is where it was.
  }
  return changes.length === 0
    ? moves
    : [...moves, { kind: 'change', key: `change/${entry.txId}`, at, entry, changes }];
}

function stageIn(value: unknown): string | undefined {
  return (value as StageValue | null)?.stage;
}

export function filtered<Item extends TimelineItem>(
  items: readonly Item[],
  filter: TimelineFilter,
): readonly Item[] {
  return filter === 'all' ? items : items.filter((item) => item.kind === filter);
}

/** A line of the list: a heading, or an item under it. */
export type TimelineLine =
  | { readonly line: 'next'; readonly key: string }
  /** `YYYY-MM-DD` where the person is. */
  | { readonly line: 'day'; readonly key: string; readonly day: string }
  | {
      readonly line: 'item';
      readonly key: string;
      readonly item: TimelineItem;
      readonly open: boolean;
    };

export function linesOf(
  { next, past }: TimelineContents,
  filter: TimelineFilter,
  timeZone: string,
): readonly TimelineLine[] {
  const lines: TimelineLine[] = [];
  const open = filtered(next, filter);
  if (open.length > 0) lines.push({ line: 'next', key: 'next' });
  for (const item of open) lines.push({ line: 'item', key: item.key, item, open: true });
  let last = '';
  for (const item of filtered(past, filter)) {
    const day = dayIn(Date.parse(item.at), timeZone);
    if (day !== last) lines.push({ line: 'day', key: `day/${day}`, day });
    last = day;
    lines.push({ line: 'item', key: item.key, item, open: false });
  }
  return lines;
}
