/**
 * Storage that forgets: for the simulator and for tests of the core. It has the behaviour of a disk:
 * a commit takes time, can fail, and is lost when the process dies before it is done.
 */
import { encodeEnvelope, type Envelope } from '../../crm/contracts/envelope.contract.ts';
import { foldUpdates, updatesByDoc } from '../documents/fold.ts';
import type { RelayFaults } from '../ports.ts';
import { placeEnvelope } from './placement.ts';
import type {
  AppendedEntry,
  AppendOutcome,
  AppendResult,
  NewWorkspace,
  RelayStorage,
  StorageProblem,
  StorageResult,
  StoredEntry,
} from './storage.ts';

/** Decides what becomes of a commit; it happens when this resolves. */
export type CommitGate = (envelopes: number) => Promise<'commit' | 'full' | 'failed'>;

export interface MemoryStorageOptions {
  readonly epoch: string;
  readonly commitGate?: CommitGate;
  readonly faults?: RelayFaults;
}

/** Opaque to all but the storage that made it. */
export type RelayBackup = ReadonlyMap<string, WorkspaceLog>;

export interface MemoryStorage extends RelayStorage {
  /** True once that envelope is committed. For checking, the moment it leaves, what an acknowledgement claims. */
  readonly holds: (device: string, n: number) => boolean;
  /**
   * The process dies: commits that are not through vanish, their promises stay open for ever. The
   * same object then serves the process that comes after it, in another epoch.
   */
  readonly crash: () => void;
  /** A copy of the file, as of now. */
  readonly backUp: () => RelayBackup;
  /** The process dies, and the next one finds the copy in place of the file. */
  readonly restore: (backup: RelayBackup) => void;
}

interface LogEntry extends StoredEntry {
  readonly n: number;
  readonly txId: string;
  readonly docs: ReadonlySet<string>;
}

interface WorkspaceLog extends NewWorkspace {
  readonly entries: LogEntry[];
  readonly byN: Map<string, LogEntry>;
  /** Oldest first, each with the head at which it began. */
  readonly epochs: { readonly epoch: string; readonly start: number }[];
  /** In order of creation: the index is the page mark. */
  readonly docs: { readonly name: string; updates: Uint8Array[] }[];
  readonly docIndex: Map<string, number>;
  readonly lastN: Map<string, number>;
  /** Field of a record → its number. */
  readonly numbered: Map<string, number>;
  /** `<sequence>#<field>#<number>` */
  readonly taken: Set<string>;
  readonly lastNumber: Map<string, number>;
}

export function createMemoryStorage(options: MemoryStorageOptions): MemoryStorage {
  const { faults = {} } = options;
  let workspaces = new Map<string, WorkspaceLog>();
  let life = 0;
  const epochNow = (): string => (life === 0 ? options.epoch : `${options.epoch}-${life}`);
  /** Commits are durable in the order in which they were asked for. */
  let lastCommit: Promise<unknown> = Promise.resolve();

  async function commit<Value>(
    envelopes: number,
    apply: () => StorageResult<Value>,
  ): Promise<StorageResult<Value>> {
    const born = life;
    const before = lastCommit;
    const work = (async () => {
      await before;
      const fate = (await options.commitGate?.(envelopes)) ?? 'commit';
      if (born !== life) return new Promise<never>(() => undefined);
      if (fate === 'full') return problem('storage-full');
      return fate === 'failed' ? problem('storage-failed') : apply();
    })();
    lastCommit = work;
    return work;
  }

  function logOf(id: string): WorkspaceLog {
    const log = workspaces.get(id);
    if (log === undefined) throw new Error('the core asked for a workspace that it never found');
    return log;
  }

  function crash(): void {
    life++;
    lastCommit = Promise.resolve();
  }

  return {
    get epoch() {
      return epochNow();
    },
    enterEpoch: (workspace) =>
      commit(0, () => {
        const { epochs, entries } = logOf(workspace);
        const epoch = epochNow();
        if (epochs.at(-1)?.epoch !== epoch) epochs.push({ epoch, start: entries.length });
        return value(null);
      }),
    async knows(workspace, { epoch, cursor }) {
      const { epochs, entries } = logOf(workspace);
      if (faults.cursorOfLostPast === true) return value(epoch !== '' && cursor <= entries.length);
      const at = epochs.findIndex((one) => one.epoch === epoch);
      return value(at !== -1 && cursor <= (epochs[at + 1]?.start ?? entries.length));
    },
    createWorkspace: (workspace) =>
      commit(0, () => {
        if (workspaces.has(workspace.id)) return value('exists');
        workspaces.set(workspace.id, newLog(workspace));
        return value('created');
      }),
    async findWorkspace(id) {
      const log = workspaces.get(id);
      if (log === undefined) return value(null);
      return value({ id, name: log.name, secretHash: log.secretHash, head: log.entries.length });
    },
    append: (workspace, items, numbering) =>
      commit(items.length, () => {
        const log = logOf(workspace);
        const entries: AppendedEntry[] = [];
        const add = (envelope: Envelope, bytes: Uint8Array): number => {
          const entry = appendTo(log, envelope, bytes);
          entries.push({ ...entry, decoded: envelope });
          return entry.seq;
        };
        const nextN = (device: string) => (log.lastN.get(device) ?? 0) + 1;
        const results = items.map((item): AppendResult => {
          if (item.kind === 'authored') {
            const envelope = item.compose(nextN(item.device));
            return { kind: 'appended', seq: add(envelope, encodeEnvelope(envelope)) };
          }
          const { envelope, bytes } = item;
          const earlier = log.byN.get(`${envelope.device}#${envelope.n}`);
          let placement = placeEnvelope(envelope, nextN(envelope.device) - 1, earlier);
          if (faults.repushAppliedTwice && placement.kind === 'repeated')
            placement = { kind: 'append' };
          if (placement.kind !== 'append') return placement;
          const seq = add(envelope, bytes);
          const numbers = envelope.numbering.flatMap(({ doc, field }) => {
            const known = log.docs[log.docIndex.get(doc) ?? -1];
            const over = known === undefined ? new Uint8Array() : fold(known);
            const from = numbering.standing(doc, over, field);
            const number = numberFor(log, doc, field, from);
            return number === from ? [] : [{ doc, field, number, from, over }];
          });
          if (numbers.length > 0) {
            const numbered = numbering.compose(envelope, numbers, nextN(numbering.device));
            add(numbered, encodeEnvelope(numbered));
          }
          return { kind: 'appended', seq };
        });
        const outcome: AppendOutcome = { results, entries, head: log.entries.length };
        return value(outcome);
      }),
    async readEntries(workspace, after, upTo, limitBytes) {
      return value(takeBytes(logOf(workspace).entries.slice(after, upTo), limitBytes));
    },
    async lastN(workspace, device) {
      return value(logOf(workspace).lastN.get(device) ?? 0);
    },
    async countDocs(workspace) {
      return value(logOf(workspace).docs.length);
    },
    async readStates(workspace, after, limitBytes) {
      const { docs } = logOf(workspace);
      const list = [];
      let bytes = 0;
      let at = after;
      for (; at < docs.length && bytes < limitBytes; at++) {
        const doc = docs[at];
        if (doc === undefined) break;
        const state = fold(doc);
        bytes += state.byteLength;
        list.push({ doc: doc.name, state });
      }
      return value({ list, next: at < docs.length ? at : null });
    },
    async docNames(workspace, prefix) {
      const names = logOf(workspace).docs.map(({ name }) => name);
      return value(names.filter((name) => name.startsWith(prefix)));
    },
    async workspacesWith(doc) {
      const logs = [...workspaces.values()].filter(({ docIndex }) => docIndex.has(doc));
      return value(logs.map(({ id }) => id));
    },
    async docState(workspace, name) {
      const { docs, docIndex } = logOf(workspace);
      const doc = docs[docIndex.get(name) ?? -1];
      return value(doc === undefined ? new Uint8Array() : fold(doc));
    },
    async historyOf(workspace, doc, before, limitBytes) {
      const touching = logOf(workspace)
        .entries.filter(({ seq, docs }) => docs.has(doc) && (before === 0 || seq < before))
        .reverse();
      const list = takeBytes(touching, limitBytes);
      return value({ list, done: list.length === touching.length });
    },
    holds: (device, n) => [...workspaces.values()].some((log) => log.byN.has(`${device}#${n}`)),
    async close() {
      await lastCommit;
    },
    crash,
    backUp: () => structuredClone(workspaces),
    restore(backup) {
      crash();
      workspaces = new Map(structuredClone(backup));
    },
  };
}

function newLog(workspace: NewWorkspace): WorkspaceLog {
  return {
    ...workspace,
    entries: [],
    byN: new Map(),
    epochs: [],
    docs: [],
    docIndex: new Map(),
    lastN: new Map(),
    numbered: new Map(),
    taken: new Set(),
    lastNumber: new Map(),
  };
}

function appendTo(log: WorkspaceLog, envelope: Envelope, bytes: Uint8Array): LogEntry {
  const byDoc = updatesByDoc(envelope.ops);
  const { device, n, txId } = envelope;
  const seq = log.entries.length + 1;
  const entry = { seq, device, n, txId, envelope: bytes, docs: new Set(byDoc.keys()) };
  log.entries.push(entry);
  log.byN.set(`${device}#${n}`, entry);
  log.lastN.set(device, Math.max(n, log.lastN.get(device) ?? 0));
  for (const [name, update] of byDoc) {
    const known = log.docs[log.docIndex.get(name) ?? -1];
    if (known !== undefined) known.updates.push(update);
    else log.docIndex.set(name, log.docs.push({ name, updates: [update] }) - 1);
  }
  return entry;
}

/** The number of a field of a record, for ever; `standing` is what the record says it is. */
function numberFor(log: WorkspaceLog, doc: string, field: string, standing: number | null): number {
  const key = `${doc}#${field}`;
  const given = log.numbered.get(key);
  if (given !== undefined) return given;
  const [sequence = ''] = doc.split('/');
  const last = log.lastNumber.get(sequence) ?? 0;
  const isFree = standing !== null && !log.taken.has(`${sequence}#${field}#${standing}`);
  const number = isFree ? standing : last + 1;
  log.numbered.set(key, number);
  log.taken.add(`${sequence}#${field}#${number}`);
  log.lastNumber.set(sequence, Math.max(last, number));
  return number;
}

function fold(doc: { readonly name: string; updates: Uint8Array[] }): Uint8Array {
  const state = foldUpdates(doc.name, doc.updates);
  doc.updates = [state];
  return state;
}

/** At least one entry, then more until the bytes are reached. */
function takeBytes(entries: readonly LogEntry[], limitBytes: number): StoredEntry[] {
  const list: StoredEntry[] = [];
  let bytes = 0;
  for (const { seq, device, envelope } of entries) {
    if (bytes >= limitBytes) break;
    list.push({ seq, device, envelope });
    bytes += envelope.byteLength;
  }
  return list;
}

function value<Value>(it: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value: it };
}

function problem(code: StorageProblem['code']): {
  readonly ok: false;
  readonly problem: StorageProblem;
} {
  return { ok: false, problem: { code, errorNumber: 0 } };
}
