/** Packs as they are read and written; a few stay decoded. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { HistoryRecord } from '../engine/history-record.ts';
import type { PackWrite, Store } from '../store/store.ts';
import { newPack, withHistory, type PackedDoc } from './new-pack.ts';
import {
  decodeDocs,
  decodeHistory,
  decodeRows,
  encodeDocs,
  encodeHistory,
  encodeRows,
} from './pack-codec.ts';

/** Decoded packs kept at hand, about 30 KB each. */
const CACHED_PACKS_MAX = 192;

type PackDocs = Map<DocName, Uint8Array>;

export interface Packs {
  /** null: it cannot be read. */
  readonly docs: (packId: string) => Promise<PackDocs | null>;
  /** The same from the disk, and not kept: reading all would drive out what people work with. */
  readonly docsOnDisk: (packId: string) => Promise<PackDocs | null>;
  /** It was written, and holds these now. */
  readonly written: (packId: string, docs: PackDocs) => void;
  readonly history: (packId: string) => Promise<readonly HistoryRecord[]>;
  /** The pack with these besides what it holds. `rowOf`: the row of what it holds and has none of. */
  readonly with: (
    pack: { readonly id: string; readonly isNew: boolean },
    added: readonly PackedDoc[],
    history: readonly HistoryRecord[],
    rowOf: (name: DocName) => AnyRow | undefined,
  ) => Promise<{ readonly write: PackWrite; readonly docs: PackDocs }>;
}

export function createPacks(store: Store): Packs {
  const cache = new Map<string, PackDocs>();
  // The last one read: undoing an import asks for each of a pack's records in turn.
  let lastHistory: { readonly packId: string; readonly records: readonly HistoryRecord[] } | null =
    null;

  async function docsOnDisk(packId: string): Promise<PackDocs | null> {
    const read = await store.readPack(packId, 'docs');
    return read.ok ? decodeDocs(read.bytes) : null;
  }

  async function docsOf(packId: string): Promise<PackDocs | null> {
    const cached = cache.get(packId);
    if (cached !== undefined) {
      cache.delete(packId);
      cache.set(packId, cached);
      return cached;
    }
    const docs = await docsOnDisk(packId);
    if (docs !== null) keep(packId, docs);
    return docs;
  }

  function keep(packId: string, docs: PackDocs): void {
    cache.set(packId, docs);
    if (cache.size > CACHED_PACKS_MAX) {
      const [oldest] = cache.keys();
      if (oldest !== undefined) cache.delete(oldest);
    }
  }

  async function historyOf(packId: string): Promise<readonly HistoryRecord[]> {
    if (lastHistory?.packId === packId) return lastHistory.records;
    const read = await store.readPack(packId, 'history');
    const records = (read.ok ? decodeHistory(read.bytes) : null) ?? [];
    lastHistory = { packId, records };
    return records;
  }

  return {
    docs: docsOf,
    docsOnDisk,
    written: keep,
    history: historyOf,
    async with({ id, isNew }, added, history, rowOf) {
      if (isNew) {
        lastHistory = null;
        return newPack(id, added, history);
      }
      // A pack whose documents cannot be read is started afresh from what is at hand; the rest is refetched.
      const docs = new Map((await docsOf(id)) ?? []);
      const known = await store.readPack(id, 'rows');
      const oldRows = known.ok ? decodeRows(known.bytes) : null;
      const oldRowById = new Map(
        (oldRows?.rows ?? []).map((row) => [`${row.entity}/${row.id}`, row]),
      );
      const addedRow = new Map(added.map((doc) => [doc.name, doc.row]));
      for (const { name, state } of added) docs.set(name, state);
      const rows: AnyRow[] = [];
      const bare: DocName[] = [];
      // Names without a readable document stay listed: they are being fetched, and until then show their last row.
      const names = new Set<DocName>([
        ...docs.keys(),
        ...(oldRowById.keys() as Iterable<DocName>),
        ...(oldRows?.bare ?? []),
      ]);
      for (const name of names) {
        const row = addedRow.has(name) ? addedRow.get(name) : (oldRowById.get(name) ?? rowOf(name));
        if (row === undefined) bare.push(name);
        else rows.push(row);
      }
      const write: PackWrite = { id, docs: encodeDocs(docs), rows: encodeRows({ rows, bare }) };
      if (history.length === 0) return { write, docs };
      const before = await historyOf(id);
      lastHistory = null;
      return { write: { ...write, history: encodeHistory(withHistory(before, history)) }, docs };
    },
  };
}
