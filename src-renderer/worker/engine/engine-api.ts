/** What the rest of the worker (shell, import, rooms) may ask of the engine. One engine a profile. */
import type { Envelope } from '../../../crm/contracts/envelope.contract.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { RecordValues } from '../../../crm/kernel/command.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { Problem, Result } from '../../../crm/kernel/result.ts';
import type { Slot } from '../../../crm/kernel/write.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import type { HistoryEntry } from '../../../crm/contracts/rpc/record.rpc.ts';
import type { Undoable } from '../../../crm/contracts/rpc/command.rpc.ts';
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import type { TakenOut } from '../documents/note-changes.ts';
import type { MetaValue } from '../store/store.ts';
import type { RowChange } from '../rows/row-change.ts';

export interface RecordRef {
  readonly entity: string;
  readonly id: string;
}

/** One record's part of a write. */
export interface RecordInput extends RecordValues {
  /**
   * The values that the person saw when they began. Sets and rows are written as the difference to these, so that
   * what a teammate added meanwhile is not taken for something removed. Absent: the difference to what stands now.
   */
  readonly base?: Values;
  /** It stands so in a file of somebody else's: what follows from it is filled in, nothing is refused. */
  readonly fromFile?: true;
  /** The values of this new record are what `checkPatch` gave for them a moment ago, and nothing that it needs is missing. */
  readonly checked?: boolean;
  /** When and by whom the record was made elsewhere before: kept when it is made again here. Empty texts say nothing. */
  readonly stamps?: {
    readonly createdAt: string;
    readonly createdBy: string;
    readonly archivedAt: string;
  };
}

/** Text for the note of one record. */
export interface BodyInput {
  readonly ref: RecordRef;
  /** What it takes away of the note as it stands is left out. */
  readonly update: Uint8Array;
  /** Where it puts in again what was taken out: the items of the first time. */
  readonly of?: TakenOut['of'];
  /** The same act makes the record: what takes that back need not look into its note. */
  readonly goesWithRecord: boolean;
}

export interface Act {
  readonly label: string;
  /** Shared by the envelopes of one act that is too large for one; '' otherwise. */
  readonly batch: string;
  /** Records of the whole batch, so that others can say how much of it is still to come. */
  readonly batchRecords?: number;
  /** Something that the program does for itself: it is in the history, and not in the list of what can be undone. */
  readonly unlisted?: boolean;
  /**
   * Each envelope's records are planned when their turn comes, so that little of a large act is in memory. Whoever asks
   * for that takes back what was saved when a later one is refused; otherwise all are planned before the first is written.
   */
  readonly planned?: 'as it goes';
}

/** Follows a large act while it is written. */
export interface WriteWatch {
  /**
   * How many of its records are durable by now, and how many envelopes say so: 0 as long as all of them were already as
   * they were to be, and there is no act that could be undone.
   */
  readonly saved: (records: number, envelopes: number) => void;
  /** True: nothing further is written. What is saved stays, as the beginning of the act, and can be undone. */
  readonly isCancelled: () => boolean;
}

/** Follows the undo of a large act: all of it is looked at before the first record is put back. */
export interface UndoWatch {
  readonly checked: (records: number, of: number) => void;
  /** Durable by now. */
  readonly saved: (records: number, of: number) => void;
  /** True: it ends, and every record is as it was before the undo. */
  readonly isCancelled: () => boolean;
}

export interface Done {
  /** txId, or the batch: what undo takes. */
  readonly txId: string;
  readonly records: readonly RecordRef[];
}

/** Why one record of many cannot be written as asked. */
export interface Refusal {
  readonly id: string;
  readonly problem: Problem;
}

export interface PendingEnvelope {
  /** Below 0: it was refused, and is kept aside. */
  readonly n: number;
  readonly label: string;
  readonly atMs: number;
  readonly records: number;
  /** Why the relay will not take it; null while it is only waiting. */
  readonly problem: Problem | null;
}

export interface EngineEvents {
  /** After the rows changed, in batches, local and received alike. */
  readonly rows: (changes: readonly RowChange[]) => void;
  /** What others did, in the order of the log, after the rows show it. */
  readonly arrived: (envelopes: readonly Envelope[]) => void;
  readonly sync: (state: SyncState) => void;
  /** An update of a rich-text document that did not come from `editBody` of the same origin. */
  readonly body: (doc: string, update: Uint8Array, origin: string) => void;
  /** Something that the person must hear of and that answers no call of theirs. */
  readonly notice: (problem: Problem) => void;
}

/** Where the relay is and what opens it. */
export interface FeedTarget {
  /** `ws://…` or `wss://…`, without a path. */
  readonly url: string;
  readonly token: string;
  /** Name of the workspace to create when the relay does not know the token yet; '' to join only. */
  readonly create: string;
}

/** What a start found. None of what is damaged is thrown away. */
export interface StartReport {
  readonly empty: boolean;
  /** There was a store and the browser lost it. */
  readonly lost: boolean;
  /** Damaged entries, as `table/key`. */
  readonly damaged: readonly string[];
  /** Edits that only the copy outside the browser's storage still had; they are in the outbox again. */
  readonly recovered: number;
}

/** What the shell keeps in the store, beside what is the engine's own. */
export type ShellMetaKey = 'workspace' | 'firstScreen' | 'news';

export interface Engine {
  /** Once, before anything else. */
  readonly start: () => Promise<StartReport>;
  /** Folds what is left and closes the store. */
  readonly stop: () => Promise<void>;
  /** Meta of the shell: workspace, token, user. Keys of the engine's own are refused. */
  readonly meta: (key: ShellMetaKey) => MetaValue | undefined;
  readonly setMeta: (
    values: Partial<Readonly<Record<ShellMetaKey, MetaValue>>>,
  ) => Promise<Result<null>>;
  /** Where this desktop stands, as it is on the disk; an equal text at the next start means equal rows. */
  readonly savedPosition: () => string;
  /** Record id of the acting user, for envelopes and rules. */
  readonly setActor: (userId: string) => void;
  readonly connect: (target: FeedTarget) => void;
  readonly disconnect: () => void;
  /** Try now rather than when the backoff is over. */
  readonly retryNow: () => void;
  readonly get: (entity: string, id: string) => AnyRow | undefined;
  readonly all: (entity: string) => Iterable<AnyRow>;
  readonly titleOf: (entity: string, id: string) => string | undefined;
  /** True while part of the record has not arrived: its row is the last complete state. */
  readonly isIncomplete: (ref: RecordRef) => boolean;
  /**
   * Validates, applies, journals. Resolves when durable here; sending follows by itself. All records or none.
   * More than ENVELOPE_MAX_OPS records are split into envelopes of one batch, committed one after the other.
   */
  readonly write: (
    records: readonly RecordInput[],
    act: Act,
    watch?: WriteWatch,
  ) => Promise<Result<Done>>;
  /** A large act is being written: what can wait should leave the worker to it. */
  readonly isWritingMuch: () => boolean;
  /** Which of them `write` would refuse now, and why. Writes nothing. */
  readonly check: (records: readonly RecordInput[]) => readonly Refusal[];
  /** Runs a module's command by name. */
  readonly run: (name: string, input: unknown) => Promise<Result<Done>>;
  readonly restore: (ref: RecordRef, slot: Slot, value: Json) => Promise<Result<Done>>;
  readonly undoList: () => readonly Undoable[];
  /** Grows whenever that list changes. */
  readonly undoListVersion: () => number;
  /** One after the other: who asks twice takes back two acts. */
  readonly undo: (id?: string, watch?: UndoWatch) => Promise<Result<Undoable>>;
  readonly redo: (id?: string, watch?: UndoWatch) => Promise<Result<Undoable>>;
  readonly history: (
    ref: RecordRef,
  ) => Promise<{ readonly entries: readonly HistoryEntry[]; readonly complete: boolean }>;
  /** Whether anybody ever wrote rich text on it. */
  readonly hasBody: (ref: RecordRef) => boolean;
  /** The same without asking the relay: what this desktop knows by itself, for whoever reads many. */
  readonly historyHere: (ref: RecordRef) => Promise<readonly HistoryEntry[]>;
  /** The rich text of a record as one Yjs update. */
  readonly openBody: (ref: RecordRef) => Promise<Uint8Array>;
  /** Resolves when durable here. `origin` names the window, which does not get its own update back. */
  readonly editBody: (ref: RecordRef, update: Uint8Array, origin: string) => Promise<Result<null>>;
  /** As an act, whose undo takes out exactly this and leaves what others wrote. Tells what could not be written. */
  readonly putIntoBodies: (
    bodies: readonly BodyInput[],
    act: Act,
    watch?: WriteWatch,
  ) => Promise<Result<readonly Refusal[]>>;
  /** What undo took out of a note, on any desktop, and nobody put in again. */
  readonly takenOut: (ref: RecordRef) => Promise<readonly TakenOut[]>;
  readonly syncState: () => SyncState;
  readonly pending: () => readonly PendingEnvelope[];
  /** Everything that the relay refused goes to the end of the outbox, to be tried once more. */
  readonly sendAgain: () => Promise<Result<null>>;
  readonly on: <Name extends keyof EngineEvents>(
    event: Name,
    listener: EngineEvents[Name],
  ) => () => void;
}
