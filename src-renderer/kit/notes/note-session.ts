/**
 * One note open in one window: the window's own copy of the document, fed by the worker, and everything typed into it
 * handed to the worker once a frame. No letter is dropped: what was not confirmed is handed over again, and what is
 * left when the window goes is sent before it goes.
 */
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { bodyName } from '../../../crm/kernel/ids.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import type { WorkerClient } from '../session/worker-client.ts';

export interface NoteRef {
  readonly entity: string;
  readonly id: string;
}

export interface NoteState {
  /** False until the text has arrived: an editor shown before would look as if the note were empty. */
  readonly loaded: boolean;
  /** Everything typed here is on this desktop's disk. */
  readonly saved: boolean;
  /** Why something is not saved, while it is not. */
  readonly problem: Problem | null;
}

export interface NoteSession {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly state: () => NoteState;
  readonly onState: (listener: () => void) => () => void;
  /** Hands over what waits for the next frame. */
  readonly flush: () => void;
  /** The same; resolves when it is on the disk, or cannot be. */
  readonly settled: () => Promise<void>;
  readonly close: () => void;
}

export interface NoteSessionDeps {
  readonly client: WorkerClient;
  readonly ref: NoteRef;
  readonly user: { readonly name: string; readonly color: string };
  /** Runs once before the next frame is painted. */
  readonly nextFrame: (run: () => void) => void;
}

/** After a refused hand-over (a full disk, a worker that restarts) the next try comes this much later. */
const RETRY_MS = 2_000;
/** Marks, as a Yjs origin, what came from the worker. */
const WORKER = 'worker';

export function createNoteSession({ client, ref, user, nextFrame }: NoteSessionDeps): NoteSession {
  const doc = new Y.Doc({ guid: bodyName(ref.entity, ref.id) });
  const awareness = new Awareness(doc);
  const listeners = new Set<() => void>();
  let state: NoteState = { loaded: false, saved: true, problem: null };
  /** Typed here and not handed over. */
  let waiting: Uint8Array[] = [];
  /** Handed over and not confirmed. */
  let underWay = 0;
  let caretMoved = false;
  let frameAsked = false;
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const setState = (change: Partial<NoteState>): void => {
    const next = { ...state, ...change };
    if (
      next.loaded === state.loaded &&
      next.saved === state.saved &&
      next.problem === state.problem
    )
      return;
    state = next;
    for (const listener of listeners) listener();
  };
  const show = (problem: Problem | null): void => {
    setState({ saved: waiting.length === 0 && underWay === 0, problem });
  };

  const handOver = async (update: Uint8Array): Promise<void> => {
    underWay += 1;
    const answer = await client.call('note.edit', { ...ref, update: new Uint8Array(update) });
    underWay -= 1;
    if (!answer.ok) {
      waiting.unshift(update);
      clearTimeout(retry);
      retry = setTimeout(flush, RETRY_MS);
    }
    show(answer.ok ? null : answer.problem);
  };

  const flush = (): void => {
    frameAsked = false;
    if (waiting.length > 0) {
      const update = Y.mergeUpdates(waiting);
      waiting = [];
      void handOver(update);
    }
    if (caretMoved && !closed) {
      caretMoved = false;
      const bytes = new Uint8Array(encodeAwarenessUpdate(awareness, [doc.clientID]));
      // A caret that is not taken is of no consequence: the next one follows.
      client.call('note.caret', { ...ref, awareness: bytes }).catch(() => undefined);
    }
  };
  const flushSoon = (): void => {
    if (frameAsked) return;
    frameAsked = true;
    nextFrame(flush);
  };

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === WORKER) return;
    waiting.push(update);
    show(state.problem);
    flushSoon();
  });
  awareness.on(
    'update',
    ({ removed }: { readonly removed: readonly number[] }, origin: unknown) => {
      // The room lost its line to the relay and with it our caret, which is still here: say so again.
      if (origin === WORKER && !removed.includes(doc.clientID)) return;
      caretMoved = true;
      flushSoon();
    },
  );

  const isThis = ({ entity, id }: NoteRef): boolean => entity === ref.entity && id === ref.id;
  const stopListening = [
    client.on('note.changed', (changed) => {
      if (isThis(changed)) Y.applyUpdate(doc, changed.update, WORKER);
    }),
    client.on('note.carets', (changed) => {
      if (isThis(changed)) applyAwarenessUpdate(awareness, changed.awareness, WORKER);
    }),
  ];
  client.call('note.open', ref).then(
    ({ state: update, awareness: carets }) => {
      if (closed) return;
      Y.applyUpdate(doc, update, WORKER);
      applyAwarenessUpdate(awareness, carets, WORKER);
      awareness.setLocalStateField('user', user);
      setState({ loaded: true });
    },
    // The frame around all screens says that there is nobody to ask.
    () => undefined,
  );

  return {
    doc,
    awareness,
    state: () => state,
    onState: (listener) => {
      const own = (): void => listener();
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    flush,
    settled: () =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!state.saved && state.problem === null) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        flush();
        look();
      }),
    close: () => {
      if (closed) return;
      flush();
      closed = true;
      clearTimeout(retry);
      for (const stop of stopListening) stop();
      client.call('note.close', ref).catch(() => undefined);
      awareness.destroy();
      doc.destroy();
    },
  };
}
