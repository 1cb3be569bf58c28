/** What is read from the database file. Writes nothing: folds worth keeping are handed back. */
import type { DatabaseSync } from 'node:sqlite';
import type { DocState } from '../../../crm/contracts/feed.contract.ts';
import { foldUpdates } from '../../documents/fold.ts';
import type { HistoryPage, StatePage, StoredEntry, StoredWorkspace } from '../storage.ts';

/** A document read with at least this many loose updates is written back folded. */
const KEEP_FOLD_UPDATES_MIN = 8;
/** Rows fetched at once while a page of documents is put together. */
const DOCS_PER_READ = 500;

/** A document folded up to and including `upTo`. */
export interface Fold {
  readonly doc: number;
  readonly upTo: number;
  readonly state: Uint8Array;
}

export interface LogReader {
  readonly findWorkspace: (id: string) => StoredWorkspace | null;
  /** The highest place of the log that was there in an epoch; null for one that it does not know. */
  readonly endOfEpoch: (workspace: string, epoch: string) => number | null;
  readonly readEntries: (
    workspace: string,
    after: number,
    upTo: number,
    limitBytes: number,
  ) => readonly StoredEntry[];
  readonly lastN: (workspace: string, device: string) => number;
  readonly countDocs: (workspace: string) => number;
  readonly readStates: (
    workspace: string,
    after: number,
    limitBytes: number,
  ) => { readonly page: StatePage; readonly folds: readonly Fold[] };
  readonly docState: (
    workspace: string,
    doc: string,
  ) => { readonly state: Uint8Array; readonly folds: readonly Fold[] };
  readonly docNames: (workspace: string, prefix: string) => readonly string[];
  readonly workspacesWith: (doc: string) => readonly string[];
  readonly historyOf: (
    workspace: string,
    doc: string,
    before: number,
    limitBytes: number,
  ) => HistoryPage;
}

type Row = Readonly<Record<string, unknown>>;

export function createLogReader(database: DatabaseSync): LogReader {
  const sql = {
    workspace: database.prepare(
      'SELECT ws, id, name, secret_hash, head FROM workspaces WHERE id = ?',
    ),
    endOfEpoch: database.prepare(
      `SELECT coalesce(next.start, w.head) AS end
       FROM workspaces w JOIN epochs e ON e.ws = w.ws
       LEFT JOIN epochs next ON next.ws = e.ws AND next.ordinal = e.ordinal + 1
       WHERE w.id = ? AND e.epoch = ?`,
    ),
    entries: database.prepare(
      `SELECT e.seq, d.name AS device, e.envelope FROM entries e JOIN devices d ON d.device = e.device
       WHERE e.ws = ? AND e.seq > ? AND e.seq <= ? ORDER BY e.seq`,
    ),
    lastN: database.prepare('SELECT last_n FROM devices WHERE ws = ? AND name = ?'),
    countDocs: database.prepare('SELECT count(*) AS count FROM docs WHERE ws = ?'),
    docs: database.prepare(
      `SELECT d.doc, d.name, s.state FROM docs d LEFT JOIN states s ON s.doc = d.doc
       WHERE d.ws = ? AND d.doc > ? ORDER BY d.doc LIMIT ${DOCS_PER_READ}`,
    ),
    doc: database.prepare(
      `SELECT d.doc, d.name, s.state FROM docs d LEFT JOIN states s ON s.doc = d.doc
       WHERE d.ws = ? AND d.name = ?`,
    ),
    docNames: database.prepare(
      'SELECT name FROM docs WHERE ws = ? AND name >= ? AND name < ? ORDER BY doc',
    ),
    workspacesWith: database.prepare(
      `SELECT w.id FROM workspaces w
       WHERE EXISTS (SELECT 1 FROM docs d WHERE d.ws = w.ws AND d.name = ?) ORDER BY w.ws`,
    ),
    unfolded: database.prepare('SELECT seq, state FROM unfolded WHERE doc = ? ORDER BY seq'),
    history: database.prepare(
      `SELECT e.seq, d.name AS device, e.envelope FROM touches t
       JOIN entries e ON e.ws = ? AND e.seq = t.seq JOIN devices d ON d.device = e.device
       WHERE t.doc = ? AND t.seq < ? ORDER BY t.seq DESC`,
    ),
  };

  function wsOf(id: string): number {
    const row = sql.workspace.get(id);
    if (row === undefined) throw new Error('the core asked for a workspace that it never found');
    return Number(row['ws']);
  }

  function read(row: Row, folds: Fold[]): DocState {
    const doc = Number(row['doc']);
    const name = String(row['name']);
    const kept = row['state'];
    const updates: Uint8Array[] = kept instanceof Uint8Array ? [kept] : [];
    let upTo = 0;
    let loose = 0;
    for (const update of sql.unfolded.iterate(doc)) {
      updates.push(bytesOf(update['state']));
      upTo = Number(update['seq']);
      loose++;
    }
    const state = foldUpdates(name, updates);
    if (loose >= KEEP_FOLD_UPDATES_MIN) folds.push({ doc, upTo, state });
    return { doc: name, state };
  }

  return {
    endOfEpoch(workspace, epoch) {
      const row = sql.endOfEpoch.get(workspace, epoch);
      return row === undefined ? null : Number(row['end']);
    },
    findWorkspace(id) {
      const row = sql.workspace.get(id);
      if (row === undefined) return null;
      return {
        id,
        name: String(row['name']),
        secretHash: bytesOf(row['secret_hash']),
        head: Number(row['head']),
      };
    },
    readEntries: (workspace, after, upTo, limitBytes) =>
      takeBytes(sql.entries.iterate(wsOf(workspace), after, upTo), limitBytes).list,
    lastN: (workspace, device) => Number(sql.lastN.get(wsOf(workspace), device)?.['last_n'] ?? 0),
    countDocs: (workspace) => Number(sql.countDocs.get(wsOf(workspace))?.['count']),
    readStates(workspace, after, limitBytes) {
      const ws = wsOf(workspace);
      const folds: Fold[] = [];
      const list: DocState[] = [];
      let bytes = 0;
      let last = after;
      for (;;) {
        const rows = sql.docs.all(ws, last);
        for (const row of rows) {
          const state = read(row, folds);
          list.push(state);
          bytes += state.state.byteLength + state.doc.length;
          last = Number(row['doc']);
          if (bytes >= limitBytes) return { page: { list, next: last }, folds };
        }
        if (rows.length < DOCS_PER_READ) return { page: { list, next: null }, folds };
      }
    },
    docNames: (workspace, prefix) =>
      sql.docNames
        // What comes after all that begin with it: no name has a sign beyond the private ones.
        .all(wsOf(workspace), prefix, `${prefix}\u{10FFFF}`)
        .map((row) => String(row['name'])),
    workspacesWith: (doc) => sql.workspacesWith.all(doc).map((row) => String(row['id'])),
    docState(workspace, doc) {
      const row = sql.doc.get(wsOf(workspace), doc);
      const folds: Fold[] = [];
      return { state: row === undefined ? new Uint8Array() : read(row, folds).state, folds };
    },
    historyOf(workspace, doc, before, limitBytes) {
      const ws = wsOf(workspace);
      const row = sql.doc.get(ws, doc);
      if (row === undefined) return { list: [], done: true };
      const below = before === 0 ? Number.MAX_SAFE_INTEGER : before;
      const { list, complete } = takeBytes(
        sql.history.iterate(ws, Number(row['doc']), below),
        limitBytes,
      );
      return { list, done: complete };
    },
  };
}

/** At least one entry, then more until the bytes are reached. */
function takeBytes(
  rows: Iterable<Row>,
  limitBytes: number,
): { readonly list: StoredEntry[]; readonly complete: boolean } {
  const list: StoredEntry[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (bytes >= limitBytes) return { list, complete: false };
    const envelope = bytesOf(row['envelope']);
    list.push({ seq: Number(row['seq']), device: String(row['device']), envelope });
    bytes += envelope.byteLength;
  }
  return { list, complete: true };
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('a column that holds bytes holds something else');
}
