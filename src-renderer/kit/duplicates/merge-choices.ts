/** Which value the survivor of a merge gets where nobody has chosen: the same as the merge itself takes. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { mergeableFields } from '../../../crm/modules/merge/merged-values.ts';

/** Everybody's, where values can be united. */
export const ALL = 'all';

export interface MergeField {
  readonly key: string;
  /** Sets and child rows: everybody's can be kept. */
  readonly unites: boolean;
}

/** Fields in which the records differ, in the order of the form; and how many are the same in all. */
export function fieldsToChoose(
  entity: EntityDef,
  rows: readonly AnyRow[],
): { readonly differing: readonly MergeField[]; readonly same: number } {
  const mergeable = new Set(mergeableFields(entity));
  const differing: MergeField[] = [];
  let same = 0;
  for (const key of entity.sections.flatMap((section) => section.fields)) {
    const field = entity.fields[key];
    if (field === undefined || !mergeable.has(key)) continue;
    const values = rows.map((row) => row[key]);
    if (values.every((value) => value === undefined)) continue;
    if (values.every((value) => sameJson(value, values[0]))) same += 1;
    else differing.push({ key, unites: kindOf(field).encoding !== 'scalar' });
  }
  return { differing, same };
}

export function chosenFor(
  { key, unites }: MergeField,
  rows: readonly AnyRow[],
  survivor: string,
  take: Readonly<Record<string, string>>,
): string {
  const chosen = take[key];
  if (chosen !== undefined) return chosen;
  if (unites) return ALL;
  const own = rows.find((row) => row.id === survivor);
  if (own?.[key] !== undefined) return survivor;
  const other = rows.find((row) => row.id !== survivor && row[key] !== undefined);
  return other?.id ?? survivor;
}

/** The fullest record, and of several the oldest: what most is known of is what most people know. */
export function likelySurvivor(entity: EntityDef, rows: readonly AnyRow[]): string {
  const filled = (row: AnyRow): number =>
    mergeableFields(entity).filter((key) => row[key] !== undefined).length;
  const open = rows.filter((row) => row.archivedAt === undefined);
  return (
    open.toSorted((a, b) => filled(b) - filled(a) || (a.createdAt < b.createdAt ? -1 : 1))[0]?.id ??
    ''
  );
}
