/** The history of a record: who set what when, which values were overruled, and putting one back. */
import type { HistoryEntry } from '../../../crm/contracts/rpc/record.rpc.ts';
import { parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import { sameJson, sameSlot, type Change, type Slot } from '../../../crm/kernel/write.ts';
import { survivorOf } from '../../../crm/modules/merge/survivor.ts';
import type { Core } from './core.ts';
import { isCreation, type HistoryRecord } from './history-record.ts';

/** All that this desktop knows of a document's past, oldest first, each record once. */
export async function historyOf(
  core: Core,
  name: DocName,
  fromRelay: readonly HistoryRecord[] = [],
): Promise<HistoryRecord[]> {
  const packId = core.documents.packOf(name);
  const packed = packId === undefined ? [] : await core.documents.readHistory(packId);
  const byTx = new Map<string, HistoryRecord>();
  for (const record of [...fromRelay, ...packed, ...(core.recentHistory.get(name) ?? [])]) {
    const changes = record.changes.filter((change) => change.doc === name);
    if (changes.length > 0 && !byTx.has(record.txId)) byTx.set(record.txId, { ...record, changes });
  }
  // The relay's order where it is known; what has no place in it yet was made here, after all that was seen.
  return [...byTx.values()].toSorted(
    (a, b) => (a.seq || Infinity) - (b.seq || Infinity) || a.atMs - b.atMs,
  );
}

/** True when the past is known back to the record's creation. */
export function reachesCreation(records: readonly HistoryRecord[]): boolean {
  return records.some((record) => record.changes.some(isCreation));
}

export function currentValue(
  core: Core,
  change: { readonly doc: DocName; readonly slot: Slot },
): Json {
  const address = parseDocName(change.doc);
  if (address === null) return null;
  const row = core.deps.rows.get(address.entity, address.id);
  if (row === undefined) return null;
  const value = row[change.slot.field] as Json | undefined;
  const { member, row: rowId, column } = change.slot;
  // Of a custom field that is not defined here stand the entries of its map.
  if (isEntries(value) && (member !== undefined || rowId !== undefined))
    return value[member ?? `${rowId ?? ''}/${column ?? ''}`] ?? null;
  if (member !== undefined) return Array.isArray(value) && value.includes(member) ? true : null;
  if (rowId === undefined) return value ?? null;
  if (!Array.isArray(value)) return null;
  const child = value.find((one: { readonly id?: unknown }) => one.id === rowId) as
    | Readonly<Record<string, Json>>
    | undefined;
  return child?.[column ?? ''] ?? null;
}

function isEntries(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A value is overruled when it does not stand now and whoever wrote next had not seen it: a concurrent edit won.
 * It is nowhere but here, which is why it is marked.
 */
function isOverruled(
  core: Core,
  records: readonly HistoryRecord[],
  index: number,
  change: Change,
): boolean {
  if (change.to === null || sameJson(currentValue(core, change), change.to)) return false;
  for (const later of records.slice(index + 1)) {
    const next = later.changes.find((other) => sameSlot(other.slot, change.slot));
    if (next !== undefined) return !sameJson(next.from, change.to);
  }
  return true;
}

/** The person that the user is now: one that was merged is nobody any more. */
function actorOf({ deps: { rows } }: Core, id: string): Pick<HistoryEntry, 'actor' | 'actorName'> {
  const actor = survivorOf(rows, 'user', id);
  return { actor, actorName: rows.titleOf('user', actor) ?? '' };
}

export function toEntries(core: Core, all: readonly HistoryRecord[]): HistoryEntry[] {
  // What an undo left as it was stands in the trail for other undos alone.
  const records = all.flatMap((record) => {
    const changes = record.changes.filter(({ from, to }) => !sameJson(from, to));
    return changes.length === 0 ? [] : [{ ...record, changes }];
  });
  return records
    .map((record, index) => ({
      txId: record.txId,
      at: new Date(record.atMs).toISOString(),
      ...actorOf(core, record.actor),
      label: record.label,
      changes: record.changes.map((change) => ({
        slot: change.slot,
        from: change.from,
        to: change.to,
        overruled: !isCreation(change) && isOverruled(core, records, index, change),
      })),
    }))
    .toReversed();
}
