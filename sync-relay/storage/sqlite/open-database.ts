/** Opens the relay's database file, or says what is wrong with it and what to do. */
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION, UPGRADES } from './schema.ts';

const DATABASE_FILE = 'relay.sqlite';

/** Above this a full check at start would keep a team waiting; damage then shows when it is read. */
const QUICK_CHECK_BYTES_MAX = 256 * 1024 * 1024;
/** Pages are the unit of the log's writes: twice the default holds a typical envelope without overflow. */
const PAGE_BYTES = 8192;
/** Checkpoint after this much log: 1,000 pages is SQLite's own choice. */
const CHECKPOINT_PAGES = 1000;
const CACHE_KIB = 32 * 1024;

/** https://www.sqlite.org/rescode.html */
export const SQLITE_BUSY = 5;
export const SQLITE_CORRUPT = 11;
export const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
const PRIMARY_CODE_MASK = 0xff;

export interface OpenOptions {
  /** Directory of the database; made when it is not there. */
  readonly directory: string;
  /** Names the epoch that begins now. */
  readonly newEpoch: () => string;
  /** The database refuses to grow beyond it: one runaway workspace does not take the whole disk. */
  readonly maxDatabaseBytes: number;
}

export type OpenedDatabase =
  | { readonly ok: true; readonly database: DatabaseSync; readonly epoch: string }
  /** One line for the person who started the relay: what, and the way out. */
  | { readonly ok: false; readonly why: string };

/** SQLite's primary error code, 0 for an error that is not SQLite's. */
export function sqliteErrorNumber(error: unknown): number {
  if (!(error instanceof Error) || !('errcode' in error)) return 0;
  return typeof error.errcode === 'number' ? error.errcode & PRIMARY_CODE_MASK : 0;
}

export function openDatabase({
  directory,
  newEpoch,
  maxDatabaseBytes,
}: OpenOptions): OpenedDatabase {
  const file = path.join(directory, DATABASE_FILE);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch {
    return {
      ok: false,
      why: `cannot make the data directory ${directory}: choose one that you may write to with --data`,
    };
  }
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    prepare(database, file, maxDatabaseBytes);
    return { ok: true, database, epoch: newEpoch() };
  } catch (error) {
    database?.close();
    return { ok: false, why: explain(error, file) };
  }
}

class WrongDatabase extends Error {}

function prepare(database: DatabaseSync, file: string, maxDatabaseBytes: number): void {
  // Exclusive: two relays on one file would both hand out the same sequence numbers.
  database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA locking_mode = EXCLUSIVE`);
  const applicationId = numberFrom(database, 'PRAGMA application_id');
  const version = numberFrom(database, 'PRAGMA user_version');
  const tables = numberFrom(database, 'SELECT count(*) FROM sqlite_schema');
  if (tables > 0 && applicationId !== APPLICATION_ID) {
    throw new WrongDatabase(
      `${file} is the database of another program: choose another --data directory`,
    );
  }
  if (version > SCHEMA_VERSION) {
    throw new WrongDatabase(`${file} was written by a newer relay: update this one`);
  }
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA cache_size = -${CACHE_KIB};
    PRAGMA max_page_count = ${Math.floor(maxDatabaseBytes / PAGE_BYTES)}`);
  if (tables === 0) {
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA} PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
  } else if (statSync(file).size <= QUICK_CHECK_BYTES_MAX) {
    const [verdict] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {});
    if (verdict !== 'ok') throw new WrongDatabase(damaged(file));
  }
  if (tables > 0) upgrade(database, version);
}

/** Each step in a transaction of its own: a relay that is stopped between two goes on from there. */
function upgrade(database: DatabaseSync, from: number): void {
  for (let version = from + 1; version <= SCHEMA_VERSION; version++) {
    database.exec(
      `BEGIN IMMEDIATE; ${UPGRADES.get(version) ?? ''}; PRAGMA user_version = ${version}; COMMIT`,
    );
  }
}

function numberFrom(database: DatabaseSync, sql: string): number {
  return Number(Object.values(database.prepare(sql).get() ?? {})[0] ?? 0);
}

function damaged(file: string): string {
  return (
    `${file} is damaged: move it away and restore a backup, or start empty with another --data ` +
    `directory (desktops keep their records and can fill a new workspace)`
  );
}

function explain(error: unknown, file: string): string {
  if (error instanceof WrongDatabase) return error.message;
  switch (sqliteErrorNumber(error)) {
    case SQLITE_BUSY:
      return `${file} is in use by another relay: stop that one, or choose another --data directory`;
    case SQLITE_FULL:
      return `the disk that holds ${file} is full: free some space and start again`;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return damaged(file);
    case SQLITE_CANTOPEN:
      return `cannot open ${file}: check that this user may read and write it, or choose another --data directory`;
    default:
      return `cannot use ${file} (database error ${sqliteErrorNumber(error)}): check the disk and the permissions of the file`;
  }
}
