/** How a value of the history is put back as an edit of today, through the same rules as any other. Pure. */
import type { HistoryEntry } from '../../../crm/contracts/rpc/record.rpc.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import { sameJson } from '../../../crm/kernel/write.ts';

export interface PutBack {
  readonly values: Values;
  /** What stands there now: of a set and of child rows only the difference is written. */
  readonly base: Values;
}

/** null where nothing stood there before, where it stands there now, and where nobody may write by hand. */
export function putBackOf(
  entity: EntityDef,
  row: AnyRow,
  { slot, from }: HistoryEntry['changes'][number],
): PutBack | null {
  const { field: key, member, row: rowId, column } = slot;
  const field = entity.fields[key];
  if (field === undefined || field.readOnly === true || from === null) return null;
  const now = row[key];
  const base = { [key]: now ?? null };
  if (member !== undefined) {
    const members = (now as readonly string[] | undefined) ?? [];
    if (from !== true || members.includes(member)) return null;
    return { values: { [key]: [...members, member].toSorted() }, base };
  }
  if (rowId !== undefined && column !== undefined) {
    const rows = (now as readonly Row[] | undefined) ?? [];
    const child = rows.find(({ id }) => id === rowId);
    // A line that is gone does not come back cell by cell.
    if (child === undefined || sameJson(child[column], from)) return null;
    const values = rows.map((one) => (one === child ? { ...one, [column]: from } : one));
    return { values: { [key]: values }, base };
  }
  return sameJson(now, from) ? null : { values: { [key]: from }, base };
}
