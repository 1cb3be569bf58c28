/**
 * What stands in the parts of a pack. `docs`: names and Yjs states. `rows`: the projected rows, and the names of the
 * documents that have none (bodies, removed records). `history`: what changed, oldest first.
 */
import * as decoding from 'lib0/decoding';
import * as z from 'zod';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import { ByteWriter } from '../../../crm/contracts/byte-writer.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import { scalarSlot } from '../../../crm/kernel/values.ts';
import { isCreation, type HistoryRecord } from '../engine/history-record.ts';

const VERSION = 1;

const writer = new ByteWriter();

export type DocStates = ReadonlyMap<DocName, Uint8Array>;

export function encodeDocs(docs: DocStates): Uint8Array {
  writer.varUint(VERSION);
  writer.varUint(docs.size);
  for (const [name, state] of docs) {
    writer.varString(name);
    writer.varBytes(state);
  }
  return writer.copy();
}

/** null when the bytes are not a pack. The states are views into `bytes`. */
export function decodeDocs(bytes: Uint8Array): Map<DocName, Uint8Array> | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== VERSION) return null;
    const count = decoding.readVarUint(decoder);
    const docs = new Map<DocName, Uint8Array>();
    for (let index = 0; index < count; index++) {
      const name = decoding.readVarString(decoder) as DocName;
      docs.set(name, decoding.readVarUint8Array(decoder));
    }
    return docs;
  } catch {
    return null;
  }
}

export interface PackRows {
  readonly rows: readonly AnyRow[];
  readonly bare: readonly DocName[];
}

const packRowsShape = z.looseObject({
  rows: z.array(z.looseObject({ id: z.string() })),
  bare: z.array(z.string()),
});

export function encodeRows(pack: PackRows): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(pack));
}

/** null when the bytes are not rows. Only the frame is checked: the rows are our own, and their seal held. */
export function decodeRows(bytes: Uint8Array): PackRows | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const pack = value as PackRows;
    if (!Array.isArray(pack.rows) || !Array.isArray(pack.bare)) return null;
    // One full check a pack finds a foreign format; checking each of 100,000 rows would double the start.
    const sample = { rows: pack.rows.slice(0, 1), bare: pack.bare.slice(0, 1) };
    return packRowsShape.safeParse(sample).success ? pack : null;
  } catch {
    return null;
  }
}

/** Of an import's records the history says one thing, that they were made: the names alone are a third of the bytes. */
interface StoredHistory extends Omit<HistoryRecord, 'changes'> {
  readonly changes?: HistoryRecord['changes'];
  readonly created?: { readonly to: Json; readonly docs: readonly DocName[] };
}

export function encodeHistory(records: readonly HistoryRecord[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(records.map(shortened)));
}

function shortened(record: HistoryRecord): StoredHistory {
  const { changes, ...head } = record;
  const [first] = changes;
  const isAllOne = changes.every((change) => isCreation(change) && change.to === first?.to);
  return first === undefined || !isAllOne
    ? record
    : { ...head, created: { to: first.to, docs: changes.map(({ doc }) => doc) } };
}

function inFull({ created, changes = [], ...head }: StoredHistory): HistoryRecord {
  if (created === undefined) return { ...head, changes };
  const { to, docs } = created;
  return {
    ...head,
    changes: docs.map((doc) => ({ doc, slot: scalarSlot('createdAt'), from: null, to })),
  };
}

export function decodeHistory(bytes: Uint8Array): readonly HistoryRecord[] | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(value) ? (value as readonly StoredHistory[]).map(inFull) : null;
  } catch {
    return null;
  }
}
