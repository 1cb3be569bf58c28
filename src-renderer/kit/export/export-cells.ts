/** Rows of a list as cells that mean the same in every language, so that they can be imported again unchanged. */
import { formatValue } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { fieldOf } from '../../../crm/kernel/system-fields.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { linkColumnOf } from '../../../crm/kernel/importing.ts';
import { minorDigits, toMajor, type Money } from '../../../crm/kernel/fields/money.field.ts';

export type ExportCell =
  | { readonly is: 'empty' }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'number'; readonly value: number; readonly digits?: number }
  /** `YYYY-MM-DD` */
  | { readonly is: 'day'; readonly day: string }
  /** ISO 8601 in UTC. */
  | { readonly is: 'moment'; readonly moment: string };

export interface ExportContext extends FormatContext {
  /** ISO 4217, the workspace's. Amounts in it are numbers; one in another names it, and adds up with nothing. */
  readonly currency: string;
}

export interface ExportColumn {
  readonly header: string;
  readonly cellOf: (row: AnyRow, context: ExportContext) => ExportCell;
}

const EMPTY: ExportCell = { is: 'empty' };

/** What the numbers of a column are stands in brackets behind its name: the import overlooks brackets. */
export function exportColumns(
  entity: EntityDef,
  keys: readonly string[],
  currency: string,
): readonly ExportColumn[] {
  return keys.flatMap((key) => {
    const field = fieldOf(entity, key);
    if (field === undefined) return [];
    const unit = unitOf(field, currency);
    return {
      header: unit === undefined ? field.label : `${field.label} (${unit})`,
      cellOf: (row, context) => cellOf(field, row[key], context),
    };
  });
}

function unitOf(field: FieldDef, currency: string): string | undefined {
  switch (field.kind) {
    case 'money':
      return currency;
    case 'percent':
      return '%';
    case 'dateTime':
      return 'UTC';
    default:
      return undefined;
  }
}

function cellOf(field: FieldDef, value: unknown, context: ExportContext): ExportCell {
  if (value === undefined || value === null) return EMPTY;
  switch (field.kind) {
    case 'number':
    case 'percent':
      return { is: 'number', value: value as number };
    case 'money':
      return amountCell(value as Money, context.currency);
    case 'date':
      return { is: 'day', day: value as string };
    case 'dateTime':
      return { is: 'moment', moment: value as string };
    case 'rows': {
      const text = linkedTitles(field, value, context) ?? formatValue(field, value, context);
      return text === '' ? EMPTY : { is: 'text', text };
    }
    default: {
      const text = formatValue(field, value, context);
      return text === '' ? EMPTY : { is: 'text', text };
    }
  }
}

/** Rows that are named by what they link to, as a deal's contacts are; undefined: they are not. */
function linkedTitles(field: FieldDef, value: unknown, context: ExportContext): string | undefined {
  const column = linkColumnOf(field);
  return (
    column &&
    (value as readonly Readonly<Record<string, unknown>>[])
      .map((row) => context.titleOf(column.to, String(row[column.key])) ?? '')
      .filter((title) => title !== '')
      .join('; ')
  );
}

function amountCell(money: Money, currency: string): ExportCell {
  const digits = minorDigits(money.currency);
  return money.currency === currency
    ? { is: 'number', value: toMajor(money), digits }
    : { is: 'text', text: `${toMajor(money).toFixed(digits)} ${money.currency}` };
}
