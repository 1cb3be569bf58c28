/** From what somebody jots down on a record's page to the values of an activity. */
import type { Values } from '../../kernel/derive.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { activity } from './activity.entity.ts';
import { instantAfterDays } from '../../kernel/zoned-days.ts';

export interface QuickKind {
  readonly kind: 'Call' | 'Meeting' | 'Task' | 'Note' | 'Email';
  readonly label: string;
  /** Chooses it while the composer has the focus. */
  readonly key: string;
  readonly icon: string;
  /** After “Call logged” for what has happened; what is still to come was planned. */
  readonly done: string;
}

export const quickKinds: readonly QuickKind[] = [
  { kind: 'Call', label: 'Call', key: 'c', icon: 'phone', done: 'Call logged' },
  { kind: 'Meeting', label: 'Meeting', key: 'm', icon: 'user', done: 'Meeting logged' },
  { kind: 'Task', label: 'Task', key: 't', icon: 'checkbox', done: 'Task planned' },
  { kind: 'Note', label: 'Note', key: 'n', icon: 'align-left', done: 'Note added' },
  { kind: 'Email', label: 'E-mail', key: 'e', icon: 'mail', done: 'E-mail logged' },
];

export type QuickKindName = QuickKind['kind'];

export interface Draft {
  readonly kind: QuickKindName;
  readonly subject: string;
  readonly body: string;
  /** Of a call. */
  readonly outcome: string | null;
  /** Of a call or a meeting; null: now. */
  readonly startAt: string | null;
  /** Of a task. */
  readonly dueAt: string | null;
}

export function emptyDraft(kind: QuickKindName): Draft {
  return { kind, subject: '', body: '', outcome: null, startAt: null, dueAt: null };
}

/** In the order of the keys 1 to 5. */
export const callOutcomes = activity.fields.outcome.options;

/** A day picked without a time begins with the working day. */
const MORNING = '09:00';

/** In the order of the keys 1 to 3. */
export const dueChoices: readonly { readonly label: string; readonly days: number }[] = [
  { label: 'Today', days: 0 },
  { label: 'Tomorrow', days: 1 },
  { label: 'In a week', days: 7 },
];

export function dueIn(days: number, nowMs: number, timeZone: string): string {
  return instantAfterDays(nowMs, days, MORNING, timeZone);
}

export interface LogContext {
  readonly nowMs: number;
  readonly ownerId: string;
  /** Document names of the records that it is about. */
  readonly about: readonly string[];
  /** Title of the record, for what nobody gave a subject. */
  readonly title: string;
}

/** The longest part of a note that stands for its subject. */
const SUBJECT_MAX_CHARS = 80;

/**
 * A call, a meeting or an e-mail may be logged without a word. A task has to say what is to be done, and a note
 * something at all.
 */
function subjectOf(draft: Draft, title: string): string {
  const typed = draft.subject.trim();
  if (typed !== '') return typed;
  const label = quickKinds.find((one) => one.kind === draft.kind)?.label ?? draft.kind;
  if (draft.kind !== 'Task' && draft.kind !== 'Note') return `${label}: ${title}`;
  const [line = ''] = draft.body.trim().split('\n');
  return line.length > SUBJECT_MAX_CHARS ? `${line.slice(0, SUBJECT_MAX_CHARS - 1)}…` : line;
}

export interface QuickLog {
  readonly values: Values;
  /** What was done, for the person. */
  readonly said: string;
}

export function logFrom(draft: Draft, context: LogContext): Result<QuickLog> {
  const quick = quickKinds.find((one) => one.kind === draft.kind);
  const subject = subjectOf(draft, context.title);
  if (subject === '') {
    return fail({
      code: 'nothing-to-log',
      message: draft.kind === 'Task' ? 'What is to be done?' : 'There is nothing to note yet.',
      remedy: 'Write a few words.',
      fields: ['subject'],
    });
  }
  const body = draft.body.trim();
  const values = {
    kind: draft.kind,
    subject,
    about: context.about,
    owner: context.ownerId,
    ...(body === '' ? {} : { body }),
  };
  const now = new Date(context.nowMs).toISOString();
  const done = quick?.done ?? 'Logged';
  switch (draft.kind) {
    case 'Task':
      return ok({
        values: {
          ...values,
          status: 'Not Started',
          ...(draft.dueAt === null ? {} : { dueAt: draft.dueAt }),
        },
        said: done,
      });
    case 'Call':
    case 'Meeting': {
      const startAt = draft.startAt ?? now;
      const outcome = draft.kind === 'Call' ? draft.outcome : null;
      // An outcome says that it has taken place.
      const planned = startAt > now && outcome === null;
      return ok({
        values: {
          ...values,
          startAt,
          status: planned ? 'Planned' : 'Held',
          ...(outcome === null ? {} : { outcome }),
          ...(draft.kind === 'Call' ? { direction: 'Outbound' } : {}),
        },
        said: planned ? `${draft.kind} planned` : done,
      });
    }
    case 'Email':
      return ok({ values: { ...values, startAt: now, status: 'Held' }, said: done });
    case 'Note':
      return ok({ values: { ...values, status: 'Completed' }, said: done });
    default:
      return draft.kind satisfies never;
  }
}
