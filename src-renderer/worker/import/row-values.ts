/** From a row of cells to the values of a record. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { normalAddress } from '../../../crm/kernel/fields/address-normal.ts';
import type { Address } from '../../../crm/kernel/fields/address.field.ts';
import type { CellReader } from './cell-reader.ts';
import { addressPartOf, contactUseOf } from './header-synonyms.ts';
import type { Mapping } from './mapping-guess.ts';
import { nameValues } from './missing-records.ts';
import { mainNameField, nameFields } from './record-keys.ts';
import type { TableRow } from './table.ts';

/** Of an e-mail address or a telephone number. */
const LABEL_MAX_CHARS = 60;

interface Column {
  readonly index: number;
  readonly header: string;
  /** The column that says what this one's values are for: `E-mail 1 - Label` beside `E-mail 1 - Value`. */
  readonly labelIndex: number;
}

export interface MappedField {
  readonly key: string;
  readonly field: FieldDef;
  readonly columns: readonly Column[];
}

/** The fields that the file fills, in the order of its columns. Names of fields that are gone are left out. */
export function mappedFields(
  entity: EntityDef,
  headers: readonly string[],
  mapping: Mapping,
): readonly MappedField[] {
  const fields = new Map<string, { key: string; field: FieldDef; columns: Column[] }>();
  for (const [index, key] of mapping.entries()) {
    const field = key === null ? undefined : entity.fields[key];
    if (key === null || field === undefined) continue;
    const mapped = fields.get(key) ?? { key, field, columns: [] };
    mapped.columns.push({
      index,
      header: headers[index] ?? '',
      labelIndex: labelOfColumn(headers, index),
    });
    fields.set(key, mapped);
  }
  return [...fields.values()];
}

/** -1: there is none. */
function labelOfColumn(headers: readonly string[], index: number): number {
  const stem = /^(.+) - value$/i.exec(headers[index] ?? '')?.[1]?.toLowerCase();
  if (stem === undefined) return -1;
  const names = [`${stem} - label`, `${stem} - type`];
  return headers.findIndex((header) => names.includes(header.toLowerCase()));
}

function cellOf(row: TableRow, { index }: Column): string {
  return (row.cells[index] ?? '').trim();
}

/** The row's values of these fields. Empty cells give no value, so that they clear nothing. */
export function readValues(
  entity: EntityDef,
  fields: readonly MappedField[],
  row: TableRow,
  reader: CellReader,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const mapped of fields) {
    const value = readField(mapped, row, reader);
    if (value !== undefined) values[mapped.key] = value;
  }
  return withSplitName(entity, fields, values);
}

function readField(
  { key, field, columns }: MappedField,
  row: TableRow,
  reader: CellReader,
): unknown {
  if (
    field.kind === 'address' &&
    columns.some(({ header }) => addressPartOf(header) !== undefined)
  ) {
    return addressOf(columns, row);
  }
  if (kindOf(field).encoding === 'scalar') {
    // The person may map two columns to one field; the first that says something counts.
    const text = columns.map((column) => cellOf(row, column)).find((cell) => cell !== '');
    return text === undefined ? undefined : reader.read(key, field, text, row);
  }
  const parts: unknown[] = [];
  for (const column of columns) {
    const text = cellOf(row, column);
    const value = text === '' ? undefined : reader.read(key, field, text, row);
    if (value !== undefined)
      parts.push(...labelled(field, value as readonly unknown[], contactLabel(column, row)));
  }
  return parts.length === 0 ? undefined : withoutDoubles(parts);
}

/** A number from the column Mobile Phone is a mobile one; `* Work` is how Google marks its own words. */
function contactLabel(column: Column, row: TableRow): string | undefined {
  const said = (row.cells[column.labelIndex] ?? '').replace(/^\*\s*/, '').trim();
  return said === ''
    ? contactUseOf(column.header)
    : said.charAt(0).toUpperCase() + said.slice(1, LABEL_MAX_CHARS);
}

function labelled(
  field: FieldDef,
  value: readonly unknown[],
  use: string | undefined,
): readonly unknown[] {
  const label = field.kind === 'phones' || field.kind === 'emails' ? use : undefined;
  return label === undefined ? value : value.map((row) => Object.assign({}, row, { label }));
}

function withoutDoubles(parts: readonly unknown[]): readonly unknown[] {
  const seen = new Map<string, unknown>();
  for (const part of parts) {
    const id = typeof part === 'string' ? part : (part as { readonly id: string }).id;
    if (!seen.has(id)) seen.set(id, part);
  }
  return [...seen.values()];
}

function addressOf(columns: readonly Column[], row: TableRow): Address | undefined {
  const address: Record<string, string> = {};
  for (const column of columns) {
    const text = cellOf(row, column);
    // A column without a part's name is the street: exports call it Address.
    const part = addressPartOf(column.header) ?? 'street';
    if (text !== '' && address[part] === undefined) address[part] = text;
  }
  return Object.keys(address).length === 0 ? undefined : normalAddress(address);
}

/** A whole name in the column of last names, when the file has no column of first names. */
function withSplitName(
  entity: EntityDef,
  fields: readonly MappedField[],
  values: Record<string, unknown>,
): Record<string, unknown> {
  const main = mainNameField(entity);
  const names = nameFields(entity);
  const text = main === undefined ? undefined : values[main];
  const onlyMain = fields.every(({ key }) => key === main || !names.includes(key));
  return names.length > 1 && onlyMain && typeof text === 'string'
    ? { ...values, ...nameValues(entity, text) }
    : values;
}
