/** Which records of a document's past are of an act, and which are later work. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { sameJson, sameSlot, type Change, type Slot } from '../../../crm/kernel/write.ts';
import type { Act } from './acts.ts';
import type { HistoryRecord } from './history-record.ts';

export function actOf({ batch, txId }: HistoryRecord): string {
  return batch === '' ? txId : batch;
}

/** The records of an act, of what took it back, of what put it in again and so on; and all others. */
export function partedBy(
  act: Pick<Act, 'id'>,
  records: readonly HistoryRecord[],
): { readonly own: readonly HistoryRecord[]; readonly others: readonly HistoryRecord[] } {
  const ids = new Set([act.id]);
  const isOwn = (record: HistoryRecord): boolean =>
    ids.has(actOf(record)) || (record.undoes !== '' && ids.has(record.undoes));
  // By the clocks of desktops, what puts in again may stand before what took out.
  for (let known = 0; known < ids.size;) {
    known = ids.size;
    for (const record of records) if (isOwn(record)) ids.add(actOf(record));
  }
  const { own = [], others = [] } = Object.groupBy(records, (record) =>
    isOwn(record) ? 'own' : 'others',
  );
  return { own, others };
}

/** Whether nobody took the act back, or it was put in again each time. */
export function isStanding({ id }: Pick<Act, 'id'>, records: readonly HistoryRecord[]): boolean {
  const undos = new Set(records.filter(({ undoes }) => undoes === id).map(actOf));
  const redos = new Set(
    records.filter(({ undoes }) => undos.has(undoes)).map(({ undoes }) => undoes),
  );
  return undos.size === redos.size;
}

/** What others than the act wrote of their own accord, and nobody took back. */
export function standingBeside(
  act: Pick<Act, 'id'>,
  records: readonly HistoryRecord[],
): readonly HistoryRecord[] {
  const { others } = partedBy(act, records);
  return others.filter(
    (record) => record.undoes === '' && isStanding({ id: actOf(record) }, records),
  );
}

/**
 * Who else put there what the act did: they began with the same value, and nobody took theirs away. What the act wrote
 * is theirs as well, so its undo leaves it. When a record was made or archived is another moment for each of them.
 */
export function claimOn(
  { slot, from, to }: Pick<Change, 'slot' | 'from' | 'to'>,
  beside: readonly HistoryRecord[],
): HistoryRecord | undefined {
  const isMoment = slot.field === 'createdAt' || slot.field === 'archivedAt';
  const isThere = (value: unknown): boolean =>
    isMoment ? (value === null) === (to === null) : sameJson(value, to);
  const onSlot = (record: HistoryRecord, is: (change: Change) => boolean): boolean =>
    record.changes.some((change) => sameSlot(change.slot, slot) && is(change));
  const wasTaken = beside.some((record) =>
    onSlot(record, (change) => isThere(change.from) && sameJson(change.to, from)),
  );
  if (wasTaken) return undefined;
  return beside.find((record) =>
    onSlot(record, (change) => sameJson(change.from, from) && isThere(change.to)),
  );
}

/**
 * Later work is what others of the document's records changed and did not change back. What only rules set (that a
 * ticket was escalated by itself, say) is nobody's work: it goes with the record, and comes back with it.
 */
export function hasLaterWork(
  act: Pick<Act, 'id'>,
  records: readonly HistoryRecord[],
  entity: EntityDef | undefined,
): boolean {
  return laterWork(act, records, entity).length > 0;
}

interface LaterWork {
  readonly slot: Slot;
  readonly from: unknown;
  to: unknown;
  /** Who wrote it last. */
  by: HistoryRecord;
}

export function laterWork(
  act: Pick<Act, 'id'>,
  records: readonly HistoryRecord[],
  entity: EntityDef | undefined,
): readonly LaterWork[] {
  const net: LaterWork[] = [];
  const { others } = partedBy(act, records);
  for (const by of others) {
    for (const { slot, from, to } of by.changes) {
      // That others made the record as well, or took away what they had made, is no work on it.
      if (slot.field === 'createdAt' || entity?.fields[slot.field]?.readOnly === true) continue;
      const present = net.find((one) => sameSlot(one.slot, slot));
      if (present === undefined) net.push({ slot, from, to, by });
      else Object.assign(present, { to, by });
    }
  }
  return net.filter(({ from, to }) => !sameJson(from, to));
}
