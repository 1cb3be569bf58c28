/** Which records of a document's past are of an act, and which are later work. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { sameJson, sameSlot, type Change } from '../../../crm/kernel/write.ts';
import type { Act } from './acts.ts';
import { isCreation, type HistoryRecord } from './history-record.ts';

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

/**
 * Later work is what others of the document's records changed and did not change back. What only rules set (that a
 * ticket was escalated by itself, say) is nobody's work: it goes with the record, and comes back with it.
 */
export function hasLaterWork(
  act: Act,
  records: readonly HistoryRecord[],
  entity: EntityDef | undefined,
): boolean {
  const net: { slot: Change['slot']; from: unknown; to: unknown }[] = [];
  const { others } = partedBy(act, records);
  for (const record of others) {
    for (const change of record.changes) {
      if (isCreation(change) || entity?.fields[change.slot.field]?.readOnly === true) continue;
      const present = net.find((one) => sameSlot(one.slot, change.slot));
      if (present === undefined) net.push({ slot: change.slot, from: change.from, to: change.to });
      else present.to = change.to;
    }
  }
  return net.some(({ from, to }) => !sameJson(from, to));
}
