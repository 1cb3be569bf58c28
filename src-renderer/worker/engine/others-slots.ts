/**
 * What others wrote into a record that was taken back, while they did not know that. It is cleared of what made it before
 * it is made again, and not of this.
 */
import type * as Y from 'yjs';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { DocName } from '../../../crm/kernel/ids.ts';
import { sameJson, sameSlot, type Slot } from '../../../crm/kernel/write.ts';
import { filledSlots, readSlot, writersOf } from '../documents/record-doc.ts';
import { actOf, isStanding } from './act-records.ts';
import type { Core } from './core.ts';
import { historyOf, reachesCreation } from './history.ts';
import { isCreation } from './history-record.ts';

export async function othersSlots(
  core: Core,
  name: DocName,
  doc: Y.Doc,
  entity: EntityDef,
): Promise<readonly Slot[]> {
  if (core.deps.faults?.othersCleared === true) return [];
  // Mostly nobody else wrote in it, and its past need not be read. Where nobody made it yet, all in it is others'.
  const makers = new Set(writersOf(doc, { field: 'createdAt' }));
  if (doc.store.clients.size < 2 && makers.size > 0) return [];
  const filled = filledSlots(doc, entity).filter(
    ({ field }) => entity.fields[field]?.readOnly !== true && !isSystem(field),
  );
  if (filled.length === 0) return [];
  const records = await historyOf(core, name);
  if (!reachesCreation(records)) {
    // Its past is not known here: what another desktop wrote than those that made it is somebody's work.
    return filled.filter((slot) => {
      const last = writersOf(doc, slot).at(-1);
      return last !== undefined && !makers.has(last);
    });
  }
  const standing = records.filter((record) => isStanding({ id: actOf(record) }, records));
  // What somebody else made as well is there already but for the repair to come (`contested.ts`), which clears nothing.
  const creations = records.filter(({ changes }) => changes.some(isCreation));
  if (creations.some((record) => record.undoes === '' && standing.includes(record))) return filled;
  // A state that came without its past has more makers than are known.
  if (makers.size > creations.length) return filled;
  return filled.filter((slot) => {
    const value = readSlot(doc, slot);
    return standing.some(
      ({ undoes, changes }) =>
        undoes === '' &&
        changes.some((change) => sameSlot(change.slot, slot) && sameJson(change.to, value)),
    );
  });
}

function isSystem(field: string): boolean {
  return field === 'createdAt' || field === 'createdBy' || field === 'archivedAt';
}
