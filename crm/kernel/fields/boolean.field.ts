import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { booleanOperators } from '../operators.ts';
import { fold } from '../text-folding.ts';

const YES = new Set(['yes', 'true', '1', 'y', 'x', 'on']);
const NO = new Set(['no', 'false', '0', 'n', 'off']);

export interface BooleanOptions {
  /** What a form of a new record begins with, where that is not no. */
  readonly atFirst?: boolean;
}

/** Yes or no; absent counts as no when filtering. */
export const boolean: FieldKind<boolean, BooleanOptions> = {
  encoding: 'scalar',
  icon: 'checkbox',
  schema: () => z.boolean(),
  sortKey: (value) => (value ? 1 : 0),
  parse: (input) => {
    const text = fold(input);
    if (YES.has(text)) return { ok: true, value: true };
    return NO.has(text)
      ? { ok: true, value: false }
      : { ok: false, reason: 'is neither yes nor no' };
  },
  format: (value) => (value ? 'Yes' : 'No'),
  searchText: () => '',
  operators: booleanOperators,
  groupKeys: (value) => [value ? 'Yes' : 'No'],
};
