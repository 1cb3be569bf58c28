import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { numberOperators } from '../operators.ts';
import { parseNumber } from './number-parsing.ts';

interface NumberOptions {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** A year or a count reads better without thousands separators. */
  readonly grouping?: boolean;
}

function problemOf(value: number, { min, max, integer }: NumberOptions): string | null {
  if (integer === true && !Number.isSafeInteger(value)) return 'is not a whole number';
  if (min !== undefined && value < min) return `is less than ${min}`;
  if (max !== undefined && value > max) return `is more than ${max}`;
  return null;
}

/** A plain number. */
export const number: FieldKind<number, NumberOptions> = {
  encoding: 'scalar',
  icon: 'hash',
  schema: ({ min, max, integer }) => {
    let schema = integer === true ? z.int() : z.number();
    if (min !== undefined) schema = schema.min(min);
    if (max !== undefined) schema = schema.max(max);
    return schema;
  },
  sortKey: (value) => value,
  parse: (input, options, context) => {
    const value = parseNumber(input, context.decimal);
    if (value === null) return { ok: false, reason: 'is not a number' };
    const reason = problemOf(value, options);
    return reason === null ? { ok: true, value } : { ok: false, reason };
  },
  format: (value, { grouping = true }, { locale }) =>
    new Intl.NumberFormat(locale, { useGrouping: grouping, maximumFractionDigits: 12 }).format(
      value,
    ),
  searchText: () => '',
  operators: numberOperators(Number),
  amount: (value) => ({ amount: value }),
};
