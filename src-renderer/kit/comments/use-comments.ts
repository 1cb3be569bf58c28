/** The comments on a record, live, and what of them is asked for on its page. */
import { useCallback, useMemo, useState } from 'react';
import { docName } from '../../../crm/kernel/ids.ts';
import { PAGE_MAX_ROWS, type Query } from '../../../crm/kernel/query.ts';
import type { CommentRow } from '../../../crm/modules/comment/comment.entity.ts';
import { titleLookup, type TitleOf } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { countOf, threadsOf, type CommentThread } from './comment-threads.ts';

/** Opens the composer on a record's page; it stands in the sheet of shortcuts too. */
export const COMMENT_KEY = 'c';

/** A line of the timeline that is answered. */
export interface AnsweredLine {
  readonly key: string;
  readonly words: string;
}

/** Another object whenever somebody asks: to write, to answer a line, or to see one comment. */
export interface AskedComment {
  readonly line?: AnsweredLine;
  readonly comment?: string;
}

export interface CommentsOfRecord {
  readonly entity: string;
  readonly id: string;
  readonly threads: readonly CommentThread[];
  readonly count: number;
  /** How many comments answer a line of the timeline, by its key. */
  readonly answering: ReadonlyMap<string, number>;
  readonly titleOf: TitleOf;
  readonly reading: boolean;
  readonly asked: AskedComment | null;
  readonly ask: (what?: AskedComment) => void;
  /** What was asked for is done, or left. */
  readonly leave: () => void;
}

function commentsOn(entity: string, id: string): Query {
  return {
    entity: 'comment',
    filter: { field: 'about', operator: 'hasAny', operand: [docName(entity, id)] },
    sort: [{ field: 'createdAt', direction: 'descending' }],
    archived: 'with',
    window: { offset: 0, limit: PAGE_MAX_ROWS },
  };
}

/** Nothing is asked before `isWanted`: the page itself comes first. */
export function useComments(
  entity: string,
  id: string,
  isWanted: boolean,
  at: string | undefined,
): CommentsOfRecord {
  const query = useMemo(() => commentsOn(entity, id), [entity, id]);
  const { result } = useLiveQuery(isWanted ? query : null);
  const [asked, setAsked] = useState<AskedComment | null>(() =>
    at === undefined ? null : { comment: at },
  );
  const [shownAt, setShownAt] = useState(at);
  if (shownAt !== at) {
    setShownAt(at);
    if (at !== undefined) setAsked({ comment: at });
  }
  const ask = useCallback((what: AskedComment = {}) => setAsked({ ...what }), []);
  const leave = useCallback(() => setAsked(null), []);
  return useMemo(() => {
    const rows = (result?.rows ?? []) as unknown as readonly CommentRow[];
    const threads = threadsOf(rows);
    const answering = new Map<string, number>();
    for (const { first, answers } of threads)
      if (first.answers !== undefined)
        answering.set(first.answers, (answering.get(first.answers) ?? 0) + 1 + answers.length);
    return {
      entity,
      id,
      threads,
      count: countOf(threads),
      answering,
      titleOf: titleLookup(result?.titles ?? {}),
      reading: result === undefined,
      asked,
      ask,
      leave,
    };
  }, [entity, id, result, asked, ask, leave]);
}
