/** Which column tells whether a row is a record that is here already. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import type { Mapping } from './mapping-guess.ts';
import { IDENTIFIER_FIELDS, mainNameField, nameFields } from './record-keys.ts';
import type { Table } from './table.ts';

/** E-mails that only some people have still recognise those; the others are told apart by their whole row. */
const EMAILS_FILLED_MIN = 0.5;

/** null: nothing in the file recognises a record, so only a row that is the same in every cell is the same record. */
export function guessKeyField(entity: EntityDef, table: Table, mapping: Mapping): string | null {
  for (const key of IDENTIFIER_FIELDS) {
    const texts = textsOf(table, mapping, [key]);
    if (
      texts !== undefined &&
      texts.every((text) => text !== '') &&
      new Set(texts).size === texts.length
    )
      return key;
  }
  const emails = Object.keys(entity.fields).find((key) => entity.fields[key]?.kind === 'emails');
  if (emails !== undefined) {
    const filled = textsOf(table, mapping, [emails])?.filter((text) => text !== '').length ?? 0;
    if (filled > 0 && filled >= table.rows.length * EMAILS_FILLED_MIN) return emails;
  }
  const main = mainNameField(entity);
  const names = textsOf(table, mapping, nameFields(entity));
  if (main === undefined || names === undefined || !mapping.includes(main)) return null;
  return names.every((text) => text !== '') && new Set(names).size === names.length ? main : null;
}

/** Per row the folded texts of these fields together; undefined when no column is mapped to any of them. */
function textsOf(
  table: Table,
  mapping: Mapping,
  fields: readonly string[],
): readonly string[] | undefined {
  const columns = fields.map((field) => mapping.indexOf(field)).filter((index) => index >= 0);
  if (columns.length === 0) return undefined;
  return table.rows.map(({ cells }) => fold(columns.map((index) => cells[index] ?? '').join(' ')));
}
