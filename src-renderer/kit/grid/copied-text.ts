/** A value as a spreadsheet takes it, and as this list reads it again when it is pasted. */
import { formatValue } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { FormatContext, ParseContext } from '../../../crm/kernel/field-kind.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { minorDigits, toMajor, type Money } from '../../../crm/kernel/fields/money.field.ts';

export interface CopyContext extends FormatContext, Pick<ParseContext, 'decimal' | 'currency'> {}

/** Figures as the person's own system writes them, days as ISO 8601 has them: that reads the same everywhere. */
export function copiedText(
  field: FieldDef,
  row: AnyRow,
  key: string,
  context: CopyContext,
): string {
  const value: unknown = row[key];
  if (value === undefined || value === null) return '';
  switch (field.kind) {
    case 'number':
    case 'percent':
      return figure((value as number).toString(), context);
    case 'money': {
      const money = value as Money;
      const amount = figure(toMajor(money).toFixed(minorDigits(money.currency)), context);
      return money.currency === context.currency ? amount : `${amount} ${money.currency}`;
    }
    case 'date':
      return value as string;
    case 'dateTime':
      return localMoment(new Date(value as string));
    default:
      return formatValue(field, value, context);
  }
}

function figure(text: string, { decimal }: CopyContext): string {
  return decimal === ',' ? text.replace('.', ',') : text;
}

const two = (part: number): string => String(part).padStart(2, '0');

function localMoment(at: Date): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
