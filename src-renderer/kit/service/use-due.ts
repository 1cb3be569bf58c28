/** When the tickets on screen are due: many rows ask, one question is sent. */
import { useCallback, useSyncExternalStore } from 'react';
import type { Due } from '../../../crm/contracts/rpc/service.rpc.ts';
import { useSession } from '../session/session.tsx';
import type { WorkerClient } from '../session/worker-client.ts';

/** As many as one call takes. */
const ASKED_MAX = 1_000;

class DueBoard {
  readonly #client: WorkerClient;
  readonly #listeners = new Map<string, Set<() => void>>();
  #due: Readonly<Record<string, Due>> = {};
  #stop: (() => void) | null = null;
  #planned = false;

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  get(id: string): Due | undefined {
    return this.#due[id];
  }

  subscribe(id: string, listener: () => void): () => void {
    const here = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, here.add(listener));
    this.#stop ??= this.#client.on('service.changed', () => this.#plan());
    if (this.#due[id] === undefined) this.#plan();
    return () => {
      here.delete(listener);
      if (here.size === 0) this.#listeners.delete(id);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = null;
      this.#due = {};
    };
  }

  /** Rows that appear together ask together. */
  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      const ids = [...this.#listeners.keys()].slice(0, ASKED_MAX);
      if (ids.length === 0) return;
      this.#client.call('service.due', { ids }).then(
        ({ due }) => this.#show(due),
        // The frame around all screens says that there is nobody to ask.
        () => undefined,
      );
    });
  }

  #show(due: Readonly<Record<string, Due>>): void {
    const before = this.#due;
    // What says the same stays the same object: its row is not drawn again.
    this.#due = Object.fromEntries(
      Object.entries(due).map(([id, one]) => {
        const old = before[id];
        return [id, old !== undefined && isSame(old, one) ? old : one];
      }),
    );
    for (const [id, listeners] of this.#listeners) {
      if (before[id] !== this.#due[id]) for (const listener of listeners) listener();
    }
  }
}

function isSame(a: Due, b: Due): boolean {
  return a.clock === b.clock && a.state === b.state && a.paused === b.paused && a.at === b.at;
}

const boards = new WeakMap<WorkerClient, DueBoard>();

function boardOf(client: WorkerClient): DueBoard {
  let board = boards.get(client);
  if (board === undefined) boards.set(client, (board = new DueBoard(client)));
  return board;
}

/** undefined: it is over, nothing is promised, or nobody has answered yet. */
export function useDue(id: string): Due | undefined {
  const { client } = useSession();
  const board = boardOf(client);
  return useSyncExternalStore(
    useCallback((listener: () => void) => board.subscribe(id, listener), [board, id]),
    () => board.get(id),
  );
}
