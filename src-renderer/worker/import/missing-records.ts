/** Records that a link names and that are nowhere: made from what the row says of them, when the person wants that. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { ParseContext } from '../../../crm/kernel/field-kind.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { UNPLACED_RANK } from '../../../crm/kernel/fields/stage.field.ts';
import { importedId } from '../../../crm/kernel/ids.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { fieldMeant } from './header-synonyms.ts';
import type { Mapping } from './mapping-guess.ts';
import { splitName } from './person-names.ts';
import { mainNameField, nameFields } from './record-keys.ts';
import type { TableRow } from './table.ts';

export interface MissingRecord {
  readonly entity: string;
  readonly id: string;
  readonly values: Values;
}

/** A name of two parts goes into two fields; `Ada Lovelace` → firstName and lastName. */
export function nameValues(entity: EntityDef, text: string): Record<string, string> {
  const fields = nameFields(entity);
  const main = mainNameField(entity);
  const given = fields.find((key) => key !== main);
  if (main === undefined) return {};
  if (given === undefined) return { [main]: text };
  const { first, last } = splitName(text);
  return first === undefined ? { [main]: last } : { [given]: first, [main]: last };
}

/** `ada.lovelace@example.org` → `Ada Lovelace`: better than nothing until somebody writes the name. */
export function nameFromEmail(address: string): string {
  const words = (address.split('@')[0] ?? '').split(/[._+-]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** What a required choice starts with; undefined for a field that nothing can be assumed of. */
export function startingValue(field: FieldDef): unknown {
  if (field.kind !== 'stage') return undefined;
  const first = field.options.find((option) => option.outcome === 'open') ?? field.options[0];
  return first && { stage: first.value, rank: UNPLACED_RANK };
}

/** Columns that say more of the linked record than the link's own cell: Customer Name beside Customer E-mail. */
export type Companions = readonly {
  readonly column: number;
  readonly key: string;
  readonly field: FieldDef;
}[];

export function companionColumns(
  target: EntityDef,
  headers: readonly string[],
  mapping: Mapping,
): Companions {
  const companions: { column: number; key: string; field: FieldDef }[] = [];
  for (const [column, header] of headers.entries()) {
    if (mapping[column] !== null) continue;
    const key = fieldMeant(target, header);
    const field = key === undefined ? undefined : target.fields[key];
    if (key === undefined || field === undefined) continue;
    // Only what identifies a person or a company: a note in the row is a note on the row's own record.
    if (nameFields(target).includes(key) || field.kind === 'emails' || field.kind === 'phones') {
      companions.push({ column, key, field });
    }
  }
  return companions;
}

/** undefined: this entity needs more than a name. */
export function missingRecord(
  target: EntityDef,
  text: string,
  row: TableRow,
  companions: Companions,
  context: ParseContext,
): MissingRecord | undefined {
  const main = mainNameField(target);
  if (main === undefined) return undefined;
  const values: Record<string, unknown> = {};
  const emailsKey = Object.keys(target.fields).find((key) => target.fields[key]?.kind === 'emails');
  const emailsField = emailsKey === undefined ? undefined : target.fields[emailsKey];
  const asEmails =
    emailsField === undefined || !text.includes('@')
      ? undefined
      : parsed(emailsField, text, context);
  if (emailsKey !== undefined && asEmails !== undefined) values[emailsKey] = asEmails;
  else Object.assign(values, nameValues(target, text));
  for (const { column, key, field } of companions) {
    if (values[key] !== undefined) continue;
    const cell = (row.cells[column] ?? '').trim();
    const value = cell === '' ? undefined : parsed(field, cell, context);
    if (value === undefined) continue;
    if (key === main && values[main] === undefined) Object.assign(values, nameValues(target, cell));
    else values[key] = value;
  }
  if (values[main] === undefined) Object.assign(values, nameValues(target, nameFromEmail(text)));
  for (const [key, field] of Object.entries(target.fields)) {
    if (field.required !== true || values[key] !== undefined) continue;
    const start = startingValue(field);
    if (start === undefined) return undefined;
    values[key] = start;
  }
  const keyField = asEmails === undefined ? main : (emailsKey ?? main);
  return { entity: target.name, id: importedId(target.name, keyField, fold(text)), values };
}

function parsed(field: FieldDef, text: string, context: ParseContext): unknown {
  const result = kindOf(field).parse(text, field, context);
  return result.ok ? result.value : undefined;
}
