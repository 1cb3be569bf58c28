/**
 * A room's document twice: as the log has it, which is what members are shown, and as it will be
 * when all that is under way is in the log, which tells what of an update is new.
 */
import * as Y from 'yjs';

export interface StagedDocument {
  /** What an update from a member adds. Not shown to anybody before `commit`. */
  readonly stage: (update: Uint8Array) => Staged;
  /** The log has it now. */
  readonly commit: (update: Uint8Array) => void;
  readonly stateVector: () => Uint8Array;
  /** All that a peer with that state vector lacks, deletions included; null when the vector is unreadable. */
  readonly missingFrom: (stateVector: Uint8Array) => Uint8Array | null;
  readonly whole: () => Uint8Array;
  readonly destroy: () => void;
}

export type Staged =
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'staged';
      /** Updates that bring something, deletions included, in order; empty when all was known. */
      readonly news: readonly Uint8Array[];
      /** It builds on something that is not here; that part was left out. */
      readonly gapped: boolean;
    };

export function createStagedDocument(doc: string, state: Uint8Array): StagedDocument {
  const shown = new Y.Doc({ guid: doc });
  // Without collection: the log gets every update as its author sent it, overwritten values too.
  const staged = new Y.Doc({ guid: doc, gc: false });
  let news: Uint8Array[] = [];
  if (state.byteLength > 0) {
    Y.applyUpdate(shown, state);
    Y.applyUpdate(staged, state);
  }
  staged.on('update', (update: Uint8Array) => news.push(update));

  /** What cannot be applied is forgotten, not kept for later: the log takes no entry with a gap. */
  function forgetPending(): boolean {
    const gapped = staged.store.pendingStructs !== null || staged.store.pendingDs !== null;
    staged.store.pendingStructs = null;
    staged.store.pendingDs = null;
    return gapped;
  }

  return {
    stage(update) {
      news = [];
      try {
        Y.applyUpdate(staged, update);
      } catch {
        return { kind: 'unreadable' };
      }
      const gapped = forgetPending();
      return { kind: 'staged', news, gapped };
    },
    commit(update) {
      Y.applyUpdate(shown, update);
      Y.applyUpdate(staged, update);
      forgetPending();
      news = [];
    },
    stateVector: () => Y.encodeStateVector(shown),
    missingFrom(stateVector) {
      try {
        return Y.encodeStateAsUpdate(shown, stateVector);
      } catch {
        return null;
      }
    },
    whole: () => Y.encodeStateAsUpdate(shown),
    destroy() {
      shown.destroy();
      staged.destroy();
    },
  };
}
