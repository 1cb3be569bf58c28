/** Packs of documents that stand in none yet, and what a pack remembers of their past. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import type { Change } from '../../../crm/kernel/write.ts';
import type { HistoryRecord } from '../engine/history-record.ts';
import type { PackWrite } from '../store/store.ts';
import { encodeDocs, encodeHistory, encodeRows } from './pack-codec.ts';

/** A document that goes into a pack as it is, without passing through the journal. */
export interface PackedDoc {
  readonly name: DocName;
  readonly state: Uint8Array;
  readonly row: AnyRow | undefined;
}

/** What an import makes 1,500 times: nothing is there to be read, so nothing is looked up. */
export function newPack(
  packId: string,
  added: readonly PackedDoc[],
  history: readonly HistoryRecord[],
): { readonly write: PackWrite; readonly docs: Map<DocName, Uint8Array> } {
  const docs = new Map<DocName, Uint8Array>();
  const rows: AnyRow[] = [];
  const bare: DocName[] = [];
  for (const { name, state, row } of added) {
    docs.set(name, state);
    if (row === undefined) bare.push(name);
    else rows.push(row);
  }
  const write: PackWrite = {
    id: packId,
    docs: encodeDocs(docs),
    rows: encodeRows({ rows, bare }),
    ...(history.length === 0 ? {} : { history: encodeHistory(history) }),
  };
  return { write, docs };
}

/** The records with those of their changes that are wanted, without those that have none. */
export function ofChanges(
  records: readonly HistoryRecord[],
  isWanted: (record: HistoryRecord, change: Change) => boolean,
): HistoryRecord[] {
  return records
    .map((record) => ({
      ...record,
      changes: record.changes.filter((change) => isWanted(record, change)),
    }))
    .filter(({ changes }) => changes.length > 0);
}

/** A crash between a fold and the end of its journal replays records that the pack has already. */
export function withHistory(
  before: readonly HistoryRecord[],
  history: readonly HistoryRecord[],
): readonly HistoryRecord[] {
  const seen = new Set(
    before.flatMap(({ txId, changes }) => changes.map(({ doc }) => `${txId}/${doc}`)),
  );
  return [...before, ...ofChanges(history, ({ txId }, { doc }) => !seen.has(`${txId}/${doc}`))];
}
