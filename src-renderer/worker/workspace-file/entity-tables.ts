/** An entity's records as tables: one of the records, and one for each field that has rows of its own. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import type { Cells } from '../import/csv-parsing.ts';
import {
  cellsOf,
  cellText,
  columnsOf,
  readText,
  UNREADABLE,
  valueOf,
  type FieldColumn,
  type TitleOf,
} from './cell-codec.ts';

/** What a table holds, as the manifest says it. */
export interface TableShape {
  readonly entity: string;
  /** Present: the rows of this field, not the records. */
  readonly field?: string;
  readonly columns: readonly FieldColumn[];
}

const ROW_ID = 'row';
/** Columns of rows that a newer desktop wrote and this one does not know. */
const OTHER = 'other';
const SYSTEM = ['createdAt', 'createdBy', 'archivedAt'] as const;
const SYSTEM_HEADERS = {
  createdAt: 'Created at',
  createdBy: 'Created by id',
  archivedAt: 'Archived at',
} as const;

const read = (id: string, header: string): FieldColumn => ({ id, header, isShownOnly: false });

/** What is computed is nowhere written, and comes again by itself. */
function storedFields(entity: EntityDef): readonly (readonly [string, FieldDef])[] {
  return Object.entries(entity.fields).filter(([, field]) => field.computed === undefined);
}

export function recordShape(entity: EntityDef): TableShape {
  const fields = storedFields(entity).flatMap(([key, field]) => columnsOf(key, field));
  const system = SYSTEM.map((key) => read(key, SYSTEM_HEADERS[key]));
  return {
    entity: entity.name,
    columns: withDistinctHeaders([read('id', 'Record id'), ...fields, ...system]),
  };
}

/** Fields whose values are rows: each has a table of its own. */
export function rowFields(entity: EntityDef): readonly (readonly [string, FieldDef])[] {
  return storedFields(entity).filter(([, field]) => kindOf(field).encoding === 'rows');
}

/** The columns of a field's rows as fields, so that the same code writes and reads both. */
function rowColumns(field: FieldDef): Readonly<Record<string, FieldDef>> {
  switch (field.kind) {
    case 'emails':
      return {
        address: { kind: 'text', label: 'Address' },
        label: { kind: 'text', label: 'Use' },
        primary: { kind: 'boolean', label: 'Primary' },
      };
    case 'phones':
      return {
        number: { kind: 'text', label: 'Number' },
        label: { kind: 'text', label: 'Use' },
        primary: { kind: 'boolean', label: 'Primary' },
      };
    case 'rows':
      return field.columns;
    default:
      return {};
  }
}

export function rowsShape(entity: EntityDef, key: string, field: FieldDef): TableShape {
  const columns = Object.entries(rowColumns(field)).flatMap(([column, definition]) =>
    columnsOf(column, definition),
  );
  return {
    entity: entity.name,
    field: key,
    columns: withDistinctHeaders([
      { id: 'title', header: entity.label.one, isShownOnly: true },
      read('id', `${entity.label.one} id`),
      read(ROW_ID, 'Row'),
      ...columns,
      read(OTHER, 'Other'),
    ]),
  };
}

/** Two fields may have one label; their columns are told apart by number. */
function withDistinctHeaders(columns: readonly FieldColumn[]): readonly FieldColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let { header } = column;
    for (let number = 2; taken.has(header); number++) header = `${column.header} ${number}`;
    taken.add(header);
    return { ...column, header };
  });
}

export function recordCells(entity: EntityDef, row: AnyRow, titleOf: TitleOf): Cells {
  return [
    row.id,
    ...storedFields(entity).flatMap(([key, field]) => cellsOf(field, row[key], titleOf)),
    ...SYSTEM.map((key) => row[key] ?? ''),
  ];
}

interface ChildRow {
  readonly id: string;
  readonly [column: string]: unknown;
}

const CELL: FieldDef = { kind: 'longText', label: '' };

export function childCells(
  entity: EntityDef,
  row: AnyRow,
  [key, field]: readonly [string, FieldDef],
  titleOf: TitleOf,
): readonly Cells[] {
  const columns = Object.entries(rowColumns(field));
  const known = new Set(['id', ...columns.map(([column]) => column)]);
  return ((row[key] ?? []) as readonly ChildRow[]).map((child) => {
    const other = Object.entries(child).filter(([column]) => !known.has(column));
    return [
      titleOf(entity.name, row.id) ?? '',
      row.id,
      cellText(CELL, child.id),
      ...columns.flatMap(([column, definition]) => cellsOf(definition, child[column], titleOf)),
      other.length === 0 ? '' : JSON.stringify(Object.fromEntries(other)),
    ];
  });
}

export interface ReadRecord {
  readonly id: string;
  readonly values: Record<string, unknown>;
  /** Empty: it had none. */
  readonly stamps: Readonly<Record<(typeof SYSTEM)[number], string>>;
  /** Labels of fields whose cells could not be read. */
  readonly unreadable: readonly string[];
}

export type CellOf = (id: string) => string;

export function readRecord(entity: EntityDef, cellOf: CellOf): ReadRecord {
  const values: Record<string, unknown> = {};
  const unreadable: string[] = [];
  for (const [key, field] of storedFields(entity)) {
    const value = valueOf(key, field, cellOf);
    if (value === UNREADABLE) unreadable.push(field.label);
    else if (value !== undefined) values[key] = value;
  }
  const [createdAt, createdBy, archivedAt] = SYSTEM.map(cellOf) as [string, string, string];
  return { id: cellOf('id'), values, stamps: { createdAt, createdBy, archivedAt }, unreadable };
}

/** undefined: the row cannot be read. */
export function readChild(field: FieldDef, cellOf: CellOf): ChildRow | undefined {
  const id = readText(CELL, cellOf(ROW_ID));
  if (typeof id !== 'string') return undefined;
  const row: Record<string, unknown> = {};
  for (const [column, definition] of Object.entries(rowColumns(field))) {
    const value = valueOf(column, definition, cellOf);
    if (value === UNREADABLE) return undefined;
    if (value !== undefined) row[column] = value;
  }
  const other = cellOf(OTHER);
  const more = other === '' ? {} : readText(CELL, `json:${other}`);
  return typeof more === 'object' && more !== null ? { ...more, ...row, id } : undefined;
}
