import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { numberOperators } from '../operators.ts';
import { parseNumber } from './number-parsing.ts';

/** A share in per cent: 25 means 25 %. */
export const percent: FieldKind<number, object> = {
  encoding: 'scalar',
  icon: 'percentage',
  schema: () => z.number().min(0).max(100),
  sortKey: (value) => value,
  parse: (input, _options, context) => {
    const value = parseNumber(input.replace('%', ''), context.decimal);
    if (value === null) return { ok: false, reason: 'is not a percentage' };
    return value >= 0 && value <= 100
      ? { ok: true, value }
      : { ok: false, reason: 'is not between 0 and 100 %' };
  },
  format: (value, _options, { locale }) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
      value / 100,
    ),
  searchText: () => '',
  operators: numberOperators(Number),
};
