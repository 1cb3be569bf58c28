/** What a value from a file makes of the value that is here. */
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { Address } from '../../../crm/kernel/fields/address.field.ts';
import { normalAddress } from '../../../crm/kernel/fields/address-normal.ts';
import type { StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import { linkColumnOf } from '../../../crm/kernel/importing.ts';
import { writesFor } from '../../../crm/kernel/values.ts';

/** undefined: it says nothing new. Members and rows are added, never taken away: the file may know only some. */
export function mergedValue(
  key: string,
  field: FieldDef,
  here: unknown,
  fromFile: unknown,
): unknown {
  const merged = combined(field, here ?? undefined, fromFile);
  return writesFor(key, field, here, merged).length === 0 ? undefined : merged;
}

interface LinkRow {
  readonly id: string;
  readonly [column: string]: unknown;
}

interface Reach {
  readonly id: string;
  readonly primary?: boolean | undefined;
}

function combined(field: FieldDef, here: unknown, fromFile: unknown): unknown {
  switch (field.kind) {
    case 'emails':
    case 'phones':
      return addedRows((here ?? []) as readonly Reach[], fromFile as readonly Reach[]);
    case 'rows':
      return addedLinkRows(field, here, fromFile);
    case 'multiSelect':
    case 'links':
      return [
        ...new Set([...((here ?? []) as readonly string[]), ...(fromFile as readonly string[])]),
      ].toSorted();
    case 'stage':
      // The card keeps its place on the board as long as it stays in its column.
      return (here as StageValue | undefined)?.stage === (fromFile as StageValue).stage
        ? here
        : fromFile;
    case 'address':
      return here !== undefined && says(here as Address, fromFile as Address) ? here : fromFile;
    default:
      return fromFile;
  }
}

/** Rows have no order of their own, so the first of several is marked as the one to write to or to call. */
function addedRows(here: readonly Reach[], fromFile: readonly Reach[]): readonly Reach[] {
  const ids = new Set(here.map(({ id }) => id));
  const added = fromFile.filter(({ id }) => !ids.has(id));
  if (added.length === 0) return here;
  const all = [...here, ...added];
  if (all.length === 1 || all.some(({ primary }) => primary === true)) return all;
  const [first, ...others] = all;
  return first === undefined ? all : [{ ...first, primary: true }, ...others];
}

/** A row that links to the same record is here already, with its role. */
function addedLinkRows(field: FieldDef, here: unknown, fromFile: unknown): readonly LinkRow[] {
  const rows = (here ?? []) as readonly LinkRow[];
  const key = linkColumnOf(field)?.key ?? 'id';
  const linked = new Set(rows.map((row) => row[key]));
  return [...rows, ...(fromFile as readonly LinkRow[]).filter((row) => !linked.has(row[key]))];
}

/** A file that has only the country does not wipe the street of an address in that country. */
function says(here: Address, fromFile: Address): boolean {
  const known = normalAddress(here);
  return Object.entries(fromFile).every(([part, text]) => known[part as keyof Address] === text);
}
