/**
 * The engine's state and the one way in which it changes: a commit that puts journal, outbox and meta on the disk in
 * one transaction, after which — never before — rows, listeners and the network see it.
 */
import type { Envelope, Op } from '../../../crm/contracts/envelope.contract.ts';
import { decodeEnvelope, readEnvelopeHead } from '../../../crm/contracts/envelope.contract.ts';
import { isCustomKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { entityOfObject } from '../../../crm/kernel/custom/definition.ts';
import { FIELD_DEFINITIONS } from '../../../crm/kernel/custom/registry.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { docName, newId, type DocName } from '../../../crm/kernel/ids.ts';
import type { Clock } from '../../../crm/kernel/ports.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { ModuleDef } from '../../../crm/kernel/command.ts';
import { createDocumentStore, type DocumentStore } from '../documents/document-store.ts';
import { decodeRows } from '../documents/pack-codec.ts';
import type { RowChange } from '../rows/row-change.ts';
import type { CommitFailure, MetaValue, StoreBatch, StoreContents } from '../store/store.ts';
import { createActs, type Acts } from './acts.ts';
import { asideOps } from './aside.ts';
import { isDefinition, putInForce, putInForceAtStart } from './definitions.ts';
import type { EngineEvents, StartReport } from './engine-api.ts';
import type { HistoryRecord } from './history-record.ts';
import {
  decodeJournalEntry,
  encodeEnvelopesEntry,
  encodeJournalEntry,
  entryOfEnvelopes,
  type JournalEntry,
  type RowAfter,
  type WrittenEnvelope,
} from './journal-entry.ts';
import type { EngineDeps } from './ports.ts';
import { rowOfState } from './projecting.ts';
import { repair } from './repair.ts';
import { createTurns, type Turns } from './turns.ts';

export interface OutboxEntry {
  readonly n: number;
  readonly bytes: Uint8Array;
  readonly label: string;
  readonly atMs: number;
  readonly records: number;
}

/** The keys of meta that are the engine's own; the shell keeps its under others. */
export interface SyncPosition {
  readonly device: string;
  /** The last `n` that this device used. */
  readonly n: number;
  readonly cursor: number;
  readonly epoch: string;
}

export interface Core {
  readonly deps: EngineDeps;
  readonly turn: Turns;
  readonly documents: DocumentStore;
  readonly acts: Acts;
  readonly outbox: Map<number, OutboxEntry>;
  /** History of the documents in the journal; the older part lies in their packs. */
  readonly recentHistory: Map<DocName, HistoryRecord[]>;
  /** Documents that wait for updates that have not arrived, or whose pack is damaged: to be fetched. */
  readonly incomplete: Set<DocName>;
  position: SyncPosition;
  actor: string;
  /** In the journal since the last fold. */
  journalSize: JournalSize;
  readonly journalHead: () => number;
  /** What was refused or waits in the outbox, oldest first; of one document where one is named. */
  readonly unsentOps: (name?: DocName) => readonly Op[];
  readonly module: (entity: string) => ModuleDef | undefined;
  readonly entity: (name: string) => EntityDef | undefined;
  readonly start: () => Promise<StartReport>;
  readonly meta: (key: string) => MetaValue | undefined;
  /** What stands under `POSITION_KEY` on the disk. */
  readonly savedPosition: () => string;
  /** Commits; on failure nothing changed, neither on disk nor in `position`. */
  readonly commit: (part: CommitPart) => Promise<Result<null>>;
  /** Takes a new client id, because what was written under the present one may or may not be on the disk. */
  readonly renewClientId: () => void;
  readonly newEnvelopeHead: (act: {
    label: string;
    batch: string;
    batchRecords?: number;
    undoes: string;
  }) => Omit<Envelope, 'changes' | 'ops' | 'numbering' | 'n'>;
  readonly showRows: (rows: readonly RowAfter[]) => void;
  readonly on: <Name extends keyof EngineEvents>(
    event: Name,
    listener: EngineEvents[Name],
  ) => () => void;
  readonly emit: <Name extends keyof EngineEvents>(
    event: Name,
    ...data: Parameters<EngineEvents[Name]>
  ) => void;
}

export interface JournalSize {
  readonly entries: number;
  readonly bytes: number;
  /** Records whose rows do not stand in it: a start would have to make them. */
  readonly rowless: number;
}

export interface CommitPart extends Omit<StoreBatch, 'journalAdd' | 'outboxAdd'> {
  readonly journal?: JournalEntry;
  /** Instead of that, where each says nothing but new records. */
  readonly envelopes?: readonly WrittenEnvelope[];
  /** It only moves what is on the disk already: rows stay as they are. */
  readonly isFold?: boolean;
  readonly outboxAdd?: readonly OutboxEntry[];
  readonly position?: Partial<SyncPosition>;
}

/** Read at start in one go: some 15 ms. */
const PACKS_A_TURN = 64;
/** Rows made at start in one go, about as long. */
const ROWS_A_TURN = 512;

export const EMPTY_JOURNAL: JournalSize = { entries: 0, bytes: 0, rowless: 0 };

/** In meta: where this desktop stands in the team's log and in its own. Equal texts, equal rows. */
export const POSITION_KEY = 'position';

const FAILURES: Readonly<Record<CommitFailure, Problem>> = {
  full: {
    code: 'disk-full',
    message: 'There is no room left on the disk, so this change was not saved.',
    remedy: 'Free some space and make the change again. Everything saved before is safe.',
  },
  closed: {
    code: 'store-closed',
    message: 'The local database was closed, so this change was not saved.',
    remedy: 'Restart Rapport. Everything saved before is safe.',
  },
  failed: {
    code: 'store-failed',
    message: 'The local database refused this change, so it was not saved.',
    remedy: 'Try again; if it keeps happening, restart Rapport. Everything saved before is safe.',
  },
};

function randomClientId(deps: EngineDeps): number {
  const bytes = deps.random.bytes(4);
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

export function createCore(deps: EngineDeps): Core {
  const listeners = new Map<keyof EngineEvents, Set<(...data: never[]) => void>>();
  let meta = new Map<string, MetaValue>();
  let journalId = 0;
  let savedIncomplete = '';
  /** Grows with every commit that may change a row. */
  let revision = 0;
  let savedPosition = '';
  const documents = createDocumentStore(deps.store, randomClientId(deps));

  const core: Core = {
    deps,
    turn: createTurns(),
    documents,
    acts: createActs(),
    outbox: new Map(),
    recentHistory: new Map(),
    incomplete: new Set(),
    position: { device: '', n: 0, cursor: 0, epoch: '' },
    actor: '',
    journalSize: EMPTY_JOURNAL,
    journalHead: () => journalId,
    unsentOps(name) {
      const waiting = [...core.outbox.values()].flatMap(({ bytes }) => {
        const decoded = decodeEnvelope(bytes);
        return decoded.ok ? decoded.envelope.ops : [];
      });
      const ops = [...asideOps(core), ...waiting];
      return name === undefined ? ops : ops.filter(({ doc }) => doc === name);
    },
    module: deps.registry.module,
    // Records of an object whose definition is not here are rows as well: they show as soon as it comes.
    entity: (name) =>
      deps.registry.entity(name) ?? (isCustomKey(name) ? entityOfObject(name) : undefined),
    meta: (key) => meta.get(key),
    savedPosition: () => savedPosition,

    async start() {
      const contents = await deps.store.open();
      meta = new Map(contents.meta);
      core.position = positionOf(meta, deps.clock, deps);
      savedPosition = String(meta.get(POSITION_KEY) ?? '');
      revision = revisionOf(savedPosition);
      const clientId = deps.faults?.clientIdReused === true ? Number(meta.get('clientId') ?? 0) : 0;
      if (clientId !== 0) documents.setClientId(clientId);
      else core.renewClientId();
      const rowPacks = await loadPacks(contents);
      const isJournalWhole = await loadJournal(contents);
      for (const { n, bytes } of contents.outbox) core.outbox.set(n, outboxEntry(n, bytes));
      for (const name of JSON.parse(String(meta.get('incomplete') ?? '[]')) as DocName[])
        core.incomplete.add(name);
      await repair(core, contents, { rowPacks, journal: !isJournalWhole });
      const everDefined = [...documents.names()].some((name) =>
        name.startsWith(`${FIELD_DEFINITIONS}/`),
      );
      putInForceAtStart(deps, everDefined);
      return {
        empty: contents.empty,
        lost: contents.lost,
        damaged: contents.damaged.map(({ table, key }) => `${table}/${key}`),
        recovered: 0,
      };
    },

    async commit({ journal: changes, envelopes, position, outboxAdd, isFold, ...batch }) {
      const next = { ...core.position, ...position };
      const journal = envelopes === undefined ? changes : entryOfEnvelopes(envelopes);
      if (journal !== undefined || (batch.packs !== undefined && isFold !== true)) revision += 1;
      const saved = JSON.stringify({ ...next, revision });
      // Each value is sealed by itself, which takes longer than all else in a small commit: only what is another.
      const incomplete = JSON.stringify([...core.incomplete]);
      const bytes =
        envelopes !== undefined
          ? encodeEnvelopesEntry(envelopes)
          : changes && encodeJournalEntry(changes);
      const result = await deps.store.commit({
        ...batch,
        meta: {
          ...batch.meta,
          [POSITION_KEY]: saved,
          ...(incomplete === savedIncomplete ? {} : { incomplete }),
        },
        ...(bytes === undefined ? {} : { journalAdd: [{ id: journalId + 1, bytes }] }),
        ...(outboxAdd === undefined
          ? {}
          : { outboxAdd: outboxAdd.map(({ n, bytes: sent }) => ({ n, bytes: sent })) }),
      });
      if (!result.ok) return fail(FAILURES[result.failure]);
      core.position = next;
      savedPosition = saved;
      savedIncomplete = incomplete;
      for (const [key, value] of Object.entries(batch.meta ?? {})) meta.set(key, value);
      for (const n of batch.outboxRemove ?? []) core.outbox.delete(n);
      for (const entry of outboxAdd ?? []) {
        // Anew at the end, so that the outbox stays in the order of n when it is numbered anew.
        core.outbox.delete(entry.n);
        core.outbox.set(entry.n, entry);
      }
      if (journal !== undefined && bytes !== undefined) {
        journalId += 1;
        takeIn(journal, bytes);
      }
      return ok(null);
    },

    renewClientId() {
      const clientId = randomClientId(deps);
      meta.set('clientId', clientId);
      documents.setClientId(clientId);
    },

    newEnvelopeHead({ label, batch, batchRecords = 0, undoes }) {
      return {
        txId: newId(deps.clock, deps.random),
        device: core.position.device,
        actor: core.actor,
        atMs: deps.clock.nowMs(),
        scope: 'workspace',
        batch,
        ...(batchRecords === 0 ? {} : { batchRecords }),
        label: label.slice(0, 300),
        undoes,
      };
    },

    showRows(changed) {
      const changes: readonly RowChange[] = deps.rows.apply(
        changed.map(({ entity, id, row }) => ({ entity, id, after: row ?? undefined })),
      );
      if (changes.length === 0) return;
      if (changes.some(isDefinition)) putInForce(deps);
      core.emit('rows', changes);
    },

    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener);
      return () => void set.delete(listener);
    },
    emit(event, ...data) {
      for (const listener of listeners.get(event) ?? [])
        (listener as (...args: unknown[]) => void)(...data);
    },
  };

  /** What a committed journal entry means for memory; the same at commit and at replay, but for showing rows. */
  function takeIn(entry: JournalEntry, bytes: Uint8Array): void {
    const { updates, rows, history, acts } = entry;
    for (const { doc, update } of updates) documents.remember(doc, update);
    for (const record of history) {
      for (const name of new Set(record.changes.map((change) => change.doc))) {
        const list = core.recentHistory.get(name);
        if (list === undefined) core.recentHistory.set(name, [record]);
        else list.push(record);
      }
    }
    for (const act of acts) core.acts.add(act);
    const size = core.journalSize;
    core.journalSize = {
      entries: size.entries + 1,
      bytes: size.bytes + bytes.byteLength,
      rowless: size.rowless + (rows === 'from updates' ? updates.length : 0),
    };
  }

  /** Gives the packs whose rows are none: what they hold is not known here yet. */
  async function loadPacks(contents: StoreContents): Promise<readonly string[]> {
    const unlisted: string[] = [];
    for (const [index, { id, bytes }] of contents.rowPacks.entries()) {
      // A window's first question is answered in between.
      if (index % PACKS_A_TURN === PACKS_A_TURN - 1) await deps.pause?.();
      const pack = decodeRows(bytes);
      if (pack === null) {
        unlisted.push(id);
        continue;
      }
      const [first] = pack.rows;
      const group = id.slice(0, id.indexOf(':'));
      documents.place(id, [...pack.rows.map((row) => docName(row.entity, row.id)), ...pack.bare]);
      if (first !== undefined) deps.rows.load(group, pack.rows);
    }
    return unlisted;
  }

  /** False when an entry opened and cannot be read. */
  async function loadJournal(contents: StoreContents): Promise<boolean> {
    // Acts kept by the last fold come first: the journal's undo notes refer to them.
    core.acts.load(String(meta.get('acts') ?? '[]'));
    let isWhole = true;
    for (const { id, bytes } of contents.journal) {
      journalId = Math.max(journalId, id);
      const entry = decodeJournalEntry(bytes);
      if (entry === null) {
        isWhole = false;
        continue;
      }
      takeIn(entry, bytes);
      const rows = entry.rows === 'from updates' ? await rowsFrom(entry.updates) : entry.rows;
      deps.rows.apply(
        rows.map(({ entity, id: record, row }) => ({
          entity,
          id: record,
          after: row ?? undefined,
        })),
      );
    }
    return isWhole;
  }

  async function rowsFrom(updates: JournalEntry['updates']): Promise<readonly RowAfter[]> {
    const rows: RowAfter[] = [];
    for (const [index, { doc, update }] of updates.entries()) {
      if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await deps.pause?.();
      const row = rowOfState(core, doc, update);
      if (row !== undefined) rows.push({ entity: row.entity, id: row.id, row });
    }
    return rows;
  }

  return core;
}

function readPosition(saved: string): SyncPosition {
  const { device, n, cursor, epoch } = JSON.parse(saved) as SyncPosition;
  return { device, n, cursor, epoch };
}

function revisionOf(position: string): number {
  if (position === '') return 0;
  return (JSON.parse(position) as { readonly revision?: number }).revision ?? 0;
}

function positionOf(
  meta: ReadonlyMap<string, MetaValue>,
  clock: Clock,
  deps: EngineDeps,
): SyncPosition {
  const saved = meta.get(POSITION_KEY);
  const position =
    typeof saved === 'string'
      ? readPosition(saved)
      : // As it was saved by the first versions, a value for each.
        {
          device: String(meta.get('device') ?? ''),
          n: Number(meta.get('n') ?? 0),
          cursor: Number(meta.get('cursor') ?? 0),
          epoch: String(meta.get('epoch') ?? ''),
        };
  return position.device === '' ? { ...position, device: newId(clock, deps.random) } : position;
}

export function outboxEntry(n: number, bytes: Uint8Array): OutboxEntry {
  const head = readEnvelopeHead(bytes);
  if (head === null) return { n, bytes, label: 'Unreadable change', atMs: 0, records: 0 };
  return { n, bytes, label: head.label, atMs: head.atMs, records: head.ops };
}
