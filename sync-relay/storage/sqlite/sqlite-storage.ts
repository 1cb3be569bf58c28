/**
 * Storage in one SQLite file. One writer; appends that arrive within a few milliseconds share one
 * transaction and one fsync (group commit), each still whole or not at all with all the others.
 */
import type { DatabaseSync } from 'node:sqlite';
import type {
  AppendItem,
  AppendOutcome,
  Numbering,
  RelayStorage,
  StorageProblem,
  StorageResult,
} from '../storage.ts';
import { createLogWriter } from './log-writer.ts';
import { createLogReader } from './log-reader.ts';
import { sqliteErrorNumber, SQLITE_FULL } from './open-database.ts';

/** How long the first append of a group waits for company. */
const GROUP_COMMIT_MS = 2;
/** A group this large is committed at once. */
const GROUP_ENVELOPES_MAX = 512;

export interface SqliteStorageOptions {
  readonly database: DatabaseSync;
  readonly epoch: string;
}

interface Job {
  readonly workspace: string;
  readonly items: readonly AppendItem[];
  readonly numbering: Numbering;
  readonly settle: (result: StorageResult<AppendOutcome>) => void;
}

export function createSqliteStorage({ database, epoch }: SqliteStorageOptions): RelayStorage {
  const reader = createLogReader(database);
  const writer = createLogWriter(
    database,
    (workspace, doc) => reader.docState(workspace, doc).state,
  );
  let jobs: Job[] = [];
  let timer: NodeJS.Timeout | null = null;

  function commitGroup(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const group = jobs;
    jobs = [];
    if (group.length === 0) return;
    const done = attempt(() =>
      transaction(database, writer.forget, () =>
        group.map(({ workspace, items, numbering }) => writer.append(workspace, items, numbering)),
      ),
    );
    for (const [index, { settle }] of group.entries()) {
      const outcome = done.ok ? done.value[index] : undefined;
      if (outcome !== undefined) settle({ ok: true, value: outcome });
      else if (!done.ok) settle(done);
    }
  }

  /** A read that found much to fold writes it back; that is a saving for the next reader, never a duty. */
  function reading<Value>(read: () => Value): Promise<StorageResult<Value>> {
    return Promise.resolve(attempt(read));
  }

  return {
    epoch,
    enterEpoch: async (workspace) =>
      attempt(() => {
        transaction(database, writer.forget, () => writer.enterEpoch(workspace, epoch));
        return null;
      }),
    knows: (workspace, { epoch: given, cursor }) =>
      reading(() => {
        const end = reader.endOfEpoch(workspace, given);
        return end !== null && cursor <= end;
      }),
    createWorkspace: async (workspace) =>
      attempt(() => transaction(database, writer.forget, () => writer.createWorkspace(workspace))),
    findWorkspace: (id) => reading(() => reader.findWorkspace(id)),
    append: (workspace, items, numbering) =>
      new Promise((settle) => {
        jobs.push({ workspace, items, numbering, settle });
        const waiting = jobs.reduce((sum, job) => sum + job.items.length, 0);
        if (waiting >= GROUP_ENVELOPES_MAX) commitGroup();
        else timer ??= setTimeout(commitGroup, GROUP_COMMIT_MS);
      }),
    readEntries: (workspace, after, upTo, limitBytes) =>
      reading(() => reader.readEntries(workspace, after, upTo, limitBytes)),
    lastN: (workspace, device) => reading(() => reader.lastN(workspace, device)),
    countDocs: (workspace) => reading(() => reader.countDocs(workspace)),
    readStates: (workspace, after, limitBytes) =>
      reading(() => {
        const { page, folds } = reader.readStates(workspace, after, limitBytes);
        if (folds.length > 0)
          attempt(() => transaction(database, writer.forget, () => writer.keepFolds(folds)));
        return page;
      }),
    docNames: (workspace, prefix) => reading(() => reader.docNames(workspace, prefix)),
    workspacesWith: (doc) => reading(() => reader.workspacesWith(doc)),
    docState: (workspace, doc) =>
      reading(() => {
        const { state, folds } = reader.docState(workspace, doc);
        if (folds.length > 0)
          attempt(() => transaction(database, writer.forget, () => writer.keepFolds(folds)));
        return state;
      }),
    historyOf: (workspace, doc, before, limitBytes) =>
      reading(() => reader.historyOf(workspace, doc, before, limitBytes)),
    async close() {
      commitGroup();
      database.close();
    },
  };
}

function transaction<Value>(
  database: DatabaseSync,
  rolledBack: () => void,
  work: () => Value,
): Value {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    // A full disk has ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK');
    rolledBack();
    throw error;
  }
}

/** SQLite's complaints become values; anything else is a defect of the program. */
function attempt<Value>(work: () => Value): StorageResult<Value> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    const errorNumber = sqliteErrorNumber(error);
    if (errorNumber === 0) throw error;
    const code: StorageProblem['code'] =
      errorNumber === SQLITE_FULL ? 'storage-full' : 'storage-failed';
    return { ok: false, problem: { code, errorNumber } };
  }
}
