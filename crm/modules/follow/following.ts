/** Which records somebody follows: what they said about it, and what concerns them without their saying so. */
import type { AnyRow } from '../../kernel/entity.ts';
import { derivedId, docName } from '../../kernel/ids.ts';
import type { CommentRow } from '../comment/comment.entity.ts';
import type { MentionRow } from '../mention/mention.entity.ts';
import type { FollowRow } from './follow.entity.ts';

export type Following = 'following' | 'muted' | 'no';

export function followId(person: string, doc: string): string {
  return derivedId('follow', person, doc);
}

export interface FollowSources {
  readonly meId: string;
  readonly follows: Iterable<FollowRow>;
  readonly comments: Iterable<CommentRow>;
  readonly mentions: Iterable<MentionRow>;
  /** Of what makes one follow without saying so, what the person left out. */
  readonly without: readonly string[];
}

export interface FollowedBy {
  readonly of: (row: AnyRow) => Following;
  /** What was said about it, where anything was. */
  readonly said: (doc: string) => FollowRow | undefined;
}

export function followedBy({
  meId,
  follows,
  comments,
  mentions,
  without,
}: FollowSources): FollowedBy {
  const said = new Map<string, FollowRow>();
  for (const row of follows) {
    if (row.person !== meId) continue;
    for (const doc of row.about ?? []) {
      const other = said.get(doc);
      // After a merge there may be two; the same one counts on every desktop.
      if (other === undefined || row.id < other.id) said.set(doc, row);
    }
  }
  const concerned = new Set<string>();
  const add = (docs: readonly string[] = []): void => docs.forEach((doc) => concerned.add(doc));
  if (!without.includes('Commented'))
    for (const row of comments)
      if (row.author === meId && row.archivedAt === undefined) add(row.about);
  if (!without.includes('Mentioned'))
    for (const row of mentions) if (row.person === meId) add(row.about);
  const owned = !without.includes('Owned');
  return {
    said: (doc) => said.get(doc),
    of: (row) => {
      const doc = docName(row.entity, row.id);
      switch (said.get(doc)?.state) {
        case 'Following':
          return 'following';
        case 'Muted':
          return 'muted';
        case 'Not Following':
          return 'no';
        default:
          return (owned && row['owner'] === meId) || concerned.has(doc) ? 'following' : 'no';
      }
    },
  };
}
