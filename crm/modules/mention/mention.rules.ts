/** Naming a colleague in a text, and having seen it. */
import * as z from 'zod';
import { defineCommand, type RecordValues } from '../../kernel/command.ts';
import { titleOf } from '../../kernel/derive.ts';
import { docName } from '../../kernel/ids.ts';
import { fail, ok } from '../../kernel/result.ts';
import type { MentionRow } from './mention.entity.ts';

export const MENTION = 'mention.make';
export const SEE = 'mention.see';

/** A list of all that one has not looked at for months. */
const SEEN_AT_ONCE_MAX = 500;

/** Still to be looked at by the person. */
export function isOpenMention(row: MentionRow, meId: string): boolean {
  return row.person === meId && row.seenAt === undefined;
}

/**
 * Made by the desktop on which the name was written, and by no other. It is part of writing: nothing to undo of its
 * own. Whoever names themselves need not be told.
 */
export const makeMention = defineCommand({
  name: MENTION,
  input: z.strictObject({ entity: z.string().max(40), id: z.uuid(), person: z.uuid() }),
  plan({ entity: name, id, person }, { read, actor, newId }) {
    const row = read.get(name, id);
    const entity = read.entities?.().find((one) => one.name === name);
    if (row === undefined || read.get('user', person) === undefined || person === actor) {
      return fail({
        code: 'nobody-to-tell',
        message: 'Nobody has to be told of this.',
        remedy: 'Nothing needs to be done.',
      });
    }
    const what = entity === undefined ? name : titleOf(entity, row);
    const values = { what, about: [docName(name, id)], person, by: actor };
    return ok({
      records: [{ entity: 'mention', id: newId(), create: true, values }],
      unlisted: true,
      label: `Mention in ${what}`,
    });
  },
});

/** One's own that stand in a record, or the ones that are named. */
export const seeMentions = defineCommand({
  name: SEE,
  input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(SEEN_AT_ONCE_MAX) }),
  plan({ ids }, { read, actor, now }) {
    const records = ids.flatMap((id): RecordValues[] => {
      const row = read.get('mention', id) as MentionRow | undefined;
      return row === undefined || !isOpenMention(row, actor)
        ? []
        : [{ entity: 'mention', id, create: false, values: { seenAt: now } }];
    });
    return records.length === 0
      ? fail({
          code: 'seen-already',
          message: 'You have seen this already.',
          remedy: 'Nothing needs to be done.',
        })
      : ok({ records, label: records.length === 1 ? 'See a mention' : 'See mentions' });
  },
});
