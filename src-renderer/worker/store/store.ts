/**
 * The local store as the engine needs it: opaque bytes in a few tables, and one atomic, durable commit.
 *
 * `journal`   appended with every edit, local or received; replayed over the packs at start; folded into them later.
 * `outbox`    encoded envelopes that the relay has not acknowledged, by their `n`.
 * `packs`     many documents in one entry, in three parts that are read at different times:
 *             `rows` at start, `docs` when a record is first touched, `history` when it is first asked for.
 * `meta`      cursor, epoch, device, counters, canary.
 *
 * Implementations pass the one contract suite in `store.contract.test.ts`.
 */

/** What meta may hold. Bytes are sealed like everything else. */
export type MetaValue = string | number | boolean | Uint8Array | null;

export type PackPart = 'docs' | 'rows' | 'history';

export interface PackWrite {
  readonly id: string;
  /** Absent parts stay as they are. */
  readonly docs?: Uint8Array;
  readonly rows?: Uint8Array;
  readonly history?: Uint8Array;
}

/** Everything in it happens or nothing does. */
export interface StoreBatch {
  readonly meta?: Readonly<Record<string, MetaValue>>;
  /** Ids grow by one and are chosen by the engine. */
  readonly journalAdd?: readonly { readonly id: number; readonly bytes: Uint8Array }[];
  /** Removes entries with an id up to and including this one. */
  readonly journalRemoveUpTo?: number;
  readonly outboxAdd?: readonly { readonly n: number; readonly bytes: Uint8Array }[];
  readonly outboxRemove?: readonly number[];
  readonly packs?: readonly PackWrite[];
  readonly packsRemove?: readonly string[];
}

export type CommitFailure =
  /** No room on the disk or over quota: nothing was written. */
  | 'full'
  /** The database was closed under us (deleted, or upgraded by a newer version). */
  | 'closed'
  | 'failed';

export type CommitResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly failure: CommitFailure };

export interface StoreContents {
  /** True when there was nothing: a first start, or storage that was lost (then `lost` is true). */
  readonly empty: boolean;
  /** The browser reported data loss, or the canary that proves our own earlier writing is missing. */
  readonly lost: boolean;
  readonly meta: ReadonlyMap<string, MetaValue>;
  /** By growing id. */
  readonly journal: readonly { readonly id: number; readonly bytes: Uint8Array }[];
  /** By growing n. */
  readonly outbox: readonly { readonly n: number; readonly bytes: Uint8Array }[];
  readonly rowPacks: readonly { readonly id: string; readonly bytes: Uint8Array }[];
  /** Entries whose checksum or seal does not hold; they are kept under another name and left out above. */
  readonly damaged: readonly {
    readonly table: 'journal' | 'outbox' | 'packs' | 'meta';
    readonly key: string;
    readonly part?: PackPart;
  }[];
}

export type PackRead =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: 'absent' | 'damaged' };

export interface Store {
  /**
   * A few values of meta, read before everything else: it may be asked while `open` is under way, or before it.
   * What is absent or damaged is not in the answer.
   */
  readonly readMeta: (keys: readonly string[]) => Promise<ReadonlyMap<string, MetaValue>>;
  /** Called once, before anything but `readMeta`. */
  readonly open: () => Promise<StoreContents>;
  /**
   * Resolves `ok` only when the batch is durable (survives a killed process and a power cut as far as the system
   * allows). Batches are durable in the order in which they were committed. Never rejects.
   */
  readonly commit: (batch: StoreBatch) => Promise<CommitResult>;
  readonly readPack: (id: string, part: PackPart) => Promise<PackRead>;
  readonly close: () => Promise<void>;
}
