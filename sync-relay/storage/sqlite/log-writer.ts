/** What an append writes. Runs inside the transaction of its caller; nothing here commits. */
import type { DatabaseSync } from 'node:sqlite';
import { encodeEnvelope, type Envelope } from '../../../crm/contracts/envelope.contract.ts';
import { updatesByDoc } from '../../documents/fold.ts';
import { placeEnvelope } from '../placement.ts';
import type {
  AppendedEntry,
  AppendItem,
  AppendOutcome,
  AppendResult,
  AssignedNumber,
  NewWorkspace,
  Numbering,
} from '../storage.ts';
import type { Fold } from './log-reader.ts';

/** Row ids of documents and devices kept in memory; thrown away whole when there are more. */
const CACHED_IDS_MAX = 200_000;

export interface LogWriter {
  readonly createWorkspace: (workspace: NewWorkspace) => 'created' | 'exists';
  readonly enterEpoch: (workspace: string, epoch: string) => void;
  readonly append: (
    workspace: string,
    items: readonly AppendItem[],
    numbering: Numbering,
  ) => AppendOutcome;
  readonly keepFolds: (folds: readonly Fold[]) => void;
  /** After a rollback: what was remembered may not exist. */
  readonly forget: () => void;
}

interface Device {
  readonly device: number;
  lastN: number;
}

/** `stateOf` reads a document whole, with what this transaction wrote to it. */
export function createLogWriter(
  database: DatabaseSync,
  stateOf: (workspace: string, doc: string) => Uint8Array,
): LogWriter {
  const sql = {
    addWorkspace: database.prepare(
      'INSERT INTO workspaces (id, name, secret_hash, created_at_ms, head) VALUES (?, ?, ?, ?, 0) ON CONFLICT (id) DO NOTHING',
    ),
    enterEpoch: database.prepare(
      `INSERT INTO epochs
       SELECT ws, coalesce((SELECT max(ordinal) FROM epochs e WHERE e.ws = w.ws), 0) + 1, ?, head
       FROM workspaces w WHERE id = ? ON CONFLICT DO NOTHING`,
    ),
    workspace: database.prepare('SELECT ws, head FROM workspaces WHERE id = ?'),
    setHead: database.prepare('UPDATE workspaces SET head = ? WHERE ws = ?'),
    device: database.prepare('SELECT device, last_n FROM devices WHERE ws = ? AND name = ?'),
    addDevice: database.prepare(
      'INSERT INTO devices (ws, name, last_n) VALUES (?, ?, 0) RETURNING device',
    ),
    setLastN: database.prepare('UPDATE devices SET last_n = ? WHERE device = ?'),
    entryByN: database.prepare('SELECT seq, tx_id FROM entries WHERE device = ? AND n = ?'),
    addEntry: database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)'),
    doc: database.prepare('SELECT doc FROM docs WHERE ws = ? AND name = ?'),
    addDoc: database.prepare('INSERT INTO docs (ws, name) VALUES (?, ?) RETURNING doc'),
    addTouch: database.prepare('INSERT INTO touches VALUES (?, ?)'),
    addUnfolded: database.prepare('INSERT INTO unfolded VALUES (?, ?, ?)'),
    addNumbered: database.prepare('INSERT INTO numbered VALUES (?, ?, ?, ?)'),
    isNumbered: database.prepare(
      'SELECT number FROM numbered WHERE ws = ? AND doc = ? AND field = ?',
    ),
    isTaken: database.prepare(
      'SELECT 1 FROM numbered WHERE ws = ? AND number = ? AND field = ? AND doc GLOB ?',
    ),
    nextNumber: database.prepare(
      'INSERT INTO sequences VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last',
    ),
    raiseNumber: database.prepare(
      'INSERT INTO sequences VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)',
    ),
    keepState: database.prepare(
      'INSERT INTO states VALUES (?, ?, ?) ON CONFLICT (doc) DO UPDATE SET folded_seq = excluded.folded_seq, state = excluded.state',
    ),
    dropUnfolded: database.prepare('DELETE FROM unfolded WHERE doc = ? AND seq <= ?'),
  };
  const docIds = new Map<string, number>();

  function docId(ws: number, name: string): number {
    const key = `${ws}/${name}`;
    const cached = docIds.get(key);
    if (cached !== undefined) return cached;
    const row = sql.doc.get(ws, name) ?? sql.addDoc.get(ws, name);
    const id = Number(row?.['doc']);
    if (docIds.size >= CACHED_IDS_MAX) docIds.clear();
    docIds.set(key, id);
    return id;
  }

  function deviceNamed(ws: number, name: string): Device {
    const row = sql.device.get(ws, name);
    if (row !== undefined) return { device: Number(row['device']), lastN: Number(row['last_n']) };
    return { device: Number(sql.addDevice.get(ws, name)?.['device']), lastN: 0 };
  }

  /** The number of a field of a record, for ever; `standing` is what the record says it is. */
  function numberFor(ws: number, doc: string, field: string, standing: number | null): number {
    const given = sql.isNumbered.get(ws, doc, field);
    if (given !== undefined) return Number(given['number']);
    const [sequence = ''] = doc.split('/');
    const isFree =
      standing !== null && sql.isTaken.get(ws, standing, field, `${sequence}/*`) === undefined;
    if (isFree) sql.raiseNumber.run(ws, sequence, standing);
    const number = isFree ? standing : Number(sql.nextNumber.get(ws, sequence)?.['last']);
    sql.addNumbered.run(ws, doc, field, number);
    return number;
  }

  /** Those that their records do not say already. */
  function assignNumbers(
    ws: number,
    workspace: string,
    { numbering: asked }: Envelope,
    { standing }: Numbering,
  ): AssignedNumber[] {
    return asked.flatMap(({ doc, field }) => {
      const over = stateOf(workspace, doc);
      const from = standing(doc, over, field);
      const number = numberFor(ws, doc, field, from);
      return number === from ? [] : [{ doc, field, number, from, over }];
    });
  }

  function append(
    workspace: string,
    items: readonly AppendItem[],
    numbering: Numbering,
  ): AppendOutcome {
    const row = sql.workspace.get(workspace);
    if (row === undefined) throw new Error('the core asked for a workspace that it never found');
    const ws = Number(row['ws']);
    let head = Number(row['head']);
    const devices = new Map<string, Device>();
    const entries: AppendedEntry[] = [];

    const deviceOf = (name: string): Device => {
      const device = devices.get(name) ?? deviceNamed(ws, name);
      devices.set(name, device);
      return device;
    };
    const add = (author: Device, envelope: Envelope, bytes: Uint8Array): number => {
      head++;
      const { device, n, txId } = envelope;
      sql.addEntry.run(ws, head, author.device, n, txId, bytes);
      for (const [name, update] of updatesByDoc(envelope.ops)) {
        const doc = docId(ws, name);
        sql.addTouch.run(doc, head);
        sql.addUnfolded.run(doc, head, update);
      }
      author.lastN = n;
      entries.push({ seq: head, device, envelope: bytes, decoded: envelope });
      return head;
    };

    const results = items.map((item): AppendResult => {
      if (item.kind === 'authored') {
        const author = deviceOf(item.device);
        const envelope = item.compose(author.lastN + 1);
        return { kind: 'appended', seq: add(author, envelope, encodeEnvelope(envelope)) };
      }
      const { envelope, bytes } = item;
      const author = deviceOf(envelope.device);
      const earlier =
        envelope.n <= author.lastN ? sql.entryByN.get(author.device, envelope.n) : undefined;
      const placement = placeEnvelope(
        envelope,
        author.lastN,
        earlier && { seq: Number(earlier['seq']), txId: String(earlier['tx_id']) },
      );
      if (placement.kind !== 'append') return placement;
      const seq = add(author, envelope, bytes);
      const numbers = assignNumbers(ws, workspace, envelope, numbering);
      if (numbers.length > 0) {
        const clerk = deviceOf(numbering.device);
        const numbered = numbering.compose(envelope, numbers, clerk.lastN + 1);
        add(clerk, numbered, encodeEnvelope(numbered));
      }
      return { kind: 'appended', seq };
    });

    if (entries.length > 0) {
      sql.setHead.run(head, ws);
      for (const { device, lastN } of devices.values()) sql.setLastN.run(lastN, device);
    }
    return { results, entries, head };
  }

  return {
    createWorkspace: ({ id, name, secretHash, createdAtMs }) =>
      sql.addWorkspace.run(id, name, secretHash, createdAtMs).changes > 0 ? 'created' : 'exists',
    enterEpoch: (workspace, epoch) => void sql.enterEpoch.run(epoch, workspace),
    append,
    keepFolds(folds) {
      for (const { doc, upTo, state } of folds) {
        sql.keepState.run(doc, upTo, state);
        sql.dropUnfolded.run(doc, upTo);
      }
    },
    forget: () => docIds.clear(),
  };
}
