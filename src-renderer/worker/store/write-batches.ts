/**
 * Batches into IndexedDB, in one transaction with strict durability. Not through Dexie: it waits until the database has
 * said of every value that it was put, and only then lets it commit, which is a way there and back between two
 * processes for every edit. Here `commit` is said with the last value.
 */
import { ownedBytes } from './owned-bytes.ts';
import { PACK_PARTS } from './pack-parts.ts';
import type { MetaValue, PackPart, StoreBatch } from './store.ts';

export const PACK_TABLES = {
  docs: 'packDocs',
  rows: 'packRows',
  history: 'packHistory',
} as const satisfies Record<PackPart, string>;

type TableName = 'meta' | 'journal' | 'outbox' | (typeof PACK_TABLES)[PackPart];

/** Rejects when nothing of it was written. */
export function writeBatches(
  database: IDBDatabase,
  keyRange: typeof IDBKeyRange,
  batches: readonly StoreBatch[],
): Promise<void> {
  const transaction = database.transaction(tablesOf(batches), 'readwrite', {
    durability: 'strict',
  });
  const written = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new DOMException('Aborted', 'AbortError')),
    );
  });
  try {
    // One after the other: a later batch may remove what an earlier one added.
    for (const batch of batches) writeBatch(transaction, keyRange, batch);
    transaction.commit();
  } catch (error) {
    transaction.abort();
    // The abort says less than what led to it.
    written.catch(() => undefined);
    return Promise.reject(error);
  }
  return written;
}

function writeBatch(
  transaction: IDBTransaction,
  keyRange: typeof IDBKeyRange,
  batch: StoreBatch,
): void {
  const table = (name: TableName): IDBObjectStore => transaction.objectStore(name);
  const putAll = (name: TableName, entries: readonly object[]): void => {
    if (entries.length === 0) return;
    const store = table(name);
    for (const entry of entries) store.put(entry);
  };
  const removeAll = (name: TableName, keys: readonly IDBValidKey[]): void => {
    if (keys.length === 0) return;
    const store = table(name);
    for (const key of keys) store.delete(key);
  };
  const { journalAdd = [], outboxRemove = [], outboxAdd = [], packsRemove = [] } = batch;
  putAll(
    'meta',
    Object.entries(batch.meta ?? {}).map(([key, value]) => ({ key, value: ownedMeta(value) })),
  );
  if (batch.journalRemoveUpTo !== undefined)
    table('journal').delete(keyRange.upperBound(batch.journalRemoveUpTo));
  putAll(
    'journal',
    journalAdd.map(({ id, bytes }) => ({ id, bytes: ownedBytes(bytes) })),
  );
  removeAll('outbox', outboxRemove);
  putAll(
    'outbox',
    outboxAdd.map(({ n, bytes }) => ({ n, bytes: ownedBytes(bytes) })),
  );
  for (const part of PACK_PARTS) {
    removeAll(PACK_TABLES[part], packsRemove);
    putAll(
      PACK_TABLES[part],
      (batch.packs ?? []).flatMap(({ id, [part]: bytes }) =>
        bytes === undefined ? [] : [{ id, bytes: ownedBytes(bytes) }],
      ),
    );
  }
}

/** Only what is written: a pack read meanwhile does not wait for an edit. */
function tablesOf(batches: readonly StoreBatch[]): TableName[] {
  const used = new Set<TableName>();
  for (const batch of batches) {
    if (batch.meta !== undefined) used.add('meta');
    if (batch.journalAdd !== undefined || batch.journalRemoveUpTo !== undefined)
      used.add('journal');
    if (batch.outboxAdd !== undefined || batch.outboxRemove !== undefined) used.add('outbox');
    const removesPacks = (batch.packsRemove ?? []).length > 0;
    for (const part of PACK_PARTS) {
      if (removesPacks || batch.packs?.some((pack) => pack[part] !== undefined) === true)
        used.add(PACK_TABLES[part]);
    }
  }
  // A transaction needs a table; an empty batch writes nothing to this one.
  return used.size === 0 ? ['meta'] : [...used];
}

function ownedMeta(value: MetaValue): MetaValue {
  return value instanceof Uint8Array ? ownedBytes(value) : value;
}
