/**
 * One entry of the journal: all that one commit changed. It carries the rows as they were after it, so that a start
 * needs no document: rows of the packs, then rows of the journal, and the lists can be shown.
 *
 * A large act of new records is not said here: its envelopes stand in the outbox, which keeps them until the fold
 * (`unfolded.ts`). One that must leave the outbox before that is put here as it is.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { decodeEnvelope, type Envelope } from '../../../crm/contracts/envelope.contract.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import { historyRecordOf, type HistoryRecord } from './history-record.ts';

const CHANGES_VERSION = 1;
const ENVELOPES_VERSION = 2;

/** One thing that this person did here, for the undo list. Envelopes of one batch give notes with one id. */
export interface ActNote {
  /** txId, or the batch. */
  readonly id: string;
  readonly label: string;
  readonly atMs: number;
  readonly docs: readonly DocName[];
  /** Id of the act that this one takes back, or ''. */
  readonly undoes: string;
  /** True when it puts back what an undo took. */
  readonly redo: boolean;
  /**
   * Of the notes of records that it makes and that were written in already, or that it wrote itself: how far they were
   * then, as a state vector in base64. What stands in a note beyond that was written later.
   */
  readonly notes?: Readonly<Record<DocName, string>>;
}

export interface RowAfter {
  readonly entity: string;
  readonly id: string;
  /** null: it is gone. */
  readonly row: AnyRow | null;
}

export interface JournalEntry {
  readonly updates: readonly { readonly doc: DocName; readonly update: Uint8Array }[];
  /** 'from updates': each update is the whole of a record that is new. */
  readonly rows: readonly RowAfter[] | 'from updates';
  readonly history: readonly HistoryRecord[];
  readonly acts: readonly ActNote[];
}

/** What the envelopes of a large act of this desktop mean for it: new records, and a note each for the undo list. */
export function entryOfEnvelopes(envelopes: readonly Envelope[]): JournalEntry {
  return {
    updates: envelopes.flatMap(({ ops }) => ops),
    rows: 'from updates',
    history: envelopes.map((envelope) => historyRecordOf(envelope, 0)),
    acts: envelopes.map(({ batch, txId, label, atMs, ops }) => ({
      id: batch === '' ? txId : batch,
      label,
      atMs,
      docs: ops.map(({ doc }) => doc),
      undoes: '',
      redo: false,
    })),
  };
}

/** What `decodeJournalEntry` reads as `entryOfEnvelopes`. */
export function encodeEnvelopes(envelopes: readonly Uint8Array[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, ENVELOPES_VERSION);
    encoding.writeVarUint(encoder, envelopes.length);
    for (const bytes of envelopes) encoding.writeVarUint8Array(encoder, bytes);
  });
}

export function encodeJournalEntry(entry: JournalEntry): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, CHANGES_VERSION);
  encoding.writeVarUint(encoder, entry.updates.length);
  for (const { doc, update } of entry.updates) {
    encoding.writeVarString(encoder, doc);
    encoding.writeVarUint8Array(encoder, update);
  }
  encoding.writeVarString(
    encoder,
    JSON.stringify({ rows: entry.rows, history: entry.history, acts: entry.acts }),
  );
  return encoding.toUint8Array(encoder);
}

/** null when the bytes are not an entry. */
export function decodeJournalEntry(bytes: Uint8Array): JournalEntry | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const version = decoding.readVarUint(decoder);
    if (version === ENVELOPES_VERSION) return decodeEnvelopes(decoder);
    return version === CHANGES_VERSION ? decodeChanges(decoder) : null;
  } catch {
    return null;
  }
}

function decodeChanges(decoder: decoding.Decoder): JournalEntry {
  const count = decoding.readVarUint(decoder);
  const updates: { doc: DocName; update: Uint8Array }[] = [];
  for (let index = 0; index < count; index++) {
    const doc = decoding.readVarString(decoder) as DocName;
    updates.push({ doc, update: decoding.readVarUint8Array(decoder) });
  }
  const rest = JSON.parse(decoding.readVarString(decoder)) as Omit<JournalEntry, 'updates'>;
  return { updates, rows: rest.rows, history: rest.history, acts: rest.acts };
}

function decodeEnvelopes(decoder: decoding.Decoder): JournalEntry | null {
  const count = decoding.readVarUint(decoder);
  const envelopes: Envelope[] = [];
  for (let index = 0; index < count; index++) {
    const decoded = decodeEnvelope(decoding.readVarUint8Array(decoder));
    if (!decoded.ok) return null;
    envelopes.push(decoded.envelope);
  }
  return entryOfEnvelopes(envelopes);
}
