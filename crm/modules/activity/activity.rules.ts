/** What state an activity is in, when it counts, and what closing it writes. */
import type { WriteRule } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow, RowOf } from '../../kernel/entity.ts';
import type { Condition, Filter } from '../../kernel/query.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { activity } from './activity.entity.ts';
import { dayIn, isTimeZone } from '../../kernel/zoned-days.ts';
import { checkedRule } from './recurrence.ts';
import { CLOSED_STATUSES, isOpen, PLANNED_KINDS, plannedAt } from './when.ts';

export type ActivityRow = RowOf<typeof activity>;
export { happenedAt, isOpen, plannedAt, wasContact } from './when.ts';

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

export const notClosed: Condition = {
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

/** Closing sets the time of it, opening again takes it away; a rule begins where the activity does. */
export const activityOnWrite: WriteRule = (before, patch, context) => {
  const repeats = repeating(before, patch);
  if (!repeats.ok) return repeats;
  return {
    ok: true,
    patch: {
      ...patch,
      ...repeats.value,
      ...reminding(before, patch),
      ...closing(before, patch, context.now),
    },
  };
};

/**
 * A series out of a file begins where its first time is. One that is here already has gone on to what is to be done
 * next; its times are not put back to the first. `values` are only those that differ from what stands here.
 */
export function activityOnImport(before: AnyRow | undefined, values: Values): Values {
  const was = before as ActivityRow | undefined;
  const next = { ...was, ...values } as ActivityRow;
  if (next.recurrence === undefined || next.recurrence === null) return values;
  const at = plannedAt(next);
  if (next.repeatsFrom === undefined)
    return at === undefined ? values : { ...values, repeatsFrom: at };
  const hasGoneOn = was !== undefined && plannedAt(was) !== was.repeatsFrom;
  if (!hasGoneOn || was.repeatsFrom !== next.repeatsFrom || at !== next.repeatsFrom) return values;
  const { startAt: _start, endAt: _end, dueAt: _due, reminderAt: _reminder, ...rest } = values;
  return rest;
}

function closing(before: AnyRow | undefined, { status }: Values, now: string): Values {
  if (status === undefined) return {};
  const closes = typeof status === 'string' && CLOSED_STATUSES.includes(status);
  const wasClosed = CLOSED_STATUSES.includes(String(before?.['status']));
  if (closes && !wasClosed) return { closedAt: now };
  return !closes && wasClosed ? { closedAt: null } : {};
}

/** A rule that cannot be read is refused; one that is given without a beginning begins with the activity. */
function repeating(before: AnyRow | undefined, patch: Values): Result<Values> {
  const { recurrence } = patch;
  if (recurrence === undefined) return ok({});
  if (recurrence === null) return ok({ repeatsFrom: null, timeZone: null, exceptions: null });
  const rule = typeof recurrence === 'string' ? checkedRule(recurrence) : null;
  const timeZone = patch['timeZone'] ?? before?.['timeZone'] ?? 'UTC';
  if (rule === null || typeof timeZone !== 'string' || !isTimeZone(timeZone)) {
    return fail({
      code: 'unreadable-rule',
      message: 'Rapport cannot read when this repeats.',
      remedy: 'Write a daily, weekly, monthly or yearly rule such as FREQ=WEEKLY;BYDAY=MO.',
      fields: ['recurrence'],
    });
  }
  const at = plannedAt({ ...before, ...patch } as ActivityRow);
  const from = patch['repeatsFrom'] ?? before?.['repeatsFrom'] ?? at;
  if (from === undefined || from === null) {
    return fail({
      code: 'repeats-without-time',
      message: 'What repeats needs a time to begin with.',
      remedy: 'Give it a start or, if it is a task, a due date.',
      fields: ['recurrence'],
    });
  }
  return ok({ recurrence: rule, repeatsFrom: from, timeZone });
}

/** A reminder goes where the activity goes. */
function reminding(before: AnyRow | undefined, patch: Values): Values {
  if (before === undefined) return {};
  if (patch['reminderAt'] !== undefined) return { snoozedUntil: null };
  const { reminderAt } = before as ActivityRow;
  const was = plannedAt(before);
  const is = plannedAt({ ...before, ...patch });
  if (reminderAt === undefined || was === undefined || typeof is !== 'string' || is === was)
    return {};
  const atMs = Date.parse(reminderAt) + Date.parse(is) - Date.parse(was);
  return { reminderAt: new Date(atMs).toISOString(), snoozedUntil: null };
}
