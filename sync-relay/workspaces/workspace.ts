/**
 * One workspace while somebody is connected to it: the only place where its log grows. Appends go
 * to storage one batch at a time, so everybody learns of entries in the order of the log.
 */
import type { RelayLimits } from '../limits.ts';
import type { RelayPorts } from '../ports.ts';
import type {
  AppendedEntry,
  AppendItem,
  AppendResult,
  Numbering,
  StorageProblem,
  StorageResult,
  StoredEntry,
  StoredWorkspace,
} from '../storage/storage.ts';
import { createLogTail } from './log-tail.ts';

export type Settled =
  | { readonly ok: true; readonly result: AppendResult }
  | { readonly ok: false; readonly problem: StorageProblem };

/** Told of every commit, after those who asked for it were. */
export type CommitListener = (entries: readonly AppendedEntry[]) => void;

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly secretHash: Uint8Array;
  readonly head: () => number;
  /** `settled` is called when the item is durable or refused. */
  readonly submit: (item: AppendItem, settled: (outcome: Settled) => void) => void;
  /** Entries after `after`, up to the head that was announced, about `limitBytes` of them. */
  readonly entriesAfter: (
    after: number,
    limitBytes: number,
  ) => Promise<StorageResult<readonly StoredEntry[]>>;
  readonly onCommit: (listener: CommitListener) => () => void;
  /** Nothing waits for storage. */
  readonly idle: () => boolean;
  readonly whenIdle: () => Promise<void>;
}

interface Work {
  readonly item: AppendItem;
  readonly settled: (outcome: Settled) => void;
}

export function createWorkspace(
  stored: StoredWorkspace,
  numbering: Numbering,
  { storage, log }: Pick<RelayPorts, 'storage' | 'log'>,
  limits: RelayLimits,
): Workspace {
  const tail = createLogTail(limits.tailBytesMax);
  const listeners = new Set<CommitListener>();
  let head = stored.head;
  let queue: Work[] = [];
  let working = false;
  let waitingForIdle: (() => void)[] = [];

  function takeBatch(): Work[] {
    let bytes = 0;
    let count = 0;
    for (const { item } of queue) {
      if (count >= limits.commitEnvelopesMax || bytes >= limits.commitBytesMax) break;
      count++;
      if (item.kind === 'pushed') bytes += item.bytes.byteLength;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    return batch;
  }

  async function work(): Promise<void> {
    working = true;
    // All that came in one frame shares the first commit.
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = takeBatch();
      const items = batch.map(({ item }) => item);
      const appended = await storage.append(stored.id, items, numbering);
      if (!appended.ok) {
        const { problem } = appended;
        log(problem.code === 'storage-full' ? 'storage.full' : 'storage.failed', {
          counts: { count: batch.length, errorNumber: problem.errorNumber },
        });
        for (const { settled } of batch) settled({ ok: false, problem });
        continue;
      }
      const { results, entries } = appended.value;
      tail.add(entries);
      head = appended.value.head;
      for (const [index, { settled }] of batch.entries()) {
        const result = results[index];
        if (result !== undefined) settled({ ok: true, result });
      }
      for (const listener of listeners) listener(entries);
    }
    working = false;
    const resolved = waitingForIdle;
    waitingForIdle = [];
    for (const resolve of resolved) resolve();
  }

  const idle = () => !working && queue.length === 0;

  return {
    id: stored.id,
    name: stored.name,
    secretHash: stored.secretHash,
    head: () => head,
    submit(item, settled) {
      queue.push({ item, settled });
      if (!working) void work();
    },
    async entriesAfter(after, limitBytes) {
      const recent = tail.read(after, limitBytes);
      if (recent !== null) return { ok: true, value: recent };
      return storage.readEntries(stored.id, after, head, limitBytes);
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    idle,
    whenIdle: () =>
      idle() ? Promise.resolve() : new Promise((resolve) => waitingForIdle.push(resolve)),
  };
}
