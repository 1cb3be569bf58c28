/** Links that would lead nowhere if records were taken away. */
import { parseDocName, type DocName } from '../../../crm/kernel/ids.ts';
import { patchedRow } from '../documents/patched-row.ts';
import { linkFieldsOf } from '../rows/link-fields.ts';
import type { Core } from './core.ts';
import type { PlannedRecord } from './planning.ts';

export interface Dangling {
  readonly from: DocName;
  readonly to: DocName;
}

/**
 * The first link into `removed`, of whatever kind of field, from a record that stays; one that the same plan takes
 * away is none, nor is one that only attends to it.
 */
export function danglingLink(
  core: Core,
  removed: ReadonlySet<DocName>,
  planned: readonly PlannedRecord[],
): Dangling | null {
  const idsByEntity = new Map<string, Set<string>>();
  for (const name of removed) {
    const address = parseDocName(name);
    if (address === null || address.part === 'body') continue;
    const ids = idsByEntity.get(address.entity) ?? new Set<string>();
    idsByEntity.set(address.entity, ids.add(address.id));
  }
  const writesTo = new Map(planned.map(({ entity, id, writes }) => [`${entity}/${id}`, writes]));
  for (const { entity } of core.deps.registry.modules()) {
    if (entity.traits.includes('attending')) continue;
    const fields = linkFieldsOf(entity).filter(({ to }) => to === '*' || idsByEntity.has(to));
    if (fields.length === 0) continue;
    for (const row of core.deps.rows.all(entity.name)) {
      const from = `${entity.name}/${row.id}`;
      for (const field of fields) {
        let to: DocName | null = null;
        const look = (target: string, id: string): void => {
          if (idsByEntity.get(target)?.has(id) === true) to = `${target}/${id}`;
        };
        field.each(row, look);
        if (to === null || removed.has(from)) continue;
        const writes = writesTo.get(from);
        if (writes !== undefined) {
          to = null;
          const after = patchedRow(entity, row, writes);
          if (after !== undefined) field.each(after, look);
        }
        if (to !== null) return { from, to };
      }
    }
  }
  return null;
}
