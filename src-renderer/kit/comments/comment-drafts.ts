/**
 * What is being written and was not sent: it stays while the window does, wherever one goes meanwhile. Nowhere on the
 * disk, where nothing that a person wrote lies open, and with nobody else.
 */
import { useCallback, useSyncExternalStore } from 'react';
import { EMPTY_DRAFT, type CommentDraft } from './comment-text.ts';

/** Who begins more than these and sends none loses the oldest. */
const DRAFTS_MAX = 100;

const drafts = new Map<string, CommentDraft>();
const listeners = new Set<() => void>();

function put(key: string, draft: CommentDraft): void {
  drafts.delete(key);
  if (draft.text !== '') drafts.set(key, draft);
  const [oldest] = drafts.keys();
  if (drafts.size > DRAFTS_MAX && oldest !== undefined) drafts.delete(oldest);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function hasDraft(key: string): boolean {
  return drafts.has(key);
}

/** `begin` stands where nothing was written yet. */
export function useCommentDraft(
  key: string,
  begin: CommentDraft = EMPTY_DRAFT,
): readonly [CommentDraft, (draft: CommentDraft) => void] {
  const draft = useSyncExternalStore(subscribe, () => drafts.get(key)) ?? begin;
  return [draft, useCallback((next: CommentDraft) => put(key, next), [key])];
}
