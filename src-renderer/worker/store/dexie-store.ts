/**
 * The store in IndexedDB. Six tables without secondary indexes; one read-write transaction with strict durability a
 * group of commits. IndexedDB hands out what it was given or nothing, so seals and checksums are a layer above.
 *
 * A damaged IndexedDB opens as an empty one, without an error. Three things tell: `dataLoss` of the upgrade event
 * (Chromium), the canary that is written in the transaction that creates the database, and the caller's knowledge
 * that there was a store here before.
 */
import { Dexie, type Table } from 'dexie';
import { createCommitGroups } from './commit-groups.ts';
import { PACK_PARTS } from './pack-parts.ts';
import { ownedBytes } from './owned-bytes.ts';
import type {
  CommitFailure,
  CommitResult,
  MetaValue,
  PackPart,
  Store,
  StoreBatch,
} from './store.ts';

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
    docs: db.table('packDocs'),
    rows: db.table('packRows'),
    history: db.table('packHistory'),
  };

  const writeBatch = async (batch: StoreBatch): Promise<void> => {
    const metaEntries = Object.entries(batch.meta ?? {});
    const pending: PromiseLike<unknown>[] = [];
    if (metaEntries.length > 0) {
      pending.push(
        meta.bulkPut(metaEntries.map(([key, value]) => ({ key, value: ownedMeta(value) }))),
      );
    }
    if (batch.journalRemoveUpTo !== undefined) {
      pending.push(journal.where(':id').belowOrEqual(batch.journalRemoveUpTo).delete());
    }
    const { journalAdd = [], outboxRemove = [], outboxAdd = [], packsRemove = [] } = batch;
    if (journalAdd.length > 0) {
      pending.push(
        journal.bulkPut(journalAdd.map(({ id, bytes }) => ({ id, bytes: ownedBytes(bytes) }))),
      );
    }
    if (outboxRemove.length > 0) pending.push(outbox.bulkDelete([...outboxRemove]));
    if (outboxAdd.length > 0) {
      pending.push(
        outbox.bulkPut(outboxAdd.map(({ n, bytes }) => ({ n, bytes: ownedBytes(bytes) }))),
      );
    }
    for (const part of PACK_PARTS) {
      if (packsRemove.length > 0) pending.push(packs[part].bulkDelete([...packsRemove]));
      const entries: PackEntry[] = [];
      for (const pack of batch.packs ?? []) {
        const bytes = pack[part];
        if (bytes !== undefined) entries.push({ id: pack.id, bytes: ownedBytes(bytes) });
      }
      if (entries.length > 0) pending.push(packs[part].bulkPut(entries));
    }
    await Promise.all(pending);
  };

  const groups = createCommitGroups(async (batches): Promise<CommitResult> => {
    try {
      await db.transaction('rw', tablesOf(batches), async () => {
        // One after the other: a later batch may remove what an earlier one added.
        for (const batch of batches) await writeBatch(batch);
      });
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

const TABLES = ['meta', 'journal', 'outbox', 'packDocs', 'packRows', 'packHistory'] as const;

/** Only what is written: a pack read meanwhile does not wait for an edit. */
function tablesOf(batches: readonly StoreBatch[]): string[] {
  const used = new Set<(typeof TABLES)[number]>();
  for (const batch of batches) {
    if (batch.meta !== undefined) used.add('meta');
    if (batch.journalAdd !== undefined || batch.journalRemoveUpTo !== undefined)
      used.add('journal');
    if (batch.outboxAdd !== undefined || batch.outboxRemove !== undefined) used.add('outbox');
    const removesPacks = (batch.packsRemove ?? []).length > 0;
    if (removesPacks || batch.packs?.some(({ docs }) => docs) === true) used.add('packDocs');
    if (removesPacks || batch.packs?.some(({ rows }) => rows) === true) used.add('packRows');
    if (removesPacks || batch.packs?.some(({ history }) => history) === true)
      used.add('packHistory');
  }
  // A transaction needs a table; an empty batch writes nothing to this one.
  return used.size === 0 ? ['meta'] : [...used];
}

function createDatabase(deps: DexieStoreDeps) {
  const creation = { created: false, dataLoss: false };
  const db = new Dexie(deps.databaseName, {
    autoOpen: false,
    cache: 'disabled',
    chromeTransactionDurability: 'strict',
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

function ownedMeta(value: MetaValue): MetaValue {
  return value instanceof Uint8Array ? ownedBytes(value) : value;
}

/** Dexie wraps what IndexedDB says, sometimes twice: an aborted transaction carries the request's error inside. */
function failureOf(error: unknown): CommitFailure {
  const seen = new Set<unknown>();
  let current: unknown = error;
  while (typeof current === 'object' && current !== null && !seen.has(current)) {
    seen.add(current);
    const { name, inner, failures } = current as {
      readonly name?: string;
      readonly inner?: unknown;
      readonly failures?: readonly unknown[];
    };
    if (name === 'QuotaExceededError') return 'full';
    if (name === 'DatabaseClosedError') return 'closed';
    current = inner ?? failures?.[0];
  }
  return 'failed';
}
