/** Answers to what a desktop asks for beside the feed. */
import {
  CHUNK_TARGET_BYTES,
  type ClientMessage,
  type RelayMessage,
} from '../../crm/contracts/feed.contract.ts';
import { parseDocName } from '../../crm/kernel/ids.ts';
import type { RelayStorage } from '../storage/storage.ts';

export type DocRequest = Extract<ClientMessage, { type: 'fetchDoc' | 'fetchHistory' }>;

export interface Answer {
  readonly message: RelayMessage;
  /** The question for the next part of a long answer; null when this was all. */
  readonly rest: DocRequest | null;
}

/** null when storage cannot answer. What is not a document's name names a document that nobody wrote. */
export async function answerRequest(
  request: DocRequest,
  workspace: string,
  storage: RelayStorage,
): Promise<Answer | null> {
  const { doc } = request;
  const exists = parseDocName(doc) !== null;
  if (request.type === 'fetchDoc') {
    if (!exists) return { message: { type: 'doc', doc, state: new Uint8Array() }, rest: null };
    const state = await storage.docState(workspace, doc);
    return state.ok ? { message: { type: 'doc', doc, state: state.value }, rest: null } : null;
  }
  if (!exists) return { message: { type: 'history', doc, done: true, list: [] }, rest: null };
  const page = await storage.historyOf(workspace, doc, request.before, CHUNK_TARGET_BYTES);
  if (!page.ok) return null;
  const list = page.value.list.map(({ seq, envelope }) => ({ seq, envelope }));
  const { done } = page.value;
  const before = list.at(-1)?.seq;
  return {
    message: { type: 'history', doc, done, list },
    rest: done || before === undefined ? null : { ...request, before },
  };
}
