/** The store in memory, for tests and the simulator. Same contract as the real one. */
import { applyBatch, copy, type CommitFate, type Disk, type DiskHooks } from './memory-disk.ts';
import { PACK_PARTS } from './pack-parts.ts';
import type { CommitResult, Store, StoreBatch } from './store.ts';

export interface MemoryStoreDeps {
  readonly disk: Disk;
  /** Absent: every commit is kept at once. */
  readonly hooks?: DiskHooks;
  /** True when this profile is known to have had a store before: then an empty one means that it was lost. */
  readonly expected?: boolean;
}

export function createMemoryStore({ disk, hooks, expected = false }: MemoryStoreDeps): Store {
  const run = disk.run();
  const { tables } = disk;
  let closed = false;
  let order: Promise<unknown> = Promise.resolve();

  const write = async (batch: StoreBatch): Promise<CommitResult> => {
    if (closed) return { ok: false, failure: 'closed' };
    const fate: CommitFate = hooks === undefined ? 'kept' : await hooks.fateOf(batch);
    if (disk.run() !== run || fate === 'lost') return never();
    switch (fate) {
      case 'kept':
        applyBatch(tables, batch);
        return { ok: true };
      case 'unconfirmed':
        applyBatch(tables, batch);
        return never();
      case 'denied':
        applyBatch(tables, batch);
        return { ok: false, failure: 'failed' };
      case 'full':
      case 'closed':
      case 'failed':
        return { ok: false, failure: fate };
      default:
        return fate satisfies never;
    }
  };

  return {
    readMeta: async (keys) => {
      if (disk.run() !== run) return never();
      return new Map(
        keys.flatMap((key) => {
          const value = tables.meta.get(key);
          return value === undefined ? [] : [[key, copy(value)] as const];
        }),
      );
    },
    open: async () => {
      const empty = !tables.created;
      tables.created = true;
      return {
        empty,
        lost: empty && expected,
        meta: new Map([...tables.meta].map(([key, value]) => [key, copy(value)])),
        journal: sorted(tables.journal).map(([id, bytes]) => ({ id, bytes: bytes.slice() })),
        outbox: sorted(tables.outbox).map(([n, bytes]) => ({ n, bytes: bytes.slice() })),
        rowPacks: [...tables.packs.rows].map(([id, bytes]) => ({ id, bytes: bytes.slice() })),
        damaged: [],
      };
    },
    commit: (batch) => {
      // The batch is taken as it is now; a caller that reuses its arrays must not change what gets written.
      const taken = takeBatch(batch);
      const result = order.then(() => write(taken));
      order = result;
      return result;
    },
    readPack: async (id, part) => {
      if (disk.run() !== run) return never();
      const bytes = tables.packs[part].get(id);
      return bytes === undefined
        ? { ok: false, why: 'absent' }
        : { ok: true, bytes: bytes.slice() };
    },
    close: async () => {
      await order;
      closed = true;
    },
  };
}

function sorted(table: ReadonlyMap<number, Uint8Array>): [number, Uint8Array][] {
  return [...table].sort(([a], [b]) => a - b);
}

function takeBatch(batch: StoreBatch): StoreBatch {
  return {
    ...batch,
    ...(batch.journalAdd && {
      journalAdd: batch.journalAdd.map(({ id, bytes }) => ({ id, bytes: bytes.slice() })),
    }),
    ...(batch.outboxAdd && {
      outboxAdd: batch.outboxAdd.map(({ n, bytes }) => ({ n, bytes: bytes.slice() })),
    }),
    ...(batch.packs && {
      packs: batch.packs.map((pack) => {
        const taken: { id: string; docs?: Uint8Array; rows?: Uint8Array; history?: Uint8Array } = {
          id: pack.id,
        };
        for (const part of PACK_PARTS) {
          const bytes = pack[part];
          if (bytes !== undefined) taken[part] = bytes.slice();
        }
        return taken;
      }),
    }),
  };
}

/** What a crashed machine answers. */
function never<Value>(): Promise<Value> {
  return new Promise(() => {});
}
