/**
 * The store in IndexedDB. Six tables without secondary indexes; one read-write transaction with strict durability a
 * group of commits (`write-batches.ts`); Dexie has the schema and reads. IndexedDB hands out what it was given or nothing, so seals and checksums are a layer above.
 *
 * A damaged IndexedDB opens as an empty one, without an error. Three things tell: `dataLoss` of the upgrade event
 * (Chromium), the canary that is written in the transaction that creates the database, and the caller's knowledge
 * that there was a store here before.
 */
import { Dexie, type Table } from 'dexie';
import { createCommitGroups } from './commit-groups.ts';
import type { CommitFailure, CommitResult, MetaValue, PackPart, Store } from './store.ts';
import { PACK_TABLES, writeBatches } from './write-batches.ts';

const DATABASE_VERSION = 1;
const CANARY_KEY = 'canary';

export interface DexieStoreDeps {
  /** One database a profile. */
  readonly databaseName: string;
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
  /** Whether this profile is known to have had a store before: then an empty one means that it was lost. */
  readonly expected: () => Promise<boolean>;
}

interface MetaEntry {
  readonly key: string;
  readonly value: MetaValue;
}
interface JournalEntry {
  readonly id: number;
  readonly bytes: Uint8Array;
}
interface OutboxEntry {
  readonly n: number;
  readonly bytes: Uint8Array;
}
interface PackEntry {
  readonly id: string;
  readonly bytes: Uint8Array;
}

export function createDexieStore(deps: DexieStoreDeps): Store {
  const { db, creation } = createDatabase(deps);
  const meta: Table<MetaEntry, string> = db.table('meta');
  const journal: Table<JournalEntry, number> = db.table('journal');
  const outbox: Table<OutboxEntry, number> = db.table('outbox');
  const packs: Readonly<Record<PackPart, Table<PackEntry, string>>> = {
    docs: db.table(PACK_TABLES.docs),
    rows: db.table(PACK_TABLES.rows),
    history: db.table(PACK_TABLES.history),
  };

  const groups = createCommitGroups(async (batches): Promise<CommitResult> => {
    try {
      if (!db.isOpen()) return { ok: false, failure: 'closed' };
      await writeBatches(db.backendDB(), deps.IDBKeyRange, batches);
      return { ok: true };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  });

  let opening: Promise<unknown> | undefined;
  const opened = (): Promise<unknown> => (opening ??= db.open());

  return {
    readMeta: async (keys) => {
      await opened();
      const entries = await meta.bulkGet([...keys]);
      return new Map(
        entries.flatMap((entry) => (entry === undefined ? [] : [[entry.key, entry.value]])),
      );
    },
    open: async () => {
      await opened();
      const [metaEntries, journalEntries, outboxEntries, rowPacks] = await db.transaction(
        'r',
        [meta, journal, outbox, packs.rows],
        () =>
          Promise.all([meta.toArray(), journal.toArray(), outbox.toArray(), packs.rows.toArray()]),
      );
      const isLost = creation.created && (await deps.expected());
      const values = new Map(metaEntries.map(({ key, value }) => [key, value]));
      const canary = values.delete(CANARY_KEY);
      return {
        empty: creation.created,
        lost: creation.dataLoss || !canary || isLost,
        meta: values,
        journal: journalEntries,
        outbox: outboxEntries,
        rowPacks,
        damaged: [],
      };
    },
    commit: groups.commit,
    readPack: async (id, part) => {
      const entry = await packs[part].get(id);
      return entry === undefined ? { ok: false, why: 'absent' } : { ok: true, bytes: entry.bytes };
    },
    close: async () => {
      await groups.idle();
      db.close();
    },
  };
}

function createDatabase(deps: DexieStoreDeps) {
  const creation = { created: false, dataLoss: false };
  const db = new Dexie(deps.databaseName, {
    autoOpen: false,
    cache: 'disabled',
    indexedDB: watchUpgrade(deps.indexedDB, creation),
    IDBKeyRange: deps.IDBKeyRange,
  });
  db.version(DATABASE_VERSION).stores({
    meta: 'key',
    journal: 'id',
    outbox: 'n',
    packDocs: 'id',
    packRows: 'id',
    packHistory: 'id',
  });
  db.on('populate', (transaction) => {
    creation.created = true;
    void transaction.table('meta').put({ key: CANARY_KEY, value: true });
  });
  return { db, creation };
}

/** Dexie passes on everything about an upgrade but whether the browser threw data away before it. */
function watchUpgrade(factory: IDBFactory, creation: { dataLoss: boolean }) {
  return {
    open: (name: string, version?: number): IDBOpenDBRequest => {
      const request = factory.open(name, version);
      request.addEventListener('upgradeneeded', (event) => {
        const { dataLoss } = event as IDBVersionChangeEvent & { readonly dataLoss?: string };
        if (dataLoss !== undefined && dataLoss !== 'none')
          Object.assign(creation, { dataLoss: true });
      });
      return request;
    },
    deleteDatabase: (name: string) => factory.deleteDatabase(name),
    databases: () => factory.databases(),
    cmp: (a: unknown, b: unknown) => factory.cmp(a, b),
  };
}

function failureOf(error: unknown): CommitFailure {
  const { name } = (error ?? {}) as { readonly name?: string };
  if (name === 'QuotaExceededError') return 'full';
  // What a transaction of a connection that is closing begins with.
  return name === 'InvalidStateError' ? 'closed' : 'failed';
}
