/**
 * Documents by name: from the packs, with the updates of the journal that no pack holds yet on top.
 * Holds few live Y.Docs; everything else stays bytes until it is touched.
 */
import * as Y from 'yjs';
import { parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import type { Write } from '../../../crm/kernel/write.ts';
import type { PackWrite, Store } from '../store/store.ts';
import {
  decodeDocs,
  decodeHistory,
  decodeRows,
  encodeDocs,
  encodeHistory,
  encodeRows,
} from './pack-codec.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { HistoryRecord } from '../engine/history-record.ts';
import { newPack, ofChanges, withHistory, type PackedDoc } from './new-pack.ts';
import { NewRecordOp } from './new-record-update.ts';
import { newDoc } from './record-doc.ts';

/**
 * Documents in one pack: the unit in which the store reads and writes them. Chromium puts a value of more than 64 KiB
 * into a file of its own beside the database, to be made, synced and opened one by one: with 256 documents a pack,
 * 100,000 records were 800 files; with 64 they are in the database itself.
 */
export const PACK_MAX_DOCS = 64;
/** Live documents kept decoded; enough for what a person has open and a bulk edit's chunk. */
const LIVE_MAX_DOCS = 1024;
/** Decoded packs kept at hand, about 30 KB each. */
const CACHED_PACKS_MAX = 192;

/**
 * While a document is loaded it goes by an id that nobody writes under: Yjs takes its own id in a loaded update for
 * a second client of that name and would draw another, which no test could replay.
 */
const LOADING_CLIENT_ID = 0;

export type OpenedDoc =
  | { readonly ok: true; readonly doc: Y.Doc }
  /** Its pack cannot be read: the document must be fetched from the relay. */
  | { readonly ok: false };

interface Committed {
  readonly doc: DocName;
  readonly update: Uint8Array;
}

function committedOf(updates: Committed | readonly Committed[] | undefined): readonly Committed[] {
  if (updates === undefined) return [];
  return 'update' in updates ? [updates] : updates;
}

export interface DocumentStore {
  /** Which documents a pack holds; called once a pack at start. */
  readonly place: (packId: string, names: Iterable<DocName>) => void;
  readonly has: (name: DocName) => boolean;
  readonly names: () => Iterable<DocName>;
  readonly open: (name: DocName) => Promise<OpenedDoc>;
  /** All of it as one update; null when a part cannot be read. */
  readonly stateOf: (name: DocName) => Promise<Uint8Array | null>;
  /** The operation that makes a document which does not exist yet. It is not kept live: an import makes 100,000. */
  readonly firstOp: (name: DocName, writes: readonly Write[]) => NewRecordOp;
  /** Remembers a committed update until the next fold; it is asked for when it is needed. */
  readonly remember: (committed: Committed) => void;
  /** Drops the live document, because what was applied to it was not committed. */
  readonly forget: (name: DocName) => void;
  /** Its pack cannot be read and the whole document has arrived from elsewhere: it starts again from that. */
  readonly restart: (name: DocName) => void;
  /** What it was to start again from was not committed. */
  readonly stayBroken: (name: DocName) => void;
  /** Documents with updates that no pack holds yet. */
  readonly unfolded: () => Iterable<DocName>;
  /** Pack writes that take in everything remembered for `names`, and what to call once they are committed. */
  readonly fold: (
    names: readonly DocName[],
    rowOf: (name: DocName) => AnyRow | undefined,
    historyOf: (name: DocName) => readonly HistoryRecord[],
  ) => Promise<{
    readonly packs: readonly PackWrite[];
    /** Documents that cannot be folded yet, because what lies below the journal cannot be read. */
    readonly left: readonly DocName[];
    readonly committed: () => void;
  }>;
  /** Pack writes for documents that exist nowhere yet. */
  readonly packNew: (
    docs: readonly PackedDoc[],
    history: readonly HistoryRecord[],
  ) => Promise<{ readonly packs: readonly PackWrite[]; readonly committed: () => void }>;
  readonly packOf: (name: DocName) => string | undefined;
  readonly packIds: () => Iterable<string>;
  /** Documents that should be in a pack and cannot be read from it. */
  readonly missingFrom: (packId: string) => Promise<readonly DocName[]>;
  readonly readHistory: (packId: string) => Promise<readonly HistoryRecord[]>;
  readonly setClientId: (clientId: number) => void;
}

function groupOf(name: DocName): string {
  const address = parseDocName(name);
  if (address === null) throw new Error('A document name that was never checked reached the store');
  return address.part === 'body' ? `${address.entity}.body` : address.entity;
}

export function createDocumentStore(store: Store, clientIdAtStart: number): DocumentStore {
  let clientId = clientIdAtStart;
  const packOf = new Map<DocName, string>();
  const packSizes = new Map<string, number>();
  const openPacks = new Map<string, string>();
  const packCounts = new Map<string, number>();
  /** Mostly one update a document; a list costs an import 100,000 of them. */
  const overlay = new Map<DocName, Committed | readonly Committed[]>();
  const live = new Map<DocName, Y.Doc>();
  const restarted = new Set<DocName>();
  const cache = new Map<string, Map<DocName, Uint8Array>>();

  function keepLive(name: DocName, doc: Y.Doc): void {
    live.delete(name);
    live.set(name, doc);
    if (live.size > LIVE_MAX_DOCS) {
      const [oldest] = live.keys();
      if (oldest !== undefined) live.delete(oldest);
    }
  }

  async function packDocs(packId: string): Promise<Map<DocName, Uint8Array> | null> {
    const cached = cache.get(packId);
    if (cached !== undefined) {
      cache.delete(packId);
      cache.set(packId, cached);
      return cached;
    }
    const read = await store.readPack(packId, 'docs');
    const docs = read.ok ? decodeDocs(read.bytes) : null;
    if (docs !== null) keepPack(packId, docs);
    return docs;
  }

  function keepPack(packId: string, docs: Map<DocName, Uint8Array>): void {
    cache.set(packId, docs);
    if (cache.size > CACHED_PACKS_MAX) {
      const [oldest] = cache.keys();
      if (oldest !== undefined) cache.delete(oldest);
    }
  }

  /** undefined: it has no state in a pack. null: it had one and that is unreadable; it is not an empty document. */
  async function baseOf(name: DocName): Promise<Uint8Array | undefined | null> {
    const packId = packOf.get(name);
    if (packId === undefined) return undefined;
    const docs = await packDocs(packId);
    return docs?.get(name) ?? (restarted.has(name) ? undefined : null);
  }

  async function open(name: DocName): Promise<OpenedDoc> {
    const present = live.get(name);
    if (present !== undefined) {
      keepLive(name, present);
      return { ok: true, doc: present };
    }
    const base = await baseOf(name);
    if (base === null) return { ok: false };
    const doc = newDoc(name, LOADING_CLIENT_ID);
    if (base !== undefined) Y.applyUpdate(doc, base);
    for (const { update } of committedOf(overlay.get(name))) Y.applyUpdate(doc, update);
    doc.clientID = clientId;
    keepLive(name, doc);
    return { ok: true, doc };
  }

  function placeNew(name: DocName, taken: Map<string, number>): string {
    const group = groupOf(name);
    let packId = openPacks.get(group);
    const size =
      packId === undefined ? PACK_MAX_DOCS : (taken.get(packId) ?? packSizes.get(packId) ?? 0);
    if (packId === undefined || size >= PACK_MAX_DOCS) {
      const count = packCounts.get(group) ?? 0;
      packCounts.set(group, count + 1);
      packId = `${group}:${count}`;
      openPacks.set(group, packId);
    }
    taken.set(packId, (taken.get(packId) ?? packSizes.get(packId) ?? 0) + 1);
    return packId;
  }

  /** Filling up the last pack means reading and writing it again: what comes in such numbers begins one of its own. */
  function beginOwnPacks(fresh: readonly DocName[]): void {
    if (fresh.length >= PACK_MAX_DOCS) for (const name of fresh) openPacks.delete(groupOf(name));
  }

  /** Where an update is all that there is of a document, that is its state, and the document needs not be made. */
  function onlyUpdate(name: DocName): Uint8Array | undefined {
    const updates = committedOf(overlay.get(name));
    return updates.length === 1 && !packOf.has(name) ? updates[0]?.update : undefined;
  }

  // The last one read: undoing an import asks for each of a pack's records in turn.
  let lastHistory: { readonly packId: string; readonly records: readonly HistoryRecord[] } | null =
    null;

  async function readHistory(packId: string): Promise<readonly HistoryRecord[]> {
    if (lastHistory?.packId === packId) return lastHistory.records;
    const read = await store.readPack(packId, 'history');
    const records = (read.ok ? decodeHistory(read.bytes) : null) ?? [];
    lastHistory = { packId, records };
    return records;
  }

  async function packWrite(
    packId: string,
    added: readonly PackedDoc[],
    history: readonly HistoryRecord[],
    rowOf: (name: DocName) => AnyRow | undefined,
  ): Promise<{ readonly write: PackWrite; readonly docs: Map<DocName, Uint8Array> }> {
    const isNew = (packSizes.get(packId) ?? 0) === 0;
    if (isNew) {
      lastHistory = null;
      return newPack(packId, added, history);
    }
    // A pack whose documents cannot be read is started afresh from what is at hand; the rest is refetched.
    const docs = new Map((await packDocs(packId)) ?? []);
    const known = await store.readPack(packId, 'rows');
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
    const write: PackWrite = {
      id: packId,
      docs: encodeDocs(docs),
      rows: encodeRows({ rows, bare }),
    };
    if (history.length === 0) return { write, docs };
    const before = await readHistory(packId);
    lastHistory = null;
    return { write: { ...write, history: encodeHistory(withHistory(before, history)) }, docs };
  }

  return {
    place(packId, names) {
      const [groupName = '', index = '0'] = packId.split(':');
      let size = 0;
      for (const name of names) {
        packOf.set(name, packId);
        size += 1;
      }
      packSizes.set(packId, size);
      packCounts.set(groupName, Math.max(packCounts.get(groupName) ?? 0, Number(index) + 1));
      if (size < PACK_MAX_DOCS) openPacks.set(groupName, packId);
    },
    has: (name) => packOf.has(name) || overlay.has(name),
    *names() {
      yield* packOf.keys();
      for (const name of overlay.keys()) if (!packOf.has(name)) yield name;
    },
    open,
    async stateOf(name) {
      const only = onlyUpdate(name);
      if (only !== undefined) return only;
      const opened = await open(name);
      return opened.ok ? Y.encodeStateAsUpdate(opened.doc) : null;
    },
    firstOp: (name, writes) => new NewRecordOp(name, clientId, writes),
    remember(committed) {
      const before = overlay.get(committed.doc);
      overlay.set(
        committed.doc,
        before === undefined ? committed : [...committedOf(before), committed],
      );
    },
    forget: (name) => void live.delete(name),
    stayBroken(name) {
      restarted.delete(name);
      live.delete(name);
    },
    restart(name) {
      restarted.add(name);
      live.delete(name);
    },
    unfolded: () => overlay.keys(),
    async fold(names, rowOf, historyOf) {
      const taken = new Map<string, number>();
      beginOwnPacks(names.filter((name) => !packOf.has(name)));
      const target = new Map(
        names.map((name) => [name, packOf.get(name) ?? placeNew(name, taken)]),
      );
      const packs: PackWrite[] = [];
      const left: DocName[] = [];
      const done: (() => void)[] = [];
      for (const [packId, members] of Map.groupBy(names, (name) => target.get(name) ?? '')) {
        const added: PackedDoc[] = [];
        const history = new Set<HistoryRecord>();
        for (const name of members) {
          const only = onlyUpdate(name);
          if (only !== undefined) {
            added.push({ name, state: only, row: rowOf(name) });
            for (const record of historyOf(name)) history.add(record);
            continue;
          }
          const opened = await open(name);
          // What is remembered of it is not a document, though it may look like one: it waits for the rest.
          if (!opened.ok) {
            left.push(name);
            continue;
          }
          const { doc } = opened;
          added.push({ name, state: Y.encodeStateAsUpdate(doc), row: rowOf(name) });
          for (const record of historyOf(name)) history.add(record);
        }
        if (added.length === 0) continue;
        const own = new Set(added.map(({ name }) => name));
        const itsHistory = ofChanges([...history], (_, { doc }) => own.has(doc));
        const { write, docs } = await packWrite(packId, added, itsHistory, rowOf);
        packs.push(write);
        done.push(() => {
          for (const { name } of added) {
            packOf.set(name, packId);
            overlay.delete(name);
            restarted.delete(name);
          }
          packSizes.set(packId, docs.size);
          keepPack(packId, docs);
        });
      }
      return { packs, left, committed: () => done.forEach((run) => run()) };
    },
    async packNew(docs, history) {
      beginOwnPacks(docs.map(({ name }) => name));
      const taken = new Map<string, number>();
      const target = new Map(docs.map((doc) => [doc.name, placeNew(doc.name, taken)]));
      const historyByPack = new Map<string, HistoryRecord[]>();
      for (const record of history) {
        for (const [packId, changes] of Map.groupBy(
          record.changes,
          (change) => target.get(change.doc) ?? '',
        )) {
          const list = historyByPack.get(packId) ?? [];
          list.push({ ...record, changes });
          historyByPack.set(packId, list);
        }
      }
      const packs: PackWrite[] = [];
      const done: (() => void)[] = [];
      for (const [packId, members] of Map.groupBy(docs, (doc) => target.get(doc.name) ?? '')) {
        const { write, docs: all } = await packWrite(
          packId,
          members,
          historyByPack.get(packId) ?? [],
          () => undefined,
        );
        packs.push(write);
        done.push(() => {
          for (const { name } of members) packOf.set(name, packId);
          packSizes.set(packId, all.size);
          keepPack(packId, all);
        });
      }
      return { packs, committed: () => done.forEach((run) => run()) };
    },
    packOf: (name) => packOf.get(name),
    packIds: () => packSizes.keys(),
    async missingFrom(packId) {
      // Not through the cache: reading all would drive out what people work with.
      const read = await store.readPack(packId, 'docs');
      const docs = read.ok ? decodeDocs(read.bytes) : null;
      const missing: DocName[] = [];
      for (const [name, itsPack] of packOf) {
        if (itsPack === packId && docs?.has(name) !== true && !restarted.has(name))
          missing.push(name);
      }
      return missing;
    },
    readHistory,
    setClientId: (next) => {
      clientId = next;
      live.clear();
    },
  };
}
