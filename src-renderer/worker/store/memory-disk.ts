/**
 * What a memory store writes to, and what outlives it: a store that was crashed or closed is opened again on the same
 * disk. It has no timers and no randomness, so a simulator that controls the fates controls everything.
 */
import { PACK_PARTS } from './pack-parts.ts';
import type { CommitFailure, MetaValue, PackPart, StoreBatch } from './store.ts';

/** What becomes of one commit. */
export type CommitFate =
  | 'kept'
  | CommitFailure
  /** The database is closed after writing: the commit is said to have failed, all of it is there. */
  | 'denied'
  /** The machine stops before anything is written: the commit never resolves, nothing of it is there afterwards. */
  | 'lost'
  /** The machine stops after writing: the commit never resolves, all of it is there afterwards. */
  | 'unconfirmed';

export interface DiskHooks {
  /** Asked once a commit, in the order of commits; the next commit waits for the answer. */
  readonly fateOf: (batch: StoreBatch) => CommitFate | Promise<CommitFate>;
}

export interface DiskTables {
  created: boolean;
  readonly meta: Map<string, MetaValue>;
  readonly journal: Map<number, Uint8Array>;
  readonly outbox: Map<number, Uint8Array>;
  readonly packs: Readonly<Record<PackPart, Map<string, Uint8Array>>>;
}

export interface Disk {
  readonly tables: DiskTables;
  /** Grows with every crash; a store of an earlier run is dead. */
  readonly run: () => number;
  /** The process that had the store open is gone: its commits that have not happened yet never will. */
  readonly crash: () => void;
  /** As a browser does with a database that it finds damaged: everything is gone, and nothing says so. */
  readonly wipe: () => void;
}

export function createDisk(): Disk {
  const tables: DiskTables = {
    created: false,
    meta: new Map(),
    journal: new Map(),
    outbox: new Map(),
    packs: { docs: new Map(), rows: new Map(), history: new Map() },
  };
  let run = 0;
  return {
    tables,
    run: () => run,
    crash: () => {
      run += 1;
    },
    wipe: () => {
      run += 1;
      tables.created = false;
      const { meta, journal, outbox, packs } = tables;
      for (const table of [meta, journal, outbox, packs.docs, packs.rows, packs.history])
        table.clear();
    },
  };
}

/** Writes a batch whole. Bytes are copied: what the caller does with its arrays later is not on the disk. */
export function applyBatch(tables: DiskTables, batch: StoreBatch): void {
  for (const [key, value] of Object.entries(batch.meta ?? {})) tables.meta.set(key, copy(value));
  const { journalRemoveUpTo } = batch;
  if (journalRemoveUpTo !== undefined) {
    for (const id of tables.journal.keys()) if (id <= journalRemoveUpTo) tables.journal.delete(id);
  }
  for (const { id, bytes } of batch.journalAdd ?? []) tables.journal.set(id, bytes.slice());
  for (const n of batch.outboxRemove ?? []) tables.outbox.delete(n);
  for (const { n, bytes } of batch.outboxAdd ?? []) tables.outbox.set(n, bytes.slice());
  for (const part of PACK_PARTS) {
    for (const id of batch.packsRemove ?? []) tables.packs[part].delete(id);
    for (const pack of batch.packs ?? []) {
      const bytes = pack[part];
      if (bytes !== undefined) tables.packs[part].set(pack.id, bytes.slice());
    }
  }
}

export function copy(value: MetaValue): MetaValue {
  return value instanceof Uint8Array ? value.slice() : value;
}
