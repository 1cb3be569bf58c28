/**
 * Custom values in a row. Under a key that is defined here stands a value of the field's kind, as under any key.
 * Under a custom key that is not — the definition has not arrived, or was deleted — stands what the document holds,
 * as it is: a scalar, or the entries of the field's map. So nothing is lost while nobody can read it, and a change of
 * definitions needs no document.
 */
import type { AnyRow, EntityDef } from '../entity.ts';
import { kindOf, type FieldDef } from '../field-kinds.ts';
import { fits, rowsFrom, setFrom, wholeRows } from '../fits.ts';
import { isCustomKey } from './custom-keys.ts';

type Entries = Readonly<Record<string, unknown>>;

/** The row as this definition of its entity reads it; the same object when it reads so already. */
export function settledRow(entity: EntityDef, row: AnyRow): AnyRow {
  let settled: Record<string, unknown> | undefined;
  for (const key in row) {
    if (!isCustomKey(key)) continue;
    const field = entity.fields[key];
    const value = row[key];
    const read = field === undefined ? asStored(value) : valueOf(field, value);
    if (read === value) continue;
    settled ??= { ...row };
    if (read === undefined) delete settled[key];
    else settled[key] = read;
  }
  return settled === undefined ? row : (settled as AnyRow);
}

function valueOf(field: FieldDef, value: unknown): unknown {
  if (field.computed !== undefined) return undefined;
  switch (kindOf(field).encoding) {
    case 'scalar':
      return fits(field, value) ? value : undefined;
    case 'set':
      if (isEntries(value)) return setFrom(field, Object.entries(value));
      return fits(field, value) ? value : undefined;
    case 'rows': {
      if (isEntries(value)) return rowsFrom(field, Object.entries(value));
      if (fits(field, value)) return value;
      return Array.isArray(value) ? wholeRows(field, value as readonly Entries[]) : undefined;
    }
  }
}

/** Back to the entries of the map; only sets and child rows are arrays. */
function asStored(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const entries: Record<string, unknown> = {};
  for (const item of value as readonly unknown[]) {
    if (typeof item === 'string') entries[item] = true;
    else if (isEntries(item)) {
      for (const [column, cell] of Object.entries(item)) {
        if (column !== 'id') entries[`${String(item['id'])}/${column}`] = cell;
      }
    }
  }
  return entries;
}

function isEntries(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
