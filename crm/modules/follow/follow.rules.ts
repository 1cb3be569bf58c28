/** Following a record or no longer, and having seen its news. */
import * as z from 'zod';
import { defineCommand, type RecordValues, type RuleContext } from '../../kernel/command.ts';
import { titleOf } from '../../kernel/derive.ts';
import { docName } from '../../kernel/ids.ts';
import { fail, ok } from '../../kernel/result.ts';
import type { FollowRow } from './follow.entity.ts';
import { followId } from './following.ts';

export const FOLLOW = 'follow.set';
export const SEE_NEWS = 'follow.see';

/** What one selects in a list to follow it at once. */
export const FOLLOW_AT_ONCE_MAX = 1000;

const recordSchema = z.strictObject({ entity: z.string().max(40), id: z.uuid() });

/** Who follows and what it is called: a new record for what nothing was said about yet. */
function saying(
  { entity: name, id }: z.infer<typeof recordSchema>,
  values: Readonly<Record<string, string | null>>,
  { read, actor }: RuleContext,
): RecordValues[] {
  const row = read.get(name, id);
  const entity = read.entities?.().find((one) => one.name === name);
  if (row === undefined || entity === undefined) return [];
  const about = docName(name, id);
  for (const one of read.all('follow')) {
    const said = one as FollowRow;
    if (said.person !== actor || said.about?.includes(about) !== true) continue;
    const changes = Object.entries(values).some(
      ([key, value]) => (said[key as keyof FollowRow] ?? null) !== value,
    );
    return changes ? [{ entity: 'follow', id: said.id, create: false, values }] : [];
  }
  const whole = { what: titleOf(entity, row), about: [about], person: actor, ...values };
  return [{ entity: 'follow', id: followId(actor, about), create: true, values: whole }];
}

const NOTHING = {
  code: 'nothing-to-follow',
  message: 'That is how it is already.',
  remedy: 'Nothing needs to be done.',
} as const;

export const followRecords = defineCommand({
  name: FOLLOW,
  input: z.strictObject({
    records: z.array(recordSchema).min(1).max(FOLLOW_AT_ONCE_MAX),
    state: z.enum(['Following', 'Muted', 'Not Following']),
  }),
  plan({ records: wanted, state }, context) {
    const records = wanted.flatMap((one) => saying(one, { state }, context));
    const does = { Following: 'Follow', Muted: 'Mute', 'Not Following': 'Unfollow' }[state];
    const what = records.length === 1 ? '1 record' : `${records.length} records`;
    return records.length === 0 ? fail(NOTHING) : ok({ records, label: `${does} ${what}` });
  },
});

/** Its news up to an act of the log. Undo makes it news again. */
export const seeNews = defineCommand({
  name: SEE_NEWS,
  input: z.strictObject({
    /** By opening the record: no act of its own. */
    byItself: z.boolean().optional(),
    records: z
      .array(recordSchema.extend({ upTo: z.string().min(1).max(40) }))
      .min(1)
      .max(FOLLOW_AT_ONCE_MAX),
  }),
  plan({ records: wanted, byItself = false }, context) {
    const records = wanted.flatMap(({ upTo, ...one }) => saying(one, { seenUpTo: upTo }, context));
    return records.length === 0
      ? fail(NOTHING)
      : ok({
          records,
          label: records.length === 1 ? 'See its news' : 'See news',
          ...(byItself ? { unlisted: true } : {}),
        });
  },
});
