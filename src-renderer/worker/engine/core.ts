/**
 * What the engine is while it runs: its state, and the one way in which that changes: a commit that puts journal, outbox
 * and meta on the disk in one transaction, after which — never before — rows, listeners and the network see it.
 * `create-core.ts` makes one.
 */
import type { Envelope, Op } from '../../../crm/contracts/envelope.contract.ts';
import type { ModuleDef } from '../../../crm/kernel/command.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { Problem, Result } from '../../../crm/kernel/result.ts';
import type { DocumentStore } from '../documents/document-store.ts';
import type { MetaValue, StoreBatch } from '../store/store.ts';
import type { Acts } from './acts.ts';
import type { EngineEvents, StartReport } from './engine-api.ts';
import type { HistoryRecord } from './history-record.ts';
import type { JournalEntry, RowAfter } from './journal-entry.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { EngineDeps } from './ports.ts';
import type { SyncPosition } from './position.ts';
import type { Turns } from './turns.ts';
import type { Unfolded } from './unfolded.ts';

export interface Core {
  readonly deps: EngineDeps;
  readonly turn: Turns;
  readonly documents: DocumentStore;
  readonly acts: Acts;
  /** Not acknowledged, by growing n. */
  readonly outbox: Map<number, OutboxEntry>;
  unfolded: Unfolded;
  /** History of the documents in the journal; the older part lies in their packs. */
  readonly recentHistory: Map<DocName, readonly HistoryRecord[]>;
  /** Documents that wait for updates that have not arrived, or whose pack is damaged: to be fetched. */
  readonly incomplete: Set<DocName>;
  /** Documents in which an undo and somebody else's work did not know of each other, perhaps; see `contested.ts`. */
  readonly contested: Set<DocName>;
  position: SyncPosition;
  /** Why nothing new may be written: the next numbers are taken by what is still to be recovered. */
  numbersTaken: Problem | null;
  /**
   * Numbers everything unsent anew under a new device; for whoever has the turn. Before the next turn it is asked for
   * when an envelope may be on the disk that was said not to be: should an older copy of this database ever be put back,
   * two different ones under one number could not be told apart.
   */
  leaveNumbers: () => Promise<Result<null>>;
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
  /**
   * The second copy, of what this device wrote under `n`. It failing does not undo the first; the shell watches the line
   * and tells the person.
   */
  readonly keepSafe: (n: number, bytes: Uint8Array) => Promise<void>;
  readonly forgetSafe: (ns: readonly number[]) => Promise<void>;
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
  /** Instead of that: those of `outboxAdd`, where they say nothing but new records. */
  readonly bulk?: readonly Envelope[];
  /** Acknowledged: removed, as soon as nothing here needs them. */
  readonly outboxSent?: readonly number[];
  /** Moves into packs what is on the disk already; 'all': the last of it. Rows stay as they are. */
  readonly folds?: 'some' | 'all';
  readonly outboxAdd?: readonly OutboxEntry[];
  readonly position?: Partial<SyncPosition>;
}

export const EMPTY_JOURNAL: JournalSize = { entries: 0, bytes: 0, rowless: 0 };
