/** What people do with one occurrence of a repeating activity, with it and all that follow, or with all of them. */
import * as z from 'zod';
import {
  defineCommand,
  type Plan,
  type RecordValues,
  type RuleContext,
} from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { plannedAt, type ActivityRow } from './activity.rules.ts';
import { ruleFromThere, ruleUntil, shiftSeries, type Recurrence } from './recurrence.ts';
import {
  followingId,
  nextOpen,
  occurrenceId,
  occurrenceValues,
  recurrenceOf,
  takenIn,
  timesAt,
} from './series.ts';

export const CLOSE = 'activity.close';
export const RESCHEDULE = 'activity.reschedule';
export const SKIP = 'activity.skip';
export const DETACH = 'activity.detach';

const scopeSchema = z.enum(['one', 'following', 'all']);
export type Scope = z.infer<typeof scopeSchema>;

const momentSchema = z.iso.datetime({ precision: 3 });
const target = { activity: z.uuid(), occurrence: momentSchema.nullable() };
const timesSchema = z.strictObject({
  startAt: momentSchema.optional(),
  endAt: momentSchema.optional(),
  dueAt: momentSchema.optional(),
});

interface Series {
  readonly row: ActivityRow;
  /** null: the activity does not repeat. */
  readonly recurrence: Recurrence | null;
  readonly occurrence: string;
}

function find(
  { activity: id, occurrence }: { readonly activity: string; readonly occurrence: string | null },
  { read }: RuleContext,
): Result<Series> {
  const row = read.get('activity', id) as ActivityRow | undefined;
  if (row === undefined) {
    return fail({
      code: 'record-gone',
      message: 'This activity no longer exists.',
      remedy: 'It may have been removed by a teammate; undo brings it back.',
      record: `activity/${id}`,
    });
  }
  const recurrence = recurrenceOf(row);
  return ok({ row, recurrence, occurrence: occurrence ?? plannedAt(row) ?? '' });
}

const subjectOf = (row: ActivityRow): string => row.subject ?? 'activity';

function plan(records: readonly RecordValues[], label: string): Result<Plan> {
  return ok({ records, label });
}

function update(id: string, values: Values): RecordValues {
  return { entity: 'activity', id, create: false, values };
}

function create(id: string, values: Values): RecordValues {
  return { entity: 'activity', id, create: true, values };
}

/** The series goes on to what is next, if that was the one that it stands at; [] if it stands at another. */
function advanced(
  { row, recurrence, occurrence }: Series,
  { read, now }: RuleContext,
  atEnd: Values,
): readonly RecordValues[] {
  const at = plannedAt(row);
  if (recurrence === null || at === undefined || at !== occurrence) return [];
  const isTaken = takenIn(row, (id) => read.get('activity', id) !== undefined);
  const next = nextOpen(recurrence, occurrence, isTaken, Date.parse(now));
  return [update(row.id, next === null ? atEnd : { ...timesAt(row, next), snoozedUntil: null })];
}

/**
 * A task is completed, a meeting was held. Of a series it is the occurrence that is closed, as a record of its own;
 * its id follows from the series and the occurrence, so two desktops that close the same one make one record.
 */
export const closeActivity = defineCommand({
  name: CLOSE,
  input: z.strictObject({
    ...target,
    status: z.enum(['Held', 'Not Held', 'Cancelled', 'Completed']),
  }),
  plan(input, context) {
    const found = find(input, context);
    if (!found.ok) return found;
    const { row, recurrence, occurrence } = found.value;
    const { status } = input;
    const label = `${status === 'Completed' ? 'Complete' : status} ${subjectOf(row)}`;
    if (recurrence === null) return plan([update(row.id, { status })], label);
    const id = occurrenceId(row.id, occurrence);
    const done =
      context.read.get('activity', id) === undefined
        ? create(id, { ...occurrenceValues(row, occurrence), reminderAt: null, status })
        : update(id, { status });
    return plan([done, ...advanced(found.value, context, { status })], label);
  },
});

/** Takes an occurrence out of its series, as it is, to be edited by itself. */
export const detachOccurrence = defineCommand({
  name: DETACH,
  input: z.strictObject({ ...target, scope: z.enum(['one', 'following']) }),
  plan(input, context) {
    const found = find(input, context);
    if (!found.ok) return found;
    const { row, occurrence, recurrence } = found.value;
    if (recurrence === null) return fail(repeatsNot(row));
    const label = `Edit ${subjectOf(row)}`;
    if (input.scope === 'following')
      return plan(
        split(found.value, recurrence, occurrence, timesAt(row, occurrence), context),
        label,
      );
    const id = occurrenceId(row.id, occurrence);
    if (context.read.get('activity', id) !== undefined) return plan([], label);
    return plan(
      [
        create(id, occurrenceValues(row, occurrence)),
        ...advanced(found.value, context, { status: 'Cancelled' }),
      ],
      label,
    );
  },
});

/** Leaves occurrences out: this one, or this one and all that follow. */
export const skipOccurrence = defineCommand({
  name: SKIP,
  input: z.strictObject({ ...target, scope: z.enum(['one', 'following']) }),
  plan(input, context) {
    const found = find(input, context);
    if (!found.ok) return found;
    const { row, recurrence, occurrence } = found.value;
    if (recurrence === null) return fail(repeatsNot(row));
    const label = `Leave out ${subjectOf(row)}`;
    if (input.scope === 'one') {
      const exceptions = [...new Set([...(row.exceptions ?? []), occurrence])].toSorted();
      const [next] = advanced(found.value, context, { status: 'Cancelled' });
      return plan([update(row.id, { exceptions, ...next?.values })], label);
    }
    return plan([endBefore(row, recurrence, occurrence)], `End ${subjectOf(row)}`);
  },
});

/** Ends a series; one that stood at what falls away has nothing left to do. */
function endBefore(row: ActivityRow, { rule }: Recurrence, occurrence: string): RecordValues {
  const over = (plannedAt(row) ?? '') >= occurrence;
  const closed = row.kind === 'Task' ? 'Completed' : 'Held';
  return update(row.id, {
    recurrence: ruleUntil(rule, occurrence),
    ...(over ? { status: closed } : {}),
  });
}

/** Moves or resizes: the times are those that the occurrence gets. */
export const rescheduleActivity = defineCommand({
  name: RESCHEDULE,
  input: z.strictObject({ ...target, scope: scopeSchema, times: timesSchema }),
  plan(input, context) {
    const found = find(input, context);
    if (!found.ok) return found;
    const { row, recurrence, occurrence } = found.value;
    const { scope, times } = input;
    const label = `Move ${subjectOf(row)}`;
    if (recurrence === null) return plan([update(row.id, times)], label);
    switch (scope) {
      case 'one': {
        const id = occurrenceId(row.id, occurrence);
        const values = { ...occurrenceValues(row, occurrence), ...times };
        const reminderAt = movedReminder(values, times, row, occurrence);
        const moved =
          context.read.get('activity', id) === undefined
            ? create(id, { ...values, ...reminderAt })
            : update(id, times);
        return plan([moved, ...advanced(found.value, context, { status: 'Cancelled' })], label);
      }
      case 'following':
        return plan(split(found.value, recurrence, occurrence, times, context), label);
      case 'all':
        return plan([shiftAll(row, recurrence, occurrence, times, context)], label);
      default:
        return scope satisfies never;
    }
  },
});

/** When it begins, or is due, after the move. */
function anchorOf(row: ActivityRow, occurrence: string, times: Values): string {
  const at = { ...timesAt(row, occurrence), ...times } as Partial<ActivityRow>;
  return (row.kind === 'Task' ? (at.dueAt ?? at.startAt) : (at.startAt ?? at.dueAt)) ?? occurrence;
}

function movedReminder(
  values: Values,
  times: Values,
  row: ActivityRow,
  occurrence: string,
): Values {
  const { reminderAt } = values;
  if (typeof reminderAt !== 'string') return {};
  const byMs = Date.parse(anchorOf(row, occurrence, times)) - Date.parse(occurrence);
  return { reminderAt: new Date(Date.parse(reminderAt) + byMs).toISOString() };
}

/** Occurrences that the rule must not bring again: those left out, and those that are records of their own. */
function takenOccurrences(row: ActivityRow, { read }: RuleContext): readonly string[] {
  const own: string[] = [];
  for (const other of read.all('activity') as Iterable<ActivityRow>)
    if (other.series === row.id && other.occurrence !== undefined) own.push(other.occurrence);
  return [...new Set([...(row.exceptions ?? []), ...own])].toSorted();
}

/** Ends a series before an occurrence and lets another one go on from there. */
function split(
  { row }: Series,
  recurrence: Recurrence,
  occurrence: string,
  times: Values,
  context: RuleContext,
): readonly RecordValues[] {
  const anchor = anchorOf(row, occurrence, times);
  const shift = shiftSeries(
    { ...recurrence, rule: ruleFromThere(recurrence, occurrence) },
    occurrence,
    anchor,
  );
  const exceptions = takenOccurrences(row, context)
    .filter((other) => other >= occurrence)
    .map(shift.moved);
  const values = { ...occurrenceValues(row, occurrence), ...times };
  const following = create(followingId(row.id, occurrence), {
    ...values,
    ...movedReminder(values, times, row, occurrence),
    series: null,
    occurrence: null,
    recurrence: shift.rule,
    repeatsFrom: anchor,
    timeZone: recurrence.timeZone,
    ...(exceptions.length === 0 ? {} : { exceptions }),
  });
  const first = occurrence <= recurrence.from;
  // Nothing comes before the first: what remains is the record that says where it went.
  return first
    ? [update(row.id, { recurrence: null, status: 'Cancelled' }), following]
    : [endBefore(row, recurrence, occurrence), following];
}

function shiftAll(
  row: ActivityRow,
  recurrence: Recurrence,
  occurrence: string,
  times: Values,
  context: RuleContext,
): RecordValues {
  const anchor = anchorOf(row, occurrence, times);
  const shift = shiftSeries(recurrence, occurrence, anchor);
  const from = shift.moved(recurrence.from);
  const at = shift.moved(plannedAt(row) ?? occurrence);
  // Where the series stands, with the length and the rest of what the moved occurrence was given.
  const byMs = Date.parse(at) - Date.parse(anchor);
  const given = Object.fromEntries(
    Object.entries({
      ...timesAt(row, occurrence),
      ...times,
      ...movedReminder(timesAt(row, occurrence), times, row, occurrence),
    })
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([key, value]) => [key, new Date(Date.parse(value) + byMs).toISOString()]),
  );
  const exceptions = [...new Set(takenOccurrences(row, context).map(shift.moved))].toSorted();
  return update(row.id, {
    ...given,
    recurrence: shift.rule,
    repeatsFrom: from,
    timeZone: recurrence.timeZone,
    exceptions: exceptions.length === 0 ? null : exceptions,
  });
}

function repeatsNot(row: ActivityRow) {
  return {
    code: 'repeats-not',
    message: `${subjectOf(row)} does not repeat.`,
    remedy: 'Edit the activity itself.',
    record: `activity/${row.id}`,
  };
}
