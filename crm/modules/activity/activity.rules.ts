/** What state an activity is in, when it counts, and what closing it writes. */
import type { WriteRule } from '../../kernel/command.ts';
import type { RowOf } from '../../kernel/entity.ts';
import type { Condition, Filter } from '../../kernel/query.ts';
import type { activity } from './activity.entity.ts';
import { dayIn } from '../../kernel/zoned-days.ts';

export type ActivityRow = RowOf<typeof activity>;

/** Nothing is left to do about these. */
const CLOSED_STATUSES: readonly string[] = ['Held', 'Not Held', 'Cancelled', 'Completed'];
/** Kinds that are planned; the others are written down after they happened, and need no status for it. */
const PLANNED_KINDS: readonly string[] = ['Call', 'Meeting', 'Task'];

/** Still to be done. Without a status a task is, and a call or a meeting is unless its time has passed. */
export function isOpen(row: ActivityRow, nowMs: number): boolean {
  if (row.status !== undefined) return !CLOSED_STATUSES.includes(row.status);
  if (row.kind === 'Task') return true;
  const planned = PLANNED_KINDS.includes(row.kind ?? '') && row.startAt !== undefined;
  return planned && Date.parse(row.startAt) > nowMs;
}

/** When an open activity is to be done; undefined while nobody has said. */
export function plannedAt(row: ActivityRow): string | undefined {
  return row.kind === 'Task' ? (row.dueAt ?? row.startAt) : (row.startAt ?? row.dueAt);
}

/**
 * When a closed activity happened. What is closed before its time (a meeting called off, a task done early) happened
 * when it was closed; a call that is ticked off the day after was still held when it was held.
 */
export function happenedAt(row: ActivityRow): string {
  if (row.kind === 'Task') return row.closedAt ?? row.dueAt ?? row.createdAt;
  const { startAt, closedAt } = row;
  if (startAt !== undefined && closedAt !== undefined)
    return startAt < closedAt ? startAt : closedAt;
  return startAt ?? closedAt ?? row.createdAt;
}

export type DueState = 'closed' | 'undated' | 'late' | 'today' | 'upcoming';

/**
 * By calendar days where the person is: what is due today stays due today until midnight, whatever its hour, as a
 * day's work is done in any order.
 */
export function dueState(row: ActivityRow, nowMs: number, timeZone: string): DueState {
  if (!isOpen(row, nowMs)) return 'closed';
  const at = plannedAt(row);
  if (at === undefined) return 'undated';
  const day = dayIn(Date.parse(at), timeZone);
  const today = dayIn(nowMs, timeZone);
  return day < today ? 'late' : day === today ? 'today' : 'upcoming';
}

const notClosed: Condition = {
  field: 'status',
  operator: 'noneOf',
  operand: [...CLOSED_STATUSES],
};

/** Everything that may still be open: what `isOpen` then decides by the clock. */
export const maybeOpen: Filter = {
  all: [notClosed, { field: 'kind', operator: 'anyOf', operand: [...PLANNED_KINDS] }],
};

/** The open tasks of whoever asks. */
export const myOpenTasks: Filter = {
  all: [
    notClosed,
    { field: 'kind', operator: 'anyOf', operand: ['Task'] },
    { field: 'owner', operator: 'isMe' },
  ],
};

/** Closing sets the time of it, opening again takes it away. */
export const activityOnWrite: WriteRule = (before, patch, context) => {
  const { status } = patch;
  if (status === undefined) return { ok: true, patch };
  const closes = typeof status === 'string' && CLOSED_STATUSES.includes(status);
  const wasClosed = CLOSED_STATUSES.includes(String(before?.['status']));
  if (closes && !wasClosed) return { ok: true, patch: { ...patch, closedAt: context.now } };
  if (!closes && wasClosed) return { ok: true, patch: { ...patch, closedAt: null } };
  return { ok: true, patch };
};
