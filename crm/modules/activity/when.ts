/** Whether an activity is over, when it was or will be, and whether somebody was reached. Pure, over its values alone. */

export interface ActivityTimes {
  readonly kind?: string | undefined;
  readonly status?: string | undefined;
  readonly outcome?: string | undefined;
  readonly startAt?: string | undefined;
  readonly dueAt?: string | undefined;
  readonly closedAt?: string | undefined;
  readonly createdAt: string;
}

/** Kinds in which one hears from the other side, and what shows that nobody was there. */
const CONTACT_KINDS = ['Call', 'Meeting', 'Email', 'Message'] as const;
const NOT_REACHED = ['No Answer', 'Busy', 'Wrong Number'] as const;
const NOT_DONE = ['Not Held', 'Cancelled'] as const;

/** Nothing is left to do about these. */
export const CLOSED_STATUSES: readonly string[] = ['Held', 'Not Held', 'Cancelled', 'Completed'];
/** Kinds that are planned; the others are written down after they happened, and need no status for it. */
export const PLANNED_KINDS: readonly string[] = ['Call', 'Meeting', 'Task'];

/** Still to be done. Without a status a task is, and a call or a meeting is unless its time has passed. */
export function isOpen(row: ActivityTimes, nowMs: number): boolean {
  if (row.status !== undefined) return !CLOSED_STATUSES.includes(row.status);
  if (row.kind === 'Task') return true;
  const planned = PLANNED_KINDS.includes(row.kind ?? '') && row.startAt !== undefined;
  return planned && Date.parse(row.startAt) > nowMs;
}

/** When an open activity is to be done; undefined while nobody has said. */
export function plannedAt(row: ActivityTimes): string | undefined {
  return row.kind === 'Task' ? (row.dueAt ?? row.startAt) : (row.startAt ?? row.dueAt);
}

/**
 * When a closed activity happened. What is closed before its time (a meeting called off, a task done early) happened
 * when it was closed; a call that is ticked off the day after was still held when it was held.
 */
export function happenedAt(row: ActivityTimes): string {
  if (row.kind === 'Task') return row.closedAt ?? row.dueAt ?? row.createdAt;
  const { startAt, closedAt } = row;
  if (startAt !== undefined && closedAt !== undefined)
    return startAt < closedAt ? startAt : closedAt;
  return startAt ?? closedAt ?? row.createdAt;
}

/** Kinds in which one hears from the other side. */
export function isContact({ kind }: ActivityTimes): boolean {
  return CONTACT_KINDS.some((one) => one === kind);
}

/** Whether something that is over was a contact: an attempt is none, nor is a task or a note. */
export function wasContact({ kind, status, outcome }: ActivityTimes): boolean {
  return (
    CONTACT_KINDS.some((one) => one === kind) &&
    !NOT_DONE.some((one) => one === status) &&
    !NOT_REACHED.some((one) => one === outcome)
  );
}
