import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { numberOperators } from '../operators.ts';

interface AutoNumberOptions {
  /** Put before the number: `T-` gives `T-1042`. */
  readonly prefix: string;
}

/**
 * A running number without gaps or doubles over the whole team. Only the relay assigns it, in the transaction that
 * appends the record's creation; until then the record shows a short label of its id (`labelBeforeNumber`).
 */
export const autoNumber: FieldKind<number, AutoNumberOptions> = {
  encoding: 'scalar',
  icon: 'number',
  schema: () => z.int().min(1),
  sortKey: (value) => value,
  parse: (input, { prefix }) => {
    const value = Number(input.trim().replace(prefix, ''));
    return Number.isSafeInteger(value) && value > 0
      ? { ok: true, value }
      : { ok: false, reason: `is not a number such as ${prefix}1042` };
  },
  format: (value, { prefix }) => `${prefix}${value}`,
  searchText: (value, { prefix }) => `${prefix}${value} ${value}`,
  operators: numberOperators(Number),
};

/** `T-…7f3a`: stable, short, and visibly not a number that one could quote to a customer. */
export function labelBeforeNumber(id: string, { prefix }: AutoNumberOptions): string {
  return `${prefix}…${id.slice(-4)}`;
}
