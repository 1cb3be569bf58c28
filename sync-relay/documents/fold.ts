/** Many updates of one document as one. */
import * as Y from 'yjs';
import type { Op } from '../../crm/contracts/envelope.contract.ts';

/**
 * The document that follows from these updates, as one update. It keeps what cannot be applied yet
 * (structs or deletions whose target is missing), and deletions that came without structs.
 *
 * Through a document rather than `Y.mergeUpdates`: that one sorts all its inputs for every struct,
 * which is quadratic for a note of ten thousand keystrokes, and never lets go of overwritten values.
 */
export function foldUpdates(doc: string, updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  if (updates.length <= 1) return only ?? new Uint8Array();
  const ydoc = new Y.Doc({ guid: doc, gc: true });
  ydoc.transact(() => {
    for (const update of updates) Y.applyUpdate(ydoc, update);
  });
  const folded = Y.encodeStateAsUpdate(ydoc);
  ydoc.destroy();
  return folded;
}

/** One update a document, as one envelope may name a document more than once. */
export function updatesByDoc(ops: readonly Op[]): ReadonlyMap<string, Uint8Array> {
  const byDoc = new Map<string, Uint8Array>();
  for (const { doc, update } of ops) {
    const earlier = byDoc.get(doc);
    byDoc.set(doc, earlier === undefined ? update : Y.mergeUpdates([earlier, update]));
  }
  return byDoc;
}
