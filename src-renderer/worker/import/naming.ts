/**
 * Names for records whose file has none. In this order:
 * 1. a person of one name (only a first name is filled) is called by it;
 * 2. the part of an e-mail address before the @;
 * 3. the names of the records that the row links to, in the order of the columns, colleagues left out:
 *    `GTX Basic · Cancity` for a deal with a product and an account (what the file says, where it links to nothing);
 * 4. an external id.
 * A record that has a name keeps it: only new records are named so.
 */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { EmailRow } from '../../../crm/kernel/fields/emails.field.ts';
import { TEXT_MAX_CHARS } from '../../../crm/kernel/fields/text.field.ts';
import { nameFromEmail, nameValues } from './missing-records.ts';
import type { RecordIndex } from './record-index.ts';
import { IDENTIFIER_FIELDS, mainNameField, nameFields } from './record-keys.ts';
import type { MappedField } from './row-values.ts';
import type { TableRow } from './table.ts';

const BETWEEN = ' · ';

export function withName(
  entity: EntityDef,
  fields: readonly MappedField[],
  row: TableRow,
  values: Readonly<Record<string, unknown>>,
  index: RecordIndex,
): Record<string, unknown> {
  const main = mainNameField(entity);
  if (main === undefined || values[main] !== undefined) return { ...values };
  const given = nameFields(entity).find((key) => values[key] !== undefined);
  if (given !== undefined) {
    const { [given]: only, ...rest } = values;
    return { ...rest, [main]: only };
  }
  const emails = fields.find(({ field }) => field.kind === 'emails');
  const [email] = (emails === undefined ? [] : (values[emails.key] ?? [])) as readonly EmailRow[];
  if (email !== undefined)
    return { ...values, ...nameValues(entity, nameFromEmail(email.address)) };
  const linked = fields
    .map((mapped) => linkedName(mapped, row, values, index))
    .filter((name) => name !== '');
  const identifier = IDENTIFIER_FIELDS.map((key) => values[key]).find(
    (value) => typeof value === 'string',
  );
  const name = linked.length > 0 ? linked.join(BETWEEN) : identifier;
  return name === undefined ? { ...values } : { ...values, [main]: name.slice(0, TEXT_MAX_CHARS) };
}

/**
 * A person of one name has it where the entity must have a name. A file that has it elsewhere says nothing new:
 * taken as a first name, it would make Iris into Iris Iris.
 */
export function withoutOnlyName(
  entity: EntityDef,
  before: Readonly<Record<string, unknown>>,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const main = mainNameField(entity);
  if (main === undefined || values[main] !== undefined) return values;
  const repeated = nameFields(entity).find(
    (key) => values[key] !== undefined && values[key] === before[main],
  );
  if (repeated === undefined) return values;
  const { [repeated]: _said, ...rest } = values;
  return rest;
}

function linkedName(
  { key, field, columns }: MappedField,
  row: TableRow,
  values: Readonly<Record<string, unknown>>,
  index: RecordIndex,
): string {
  if (field.kind !== 'link') return '';
  const id = values[key];
  const [column] = columns;
  const text = column === undefined ? '' : (row.cells[column.index] ?? '').trim();
  return (typeof id === 'string' ? index.nameOf(field.to, id) : undefined) ?? text;
}
