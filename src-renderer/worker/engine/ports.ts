/** What the engine needs of the world. The app passes the real things, the simulator ones that it controls. */
import type { Clock, Random } from '../../../crm/kernel/ports.ts';
import type { Registry } from '../../../crm/kernel/custom/registry.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { Store } from '../store/store.ts';

export interface Timers {
  /** Runs once after `ms`; the answer cancels it. */
  readonly after: (ms: number, run: () => void) => () => void;
}

export interface FeedSocket {
  readonly send: (frame: Uint8Array) => void;
  readonly close: () => void;
}

export interface FeedTransport {
  /** Calls back in order; after `closed` never again. `url` is that of the relay, without a path. */
  readonly connect: (
    url: string,
    events: {
      readonly opened: () => void;
      readonly received: (frame: Uint8Array) => void;
      readonly closed: () => void;
    },
  ) => FeedSocket;
}

/**
 * A second copy of unsent envelopes outside the browser's storage, which can lose everything without an error.
 * Absent where there is no main process.
 */
export interface SafetyCopy {
  /** Resolves when it is on the disk. Rejects when it cannot be: the edit is then not confirmed. */
  readonly append: (device: string, n: number, envelope: Uint8Array) => Promise<void>;
  /** Forgets these, and no other: what was refused keeps its copy while later numbers are taken. */
  readonly remove: (device: string, numbers: readonly number[]) => Promise<void>;
  /** Envelopes of `known.device` up to `known.n` need not be read: they are here, or old. */
  readonly list: (known: {
    readonly device: string;
    readonly n: number;
  }) => Promise<
    readonly { readonly device: string; readonly n: number; readonly envelope: Uint8Array }[]
  >;
}

/** Mistakes planted to prove that the simulator would find them. Only tests pass any. */
export interface EngineFaults {
  readonly cursorPastUnreadEntry?: boolean;
  readonly rowFromGappedDocument?: boolean;
  readonly deleteOnlyUpdateLost?: boolean;
  readonly outboxClearedBeforeAck?: boolean;
  readonly clientIdReused?: boolean;
  readonly nestedTypeCreatedLazily?: boolean;
  readonly gapAfterRefusal?: boolean;
  /** What others put there as well goes with an undo. */
  readonly claimsIgnored?: boolean;
  /** What undo and a teammate's work did to each other unseen is left as it fell out. */
  readonly contestedLeftAlone?: boolean;
  /** Who makes a record again clears it of what others wrote. */
  readonly othersCleared?: boolean;
}

export interface ActSizes {
  /** Records in one envelope. */
  readonly chunkRecords: number;
  /** Envelopes in one commit. */
  readonly groupChunks: number;
  /** From this many new records in one commit on the outbox alone keeps them until the fold. */
  readonly bulkRecords: number;
  /** With more than that to be folded, this is done before an act goes on. */
  readonly journalMaxBytes: number;
}

export interface EngineDeps {
  readonly store: Store;
  readonly rows: RowStore;
  /** Of this workspace alone: the engine puts the team's definitions in force in it. */
  readonly registry: Registry;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly transport: FeedTransport;
  readonly safetyCopy?: SafetyCopy;
  /** Lets what waits have its turn, in the middle of something long. Absent: nothing waits. */
  readonly pause?: () => Promise<void>;
  /** Resolves when nobody is acting: what the engine does in the background stands aside. Absent: nobody acts. */
  readonly lull?: () => Promise<void>;
  /** When the journal is folded into packs; the simulator folds far more often. */
  readonly foldAfter?: { readonly entries: number; readonly bytes: number };
  /** How a large act is split into envelopes, and those into commits; the simulator splits small ones. */
  readonly actSizes?: Partial<ActSizes>;
  readonly faults?: EngineFaults;
}
