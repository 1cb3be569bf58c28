import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { textOperators } from '../operators.ts';
import { fold } from '../text-folding.ts';

/** Longer writing belongs in the record's notes, which merge letter by letter; this value is replaced whole. */
export const LONG_TEXT_MAX_CHARS = 20_000;

/** Several lines of plain text. */
export const longText: FieldKind<string, object> = {
  encoding: 'scalar',
  icon: 'align-left',
  schema: () => z.string().min(1).max(LONG_TEXT_MAX_CHARS),
  sortKey: (value) => fold(value.slice(0, 80)),
  parse: (input) => {
    const value = input.replace(/\r\n?/g, '\n').trim();
    if (value === '') return { ok: false, reason: 'is empty' };
    if (value.length > LONG_TEXT_MAX_CHARS) {
      return {
        ok: false,
        reason: `is longer than ${LONG_TEXT_MAX_CHARS} characters`,
        offer: value.slice(0, LONG_TEXT_MAX_CHARS),
      };
    }
    return { ok: true, value };
  },
  format: (value) => value,
  searchText: (value) => value,
  operators: textOperators(String),
};
