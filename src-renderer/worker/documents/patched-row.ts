/**
 * The row of a record whose document has a gap: the last complete row with one's own writes put in. The document
 * itself must not be shown until the rest has arrived, and one's own edit must not wait for that.
 */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { inOrderOf } from '../../../crm/kernel/fits.ts';
import type { Write } from '../../../crm/kernel/write.ts';

type Child = Readonly<Record<string, Json>> & { readonly id: string };

/** undefined: one of the writes takes the record back. */
export function patchedRow(
  entity: EntityDef | undefined,
  row: AnyRow,
  writes: readonly Write[],
): AnyRow | undefined {
  const patched: Record<string, unknown> = { ...row };
  for (const { slot, to } of writes) {
    const { field, member, row: childId, column } = slot;
    let value: unknown = to;
    if (member !== undefined)
      value = withMember((patched[field] ?? []) as readonly string[], member, to !== null);
    else if (childId !== undefined)
      value = withCell(entity?.fields[field], (patched[field] ?? []) as readonly Child[], {
        id: childId,
        column: column ?? '',
        to,
      });
    if (value === null) delete patched[field];
    else patched[field] = value;
  }
  return patched['createdAt'] === undefined ? undefined : (patched as AnyRow);
}

function withMember(
  members: readonly string[],
  member: string,
  isIn: boolean,
): readonly string[] | null {
  const others = members.filter((other) => other !== member);
  const next = isIn ? [...others, member].toSorted() : others;
  return next.length === 0 ? null : next;
}

function withCell(
  field: FieldDef | undefined,
  children: readonly Child[],
  { id, column, to }: { readonly id: string; readonly column: string; readonly to: Json },
): readonly Child[] | null {
  const cells: Record<string, Json> = { ...children.find((child) => child.id === id), id };
  if (to === null) delete cells[column];
  else cells[column] = to;
  const others = children.filter((child) => child.id !== id);
  const isEmpty = Object.keys(cells).length === 1;
  const next = isEmpty ? others : inOrderOf(field, [...others, cells as Child]);
  return next.length === 0 ? null : next;
}
