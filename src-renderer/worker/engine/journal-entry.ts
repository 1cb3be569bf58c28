/**
 * One entry of the journal: all that one commit changed. It carries the rows as they were after it, so that a start
 * needs no document: rows of the packs, then rows of the journal, and the lists can be shown.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { HistoryRecord } from './history-record.ts';

const VERSION = 1;

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
}

export interface JournalEntry {
  readonly updates: readonly { readonly doc: DocName; readonly update: Uint8Array }[];
  readonly rows: readonly {
    readonly entity: string;
    readonly id: string;
    readonly row: AnyRow | null;
  }[];
  readonly history: readonly HistoryRecord[];
  readonly acts: readonly ActNote[];
}

export function encodeJournalEntry(entry: JournalEntry): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, VERSION);
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
    if (decoding.readVarUint(decoder) !== VERSION) return null;
    const count = decoding.readVarUint(decoder);
    const updates: { doc: DocName; update: Uint8Array }[] = [];
    for (let index = 0; index < count; index++) {
      const doc = decoding.readVarString(decoder) as DocName;
      updates.push({ doc, update: decoding.readVarUint8Array(decoder) });
    }
    const rest = JSON.parse(decoding.readVarString(decoder)) as Omit<JournalEntry, 'updates'>;
    return { updates, rows: rest.rows, history: rest.history, acts: rest.acts };
  } catch {
    return null;
  }
}
