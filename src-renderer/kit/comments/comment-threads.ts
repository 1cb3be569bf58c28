/** Comments in threads, in an order that is the same on every desktop. Pure. */
import type { CommentRow } from '../../../crm/modules/comment/comment.entity.ts';

export interface CommentThread {
  readonly first: CommentRow;
  /** Oldest first. */
  readonly answers: readonly CommentRow[];
}

function byTime(a: CommentRow, b: CommentRow): number {
  return a.createdAt < b.createdAt
    ? -1
    : a.createdAt > b.createdAt
      ? 1
      : a.id < b.id
        ? -1
        : Number(a.id > b.id);
}

/** Newest thread first. One that was deleted stands only as long as somebody's answer to it does. */
export function threadsOf(rows: readonly CommentRow[]): readonly CommentThread[] {
  const sorted = rows.toSorted(byTime);
  const byId = new Map(sorted.map((row) => [row.id as string, row]));
  const answers = new Map<string, CommentRow[]>();
  const firsts: CommentRow[] = [];
  for (const row of sorted) {
    const { parent } = row;
    // An answer that arrived before what it answers, or outlived it, stands by itself.
    if (parent === undefined || !byId.has(parent)) firsts.push(row);
    else if (row.archivedAt === undefined)
      answers.set(parent, [...(answers.get(parent) ?? []), row]);
  }
  return firsts
    .map((first) => ({ first, answers: answers.get(first.id) ?? [] }))
    .filter((thread) => thread.first.archivedAt === undefined || thread.answers.length > 0)
    .toReversed();
}

/** How many there are to read. */
export function countOf(threads: readonly CommentThread[]): number {
  return threads.reduce(
    (sum, { first, answers }) => sum + answers.length + (first.archivedAt === undefined ? 1 : 0),
    0,
  );
}
