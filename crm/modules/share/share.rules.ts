/** Pointing records out to a department or a colleague, taking that back, and having seen it. */
import * as z from 'zod';
import { defineCommand, type RecordValues } from '../../kernel/command.ts';
import { titleOf } from '../../kernel/derive.ts';
import { derivedId, docName } from '../../kernel/ids.ts';
import { fail, ok } from '../../kernel/result.ts';
import type { ShareRow } from './share.entity.ts';

export const SHARE = 'share.make';
export const UNSHARE = 'share.end';
export const SEE_SHARES = 'share.see';

/** What one selects in a list to share it at once. */
export const SHARE_AT_ONCE_MAX = 500;
const NOTE_MAX_CHARS = 2000;
const SEEN_AT_ONCE_MAX = 500;

type ShareTarget = { readonly department: string } | { readonly person: string };

function shareId(doc: string, target: ShareTarget): string {
  return 'person' in target
    ? derivedId('share', doc, 'person', target.person)
    : derivedId('share', doc, 'department', target.department);
}

/** It was shared with them, by themselves or through one of their departments, and by somebody else. */
export function isForMe(row: ShareRow, meId: string, teams: readonly string[]): boolean {
  if (row.by === meId) return false;
  return row.person === meId || (row.department !== undefined && teams.includes(row.department));
}

export function isUnseenShare(row: ShareRow, meId: string, teams: readonly string[]): boolean {
  return isForMe(row, meId, teams) && row.seenBy?.includes(`user/${meId}`) !== true;
}

export const makeShares = defineCommand({
  name: SHARE,
  input: z.strictObject({
    records: z
      .array(z.strictObject({ entity: z.string().max(40), id: z.uuid() }))
      .min(1)
      .max(SHARE_AT_ONCE_MAX),
    target: z.union([
      z.strictObject({ department: z.string().trim().min(1).max(200) }),
      z.strictObject({ person: z.uuid() }),
    ]),
    note: z.string().trim().max(NOTE_MAX_CHARS).optional(),
  }),
  plan({ records: wanted, target, note = '' }, { read, actor, now }) {
    if ('person' in target && read.get('user', target.person) === undefined) return fail(NOBODY);
    const records = wanted.flatMap(({ entity: name, id }): RecordValues[] => {
      const row = read.get(name, id);
      const entity = read.entities?.().find((one) => one.name === name);
      if (row === undefined || entity === undefined) return [];
      const about = docName(name, id);
      const values = {
        what: titleOf(entity, row),
        about: [about],
        ...target,
        by: actor,
        at: now,
        note: note === '' ? null : note,
        // Shared again it is news again.
        seenBy: null,
      };
      const share = shareId(about, target);
      const isNew = read.get('share', share) === undefined;
      const filled = Object.entries(values).filter(([, value]) => value !== null);
      return [
        {
          entity: 'share',
          id: share,
          create: isNew,
          values: isNew ? Object.fromEntries(filled) : values,
        },
      ];
    });
    const what = records.length === 1 ? '1 record' : `${records.length} records`;
    return records.length === 0 ? fail(GONE) : ok({ records, label: `Share ${what}` });
  },
});

export const endShares = defineCommand({
  name: UNSHARE,
  input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(SHARE_AT_ONCE_MAX) }),
  plan({ ids }, { read }) {
    const records = ids.flatMap((id): RecordValues[] =>
      read.get('share', id) === undefined
        ? []
        : [{ entity: 'share', id, values: {}, create: false, removed: true }],
    );
    return records.length === 0 ? fail(GONE) : ok({ records, label: 'Stop sharing' });
  },
});

export const seeShares = defineCommand({
  name: SEE_SHARES,
  input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(SEEN_AT_ONCE_MAX) }),
  plan({ ids }, { read, actor }) {
    const me = docName('user', actor);
    const records = ids.flatMap((id): RecordValues[] => {
      const row = read.get('share', id) as ShareRow | undefined;
      if (row === undefined || row.seenBy?.includes(me) === true) return [];
      const seenBy = [...(row.seenBy ?? []), me].toSorted();
      return [{ entity: 'share', id, create: false, values: { seenBy } }];
    });
    return records.length === 0
      ? fail(GONE)
      : ok({ records, label: records.length === 1 ? 'See a share' : 'See shares' });
  },
});

export const shareCommands = [makeShares, endShares, seeShares];

const GONE = {
  code: 'nothing-shared',
  message: 'There is nothing to do here any more.',
  remedy: 'Nothing needs to be done.',
} as const;
const NOBODY = {
  code: 'nobody-to-share-with',
  message: 'Whom you share it with is not here any more.',
  remedy: 'Choose somebody else, or a department.',
} as const;
