/**
 * The relay's memory: workspaces, their logs, and the documents that follow from the logs.
 *
 * Contract (`storage-rules.ts` holds every implementation to it): an append is atomic and, once its
 * promise says `ok`, durable; sequence numbers of a workspace are 1, 2, 3 … without gaps and are
 * taken inside the transaction; a device's `n` are 1, 2, 3 … without gaps; appending the same
 * envelope again changes nothing and tells the old number. A running number belongs to one field of one
 * record for ever: what stands there already (a record that comes back from a file) is kept if it is nobody
 * else's, and later ones come after it. No method rejects for a reason that lies outside the program.
 */
import type { Envelope } from '../../crm/contracts/envelope.contract.ts';
import type { DocState, FeedEntry } from '../../crm/contracts/feed.contract.ts';
import type { DocName } from '../../crm/kernel/ids.ts';

export interface StorageProblem {
  readonly code: 'storage-full' | 'storage-failed';
  /** The system's or the database's own error number, 0 when there is none. For the log. */
  readonly errorNumber: number;
}

export type StorageResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: StorageProblem };

export interface NewWorkspace {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the secret half of the token; the secret itself is never stored. */
  readonly secretHash: Uint8Array;
  readonly createdAtMs: number;
}

export interface StoredWorkspace {
  readonly id: string;
  readonly name: string;
  readonly secretHash: Uint8Array;
  /** Sequence number of the newest entry, 0 for an empty log. */
  readonly head: number;
}

/** One envelope on its way into the log. */
export type AppendItem =
  /** Made by a desktop: comes with its own `n`, and as the bytes in which it will be handed on. */
  | { readonly kind: 'pushed'; readonly envelope: Envelope; readonly bytes: Uint8Array }
  /** Made by the relay (a room): `n` is the next one of `device`. Pure; may be called again after a rollback. */
  | {
      readonly kind: 'authored';
      readonly device: string;
      readonly compose: (n: number) => Envelope;
    };

export type AppendResult =
  | { readonly kind: 'appended'; readonly seq: number }
  /** It is already in the log, under this number. */
  | { readonly kind: 'repeated'; readonly seq: number }
  | {
      readonly kind: 'refused';
      readonly code: 'device-clash' | 'envelope-out-of-order';
      /** The `n` that this device must use next. */
      readonly nextN: number;
    };

export interface AssignedNumber {
  readonly doc: DocName;
  readonly field: string;
  readonly number: number;
  /** What the record said its number was; null for nothing. */
  readonly from: number | null;
  /** The document as the envelope leaves it: the number is written on top of what stands there. */
  readonly over: Uint8Array;
}

export interface Numbering {
  /** Who authors the envelopes that carry numbers. */
  readonly device: string;
  /** What stands in the field of this document, if that can be one of the numbers that people use; else null. */
  readonly standing: (doc: DocName, state: Uint8Array, field: string) => number | null;
  /** Pure; called inside the transaction, and again after a rollback. */
  readonly compose: (cause: Envelope, numbers: readonly AssignedNumber[], n: number) => Envelope;
}

export interface StoredEntry extends FeedEntry {
  readonly device: string;
}

export interface AppendedEntry extends StoredEntry {
  /** `envelope` is the bytes; this is what they say. */
  readonly decoded: Envelope;
}

export interface AppendOutcome {
  /** One for each item, in order. */
  readonly results: readonly AppendResult[];
  /** Everything that the commit added, in order, with what the relay authored on its account. */
  readonly entries: readonly AppendedEntry[];
  readonly head: number;
}

export interface StatePage {
  readonly list: readonly DocState[];
  /** Pass it on to get the next page; null when this was the last. */
  readonly next: number | null;
}

export interface HistoryPage {
  /** Newest first. */
  readonly list: readonly StoredEntry[];
  /** True when there is nothing older. */
  readonly done: boolean;
}

export interface RelayStorage {
  /** Random, another each time that the storage is opened: the name of this run over the log. */
  readonly epoch: string;
  /** Notes at which head this epoch begins in a workspace. Before it is handed out; once is enough. */
  readonly enterEpoch: (workspace: string) => Promise<StorageResult<null>>;
  /**
   * Whether a cursor that was confirmed in an epoch is a place in this log. Where the log was put back to an older copy
   * of itself, the epochs after that copy are not known, and the one in which it was made ended at its head.
   */
  readonly knows: (
    workspace: string,
    place: { readonly epoch: string; readonly cursor: number },
  ) => Promise<StorageResult<boolean>>;
  readonly createWorkspace: (
    workspace: NewWorkspace,
  ) => Promise<StorageResult<'created' | 'exists'>>;
  readonly findWorkspace: (id: string) => Promise<StorageResult<StoredWorkspace | null>>;
  readonly append: (
    workspace: string,
    items: readonly AppendItem[],
    numbering: Numbering,
  ) => Promise<StorageResult<AppendOutcome>>;
  /** Entries with `after < seq ≤ upTo`, at least one if there is one, then until `limitBytes` are reached. */
  readonly readEntries: (
    workspace: string,
    after: number,
    upTo: number,
    limitBytes: number,
  ) => Promise<StorageResult<readonly StoredEntry[]>>;
  /** Highest `n` of a device, 0 when it never wrote. */
  readonly lastN: (workspace: string, device: string) => Promise<StorageResult<number>>;
  readonly countDocs: (workspace: string) => Promise<StorageResult<number>>;
  /**
   * Documents whole, a page at a time, from `after` = 0. A state holds at least all that the log held
   * when the page was asked for.
   */
  readonly readStates: (
    workspace: string,
    after: number,
    limitBytes: number,
  ) => Promise<StorageResult<StatePage>>;
  /** Names of the documents that begin with `prefix`, in the order in which they came. */
  readonly docNames: (
    workspace: string,
    prefix: string,
  ) => Promise<StorageResult<readonly string[]>>;
  /** The workspaces that have a document of this name, oldest first. */
  readonly workspacesWith: (doc: string) => Promise<StorageResult<readonly string[]>>;
  /** One document whole, as a Yjs update; empty bytes when the log never touched it. */
  readonly docState: (workspace: string, doc: string) => Promise<StorageResult<Uint8Array>>;
  /** Entries that touched `doc` with a number below `before` (0: from the newest). */
  readonly historyOf: (
    workspace: string,
    doc: string,
    before: number,
    limitBytes: number,
  ) => Promise<StorageResult<HistoryPage>>;
  /** Finishes what was asked for, then lets go of the disk. */
  readonly close: () => Promise<void>;
}
