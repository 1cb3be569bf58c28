/** Writing a comment, changing and deleting one's own, and calling a thread settled. */
import * as z from 'zod';
import { defineCommand, type RecordValues, type RuleContext } from '../../kernel/command.ts';
import { titleOf } from '../../kernel/derive.ts';
import { derivedId, docName, parseDocName } from '../../kernel/ids.ts';
import { fail, ok, type Problem, type Result } from '../../kernel/result.ts';
import type { CommentRow } from './comment.entity.ts';

export const WRITE_COMMENT = 'comment.write';
export const EDIT_COMMENT = 'comment.edit';
export const DELETE_COMMENT = 'comment.delete';
export const RESOLVE_COMMENT = 'comment.resolve';

/** A page of a book; who has more to say writes a note or a file. */
export const COMMENT_MAX_CHARS = 10_000;
/** So many names in one text are a list for everybody to be disturbed by. */
const NAMES_MAX = 50;

const namesSchema = z
  .array(z.strictObject({ said: z.string().min(1).max(200), record: z.string().max(96) }))
  .max(NAMES_MAX);
const textSchema = z.string().trim().min(1).max(COMMENT_MAX_CHARS);

export type NamedInText = z.infer<typeof namesSchema>[number];

/** The record on whose page it stands. */
export function aboutOf({ about = [] }: CommentRow): { entity: string; id: string } | null {
  return parseDocName(about[0] ?? '');
}

function called(context: RuleContext, entityName: string, id: string): string {
  const row = context.read.get(entityName, id);
  const entity = context.read.entities?.().find((one) => one.name === entityName);
  return row === undefined || entity === undefined ? entityName : titleOf(entity, row);
}

/** Only what the text still says counts; each name once. */
function namesIn(text: string, names: readonly NamedInText[]): NamedInText[] {
  const kept = new Map<string, NamedInText>();
  for (const name of names)
    if (text.includes(name.said) && parseDocName(name.record) !== null)
      kept.set(`${name.said}\n${name.record}`, name);
  return [...kept.values()];
}

const rowsOf = (names: readonly NamedInText[]) =>
  names.map(({ said, record }, index) => ({ id: `n${index}`, said, record }));

/**
 * Whoever is named is told once for a comment, however often it is changed and on whichever desktops: the mention's id
 * follows from the comment and the person.
 */
function mentionsFor(
  comment: string,
  about: string,
  what: string,
  names: readonly NamedInText[],
  { read, actor }: RuleContext,
): RecordValues[] {
  const people = new Set(
    names.flatMap(({ record }) => {
      const address = parseDocName(record);
      return address?.entity === 'user' ? [address.id] : [];
    }),
  );
  return [...people].flatMap((person): RecordValues[] => {
    const id = derivedId('mention', comment, person);
    if (person === actor || read.get('user', person) === undefined) return [];
    if (read.get('mention', id) !== undefined) return [];
    const values = { what, about: [about], comment, person, by: actor };
    return [{ entity: 'mention', id, create: true, values }];
  });
}

/** A comment, and word to everybody whom it names, as one act. */
export const writeComment = defineCommand({
  name: WRITE_COMMENT,
  input: z.strictObject({
    id: z.uuid(),
    entity: z.string().max(40),
    record: z.uuid(),
    text: textSchema,
    names: namesSchema.optional(),
    /** The comment that it answers. */
    parent: z.uuid().optional(),
    /** The line of the timeline that it answers. */
    answers: z.string().max(120).optional(),
  }),
  plan({ id, entity, record, text, names = [], parent, answers }, context) {
    const { read, actor } = context;
    if (read.get(entity, record) === undefined || entity === 'comment') return fail(NOT_HERE);
    if (read.get('comment', id) !== undefined) return fail(SENT_ALREADY);
    const first = parent === undefined ? undefined : read.get('comment', parent);
    if (parent !== undefined && first === undefined) return fail(NOT_HERE);
    // An answer to an answer stands in the same thread: two levels are what one can read.
    const thread = first === undefined ? undefined : ((first as CommentRow).parent ?? first.id);
    // An answer stands where its thread does, also after that went over to another record.
    const about = (first as CommentRow | undefined)?.about?.[0] ?? docName(entity, record);
    const named = namesIn(text, names);
    const what = called(context, entity, record);
    const values = {
      text,
      author: actor,
      about: [about],
      ...(named.length === 0 ? {} : { names: rowsOf(named) }),
      ...(thread === undefined ? {} : { parent: thread }),
      ...(answers === undefined ? {} : { answers }),
    };
    return ok({
      records: [
        { entity: 'comment', id, create: true, values },
        ...mentionsFor(id, about, what, named, context),
      ],
      label: `Comment on ${what}`,
    });
  },
});

export const editComment = defineCommand({
  name: EDIT_COMMENT,
  input: z.strictObject({ id: z.uuid(), text: textSchema, names: namesSchema.optional() }),
  plan({ id, text, names = [] }, context) {
    const found = own(id, context);
    if (!found.ok) return found;
    const row = found.value;
    if (row.text === text) return fail(SAME);
    const about = row.about?.[0] ?? '';
    const address = aboutOf(row);
    const what = address === null ? '' : called(context, address.entity, address.id);
    const named = namesIn(text, names);
    const values = { text, names: rowsOf(named), editedAt: context.now };
    return ok({
      records: [
        { entity: 'comment', id, create: false, values },
        ...mentionsFor(id, about, what, named, context),
      ],
      label: `Edit a comment on ${what}`,
    });
  },
});

/** It goes to the archive: its history stays, and undo brings it back; answers to it stay where they are. */
export const deleteComment = defineCommand({
  name: DELETE_COMMENT,
  input: z.strictObject({ id: z.uuid() }),
  plan({ id }, context) {
    const found = own(id, context);
    if (!found.ok) return found;
    const address = aboutOf(found.value);
    const what = address === null ? '' : ` on ${called(context, address.entity, address.id)}`;
    return ok({
      records: [{ entity: 'comment', id, create: false, values: {}, archived: true }],
      label: `Delete a comment${what}`,
    });
  },
});

/** Anybody may: what was asked is settled for all who read it. */
export const resolveComment = defineCommand({
  name: RESOLVE_COMMENT,
  input: z.strictObject({ id: z.uuid(), resolved: z.boolean() }),
  plan({ id, resolved }, { read, actor, now }) {
    const row = read.get('comment', id) as CommentRow | undefined;
    if (row === undefined || row.parent !== undefined) return fail(NOT_HERE);
    if ((row.resolvedAt !== undefined) === resolved) return fail(SAME);
    const values = resolved
      ? { resolvedAt: now, resolvedBy: actor }
      : { resolvedAt: null, resolvedBy: null };
    return ok({
      records: [{ entity: 'comment', id, create: false, values }],
      label: resolved ? 'Resolve a thread' : 'Reopen a thread',
    });
  },
});

export const commentCommands = [writeComment, editComment, deleteComment, resolveComment];

function own(id: string, { read, actor }: RuleContext): Result<CommentRow> {
  const row = read.get('comment', id) as CommentRow | undefined;
  if (row === undefined || row.archivedAt !== undefined) return fail(NOT_HERE);
  return row.author === actor ? ok(row) : fail(NOT_YOURS);
}

const NOT_HERE: Problem = {
  code: 'comment-not-here',
  message: 'What this is about is not here any more.',
  remedy: 'Copy your text and write it where it belongs.',
};
const SENT_ALREADY: Problem = {
  code: 'comment-sent',
  message: 'This comment was sent already.',
  remedy: 'Nothing needs to be done.',
};
const SAME: Problem = {
  code: 'comment-unchanged',
  message: 'That is how it is already.',
  remedy: 'Nothing needs to be done.',
};
const NOT_YOURS: Problem = {
  code: 'comment-of-another',
  message: 'Only who wrote a comment can change or delete it.',
  remedy: 'Answer it instead.',
};
