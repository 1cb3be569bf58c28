/**
 * Documents by name: from the packs, with the updates of the journal that no pack holds yet on top.
 * Holds few live Y.Docs; everything else stays bytes until it is touched.
 */
import * as Y from 'yjs';
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { Write } from '../../../crm/kernel/write.ts';
import type { PackWrite, Store } from '../store/store.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { HistoryRecord } from '../engine/history-record.ts';
import { ofChanges, type PackedDoc } from './new-pack.ts';
import { NewRecordOp } from './new-record-update.ts';
import { createPackPlaces } from './pack-places.ts';
import { createPacks } from './packs.ts';
import { newDoc } from './record-doc.ts';

/** Live documents kept decoded; enough for what a person has open and a bulk edit's chunk. */
const LIVE_MAX_DOCS = 1024;
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

export function createDocumentStore(store: Store, clientIdAtStart: number): DocumentStore {
  let clientId = clientIdAtStart;
  const places = createPackPlaces();
  const packs = createPacks(store);
  /** Mostly one update a document; a list costs an import 100,000 of them. */
  const overlay = new Map<DocName, Committed | readonly Committed[]>();
  const live = new Map<DocName, Y.Doc>();
  const restarted = new Set<DocName>();

  function keepLive(name: DocName, doc: Y.Doc): void {
    live.delete(name);
    live.set(name, doc);
    if (live.size > LIVE_MAX_DOCS) {
      const [oldest] = live.keys();
      if (oldest !== undefined) live.delete(oldest);
    }
  }

  /** undefined: it has no state in a pack. null: it had one and that is unreadable; it is not an empty document. */
  async function baseOf(name: DocName): Promise<Uint8Array | undefined | null> {
    const packId = places.packOf(name);
    if (packId === undefined) return undefined;
    const docs = await packs.docs(packId);
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

  /** Where an update is all that there is of a document, that is its state, and the document needs not be made. */
  function onlyUpdate(name: DocName): Uint8Array | undefined {
    const updates = committedOf(overlay.get(name));
    return updates.length === 1 && places.packOf(name) === undefined
      ? updates[0]?.update
      : undefined;
  }

  async function stateOf(name: DocName): Promise<Uint8Array | null> {
    const only = onlyUpdate(name);
    if (only !== undefined) return only;
    const opened = await open(name);
    return opened.ok ? Y.encodeStateAsUpdate(opened.doc) : null;
  }

  /** One pack with these besides what it holds, and what to note once it is on the disk. */
  async function packWrite(
    packId: string,
    added: readonly PackedDoc[],
    history: readonly HistoryRecord[],
    rowOf: (name: DocName) => AnyRow | undefined,
  ): Promise<{ readonly write: PackWrite; readonly committed: () => void }> {
    const pack = { id: packId, isNew: places.isEmpty(packId) };
    const { write, docs } = await packs.with(pack, added, history, rowOf);
    const names = added.map(({ name }) => name);
    return {
      write,
      committed() {
        places.moveIn(packId, names, docs.size);
        packs.written(packId, docs);
      },
    };
  }

  return {
    place: places.load,
    has: (name) => places.packOf(name) !== undefined || overlay.has(name),
    *names() {
      yield* places.names();
      for (const name of overlay.keys()) if (places.packOf(name) === undefined) yield name;
    },
    open,
    stateOf,
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
      const target = places.choose(names);
      const writes: PackWrite[] = [];
      const left: DocName[] = [];
      const done: (() => void)[] = [];
      for (const [packId, members] of Map.groupBy(names, (name) => target.get(name) ?? '')) {
        const added: PackedDoc[] = [];
        const history = new Set<HistoryRecord>();
        for (const name of members) {
          const state = await stateOf(name);
          // What is remembered of it is not a document, though it may look like one: it waits for the rest.
          if (state === null) {
            left.push(name);
            continue;
          }
          added.push({ name, state, row: rowOf(name) });
          for (const record of historyOf(name)) history.add(record);
        }
        if (added.length === 0) continue;
        const own = new Set(added.map(({ name }) => name));
        const itsHistory = ofChanges([...history], (_, { doc }) => own.has(doc));
        const { write, committed } = await packWrite(packId, added, itsHistory, rowOf);
        writes.push(write);
        done.push(() => {
          committed();
          for (const name of own) {
            overlay.delete(name);
            restarted.delete(name);
          }
        });
      }
      return { packs: writes, left, committed: () => done.forEach((run) => run()) };
    },
    async packNew(docs, history) {
      const target = places.choose(docs.map(({ name }) => name));
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
      const writes: PackWrite[] = [];
      const done: (() => void)[] = [];
      for (const [packId, members] of Map.groupBy(docs, (doc) => target.get(doc.name) ?? '')) {
        const itsHistory = historyByPack.get(packId) ?? [];
        const { write, committed } = await packWrite(packId, members, itsHistory, () => undefined);
        writes.push(write);
        done.push(committed);
      }
      return { packs: writes, committed: () => done.forEach((run) => run()) };
    },
    packOf: places.packOf,
    packIds: places.packIds,
    async missingFrom(packId) {
      const docs = await packs.docsOnDisk(packId);
      return [...places.namesIn(packId)].filter(
        (name) => docs?.has(name) !== true && !restarted.has(name),
      );
    },
    readHistory: packs.history,
    setClientId: (next) => {
      clientId = next;
      live.clear();
    },
  };
}
