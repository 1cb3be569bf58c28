/**
 * Groups commits: while one transaction is on its way to the disk, those that come meanwhile wait and go together in
 * the next. A flush costs milliseconds whatever its size, so a burst of edits takes two flushes instead of one each.
 * A group succeeds or fails as one, which keeps the order: nothing later is durable before something earlier.
 */
import type { CommitResult, StoreBatch } from './store.ts';

/** Batches in one transaction. Bounds what one failed flush takes back and how long the first of a group waits. */
const GROUP_MAX_BATCHES = 64;

interface Waiting {
  readonly batch: StoreBatch;
  readonly settle: (result: CommitResult) => void;
}

export interface CommitGroups {
  readonly commit: (batch: StoreBatch) => Promise<CommitResult>;
  /** Resolves when everything that was asked for is decided. */
  readonly idle: () => Promise<void>;
}

export function createCommitGroups(
  flush: (batches: readonly StoreBatch[]) => Promise<CommitResult>,
): CommitGroups {
  const waiting: Waiting[] = [];
  let draining: Promise<void> | null = null;

  const drain = async (): Promise<void> => {
    // Not in the turn of the caller: all that one turn asks for belongs together.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting.splice(0, GROUP_MAX_BATCHES);
      const result = await flush(group.map(({ batch }) => batch));
      for (const { settle } of group) settle(result);
    }
    draining = null;
  };

  return {
    commit: (batch) =>
      new Promise((settle) => {
        waiting.push({ batch, settle });
        draining ??= drain();
      }),
    idle: async () => {
      await draining;
    },
  };
}
