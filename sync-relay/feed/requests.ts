/** Answers to what a desktop asks for beside the feed. */
import {
  CHUNK_TARGET_BYTES,
  type ClientMessage,
  type RelayMessage,
} from '../../crm/contracts/feed.contract.ts';
import { parseDocName } from '../../crm/kernel/ids.ts';
import type { RelayStorage } from '../storage/storage.ts';

export type DocRequest = Extract<ClientMessage, { type: 'fetchDoc' | 'fetchHistory' }>;

/** null when storage cannot answer. What is not a document's name names a document that nobody wrote. */
export async function answerRequest(
  request: DocRequest,
  workspace: string,
  storage: RelayStorage,
): Promise<RelayMessage | null> {
  const { doc } = request;
  const exists = parseDocName(doc) !== null;
  if (request.type === 'fetchDoc') {
    if (!exists) return { type: 'doc', doc, state: new Uint8Array() };
    const state = await storage.docState(workspace, doc);
    return state.ok ? { type: 'doc', doc, state: state.value } : null;
  }
  if (!exists) return { type: 'history', doc, done: true, list: [] };
  const page = await storage.historyOf(workspace, doc, request.before, CHUNK_TARGET_BYTES);
  if (!page.ok) return null;
  const list = page.value.list.map(({ seq, envelope }) => ({ seq, envelope }));
  return { type: 'history', doc, done: page.value.done, list };
}
