/** Whether a value fits its field; what does not was written by an old, a newer or a foreign client. */
import type { FieldDef } from './field-kinds.ts';
import { kindOf } from './field-kinds.ts';
import { rowsInOrder } from './fields/row-order.ts';

const schemas = new WeakMap<FieldDef, { safeParse: (value: unknown) => { success: boolean } }>();

export function fits(field: FieldDef, value: unknown): boolean {
  let schema = schemas.get(field);
  if (schema === undefined) schemas.set(field, (schema = kindOf(field).schema(field)));
  return schema.safeParse(value).success;
}

/** The value of a set field from the entries of its map; undefined for none, or one that does not fit. */
export function setFrom(
  field: FieldDef,
  entries: Iterable<readonly [string, unknown]>,
): readonly string[] | undefined {
  const members: string[] = [];
  for (const [member, there] of entries) if (there === true) members.push(member);
  if (members.length === 0) return undefined;
  members.sort();
  return fits(field, members) ? members : undefined;
}

/** The child rows from the flat entries `<row>/<column>` of their map. */
export function rowsFrom(
  field: FieldDef,
  entries: Iterable<readonly [string, unknown]>,
): readonly Readonly<Record<string, unknown>>[] | undefined {
  const rows = new Map<string, Record<string, unknown>>();
  for (const [path, value] of entries) {
    const slash = path.indexOf('/');
    const id = path.slice(0, slash);
    if (slash < 1) continue;
    let row = rows.get(id);
    if (row === undefined) rows.set(id, (row = { id }));
    row[path.slice(slash + 1)] = value;
  }
  return wholeRows(field, [...rows.values()]);
}

/** A row that lost a required cell to a concurrent deletion is no row; its cells stay in the document. */
export function wholeRows(
  field: FieldDef,
  rows: readonly Readonly<Record<string, unknown>>[],
): readonly Readonly<Record<string, unknown>>[] | undefined {
  const whole = rows.filter((row) => fits(field, [row]));
  return whole.length === 0 ? undefined : inOrderOf(field, whole);
}

/** As people put them, where they may; else by their ids, so that every desktop has them alike. */
export function inOrderOf<Row extends Readonly<Record<string, unknown>>>(
  field: FieldDef | undefined,
  rows: readonly Row[],
): readonly Row[] {
  if (field?.kind === 'rows' && field.ordered === true) return rowsInOrder(rows);
  return rows.toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
}
