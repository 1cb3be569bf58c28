/** What concerns the person at this desktop: which records they follow, and which were shared with them. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { docName } from '../../../crm/kernel/ids.ts';
import type { CommentRow } from '../../../crm/modules/comment/comment.entity.ts';
import type { FollowRow } from '../../../crm/modules/follow/follow.entity.ts';
import {
  followedBy,
  type FollowedBy,
  type Following,
} from '../../../crm/modules/follow/following.ts';
import type { MentionRow } from '../../../crm/modules/mention/mention.entity.ts';
import type { ShareRow } from '../../../crm/modules/share/share.entity.ts';
import { isForMe } from '../../../crm/modules/share/share.rules.ts';
import type { UserRow } from '../../../crm/modules/user/user.entity.ts';
import type { RowStore } from '../rows/row-store.ts';

export interface Concerns {
  readonly following: (row: AnyRow) => Following;
  readonly said: (doc: string) => FollowRow | undefined;
  readonly isShared: (row: AnyRow) => boolean;
  /** They named one there at about that time: the mention tells of what they wrote. */
  readonly isNamed: (doc: string, by: string, atMs: number) => boolean;
  /** Grows whenever one of them may be another. */
  readonly position: () => number;
}

/** As long as somebody writes on one text without getting up. */
const ONE_SITTING_MS = 10 * 60_000;

/** Entities from which it follows. */
export const CONCERNED: ReadonlySet<string> = new Set([
  'follow',
  'comment',
  'mention',
  'share',
  'user',
]);

export function createConcerns(rows: RowStore, meId: () => string): Concerns {
  const tables = [...CONCERNED].map((name) => rows.table(name));
  const position = (): number => tables.reduce((sum, { log }) => sum + log.position, 0);
  let made: {
    readonly key: string;
    readonly followed: FollowedBy;
    readonly shared: ReadonlySet<string>;
  };

  /** Made of a few hundred rows, once for as long as none of them changes. */
  function now(): typeof made {
    const me = meId();
    const key = `${me} ${position()}`;
    if (made?.key === key) return made;
    const user = rows.get('user', me) as UserRow | undefined;
    const followed = followedBy({
      meId: me,
      follows: rows.all('follow') as Iterable<FollowRow>,
      comments: rows.all('comment') as Iterable<CommentRow>,
      mentions: rows.all('mention') as Iterable<MentionRow>,
      without: user?.followsNot ?? [],
    });
    const shared = new Set<string>();
    for (const share of rows.all('share') as Iterable<ShareRow>)
      if (isForMe(share, me, user?.teams ?? []))
        for (const doc of share.about ?? []) shared.add(doc);
    made = { key, followed, shared };
    return made;
  }

  return {
    following: (row) => now().followed.of(row),
    said: (doc) => now().followed.said(doc),
    isNamed: (doc, by, atMs) => {
      for (const row of rows.all('mention') as Iterable<MentionRow>) {
        if (row.person !== meId() || row.by !== by || row.about?.includes(doc) !== true) continue;
        if (Math.abs(Date.parse(row.createdAt) - atMs) < ONE_SITTING_MS) return true;
      }
      return false;
    },
    isShared: (row) => now().shared.has(docName(row.entity, row.id)),
    position,
  };
}
