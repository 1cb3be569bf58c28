/** What a value from a file makes of the value that is here. */
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { Address } from '../../../crm/kernel/fields/address.field.ts';
import type { StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import { writesFor } from '../../../crm/kernel/values.ts';

/** undefined: it says nothing new. Members and rows are added, never taken away: the file may know only some. */
export function mergedValue(key: string, field: FieldDef, here: unknown, fromFile: unknown): unknown {
  const merged = here === undefined || here === null ? fromFile : combined(field, here, fromFile);
  return writesFor(key, field, here, merged).length === 0 ? undefined : merged;
}

function combined(field: FieldDef, here: unknown, fromFile: unknown): unknown {
  switch (field.kind) {
    case 'emails':
    case 'phones': {
      const rows = here as readonly { readonly id: string }[];
      const ids = new Set(rows.map(({ id }) => id));
      return [...rows, ...(fromFile as readonly { readonly id: string }[]).filter(({ id }) => !ids.has(id))];
    }
    case 'multiSelect':
    case 'links':
      return [...new Set([...(here as readonly string[]), ...(fromFile as readonly string[])])].toSorted();
    case 'stage':
      // The card keeps its place on the board as long as it stays in its column.
      return (here as StageValue).stage === (fromFile as StageValue).stage ? here : fromFile;
    case 'address':
      return says(here as Address, fromFile as Address) ? here : fromFile;
    default:
      return fromFile;
  }
}

/** A file that has only the country does not wipe the street of an address in that country. */
function says(here: Address, fromFile: Address): boolean {
  return Object.entries(fromFile).every(([part, text]) => here[part as keyof Address] === text);
}
