import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { dateOperators } from '../date-operators.ts';
import { parseDate } from './date-parsing.ts';

/** A calendar date without a time zone, `YYYY-MM-DD`. */
export const date: FieldKind<string, object> = {
  encoding: 'scalar',
  icon: 'calendar',
  schema: () => z.iso.date(),
  sortKey: (value) => value,
  parse: (input, _options, context) => {
    const value = parseDate(input, context.dateOrder);
    return value === null
      ? { ok: false, reason: `is not a date (${context.dateOrder})` }
      : { ok: true, value };
  },
  format: (value, _options, { locale }) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${value}T00:00:00Z`),
    ),
  searchText: () => '',
  operators: dateOperators,
  groupKeys: (value) => [value.slice(0, 7)],
};
