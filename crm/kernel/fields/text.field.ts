import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { textOperators } from '../operators.ts';
import { fold } from '../text-folding.ts';

/** Bounds one scalar, so that a pasted book cannot become a value that every desktop must carry. */
export const TEXT_MAX_CHARS = 500;

interface TextOptions {
  readonly maxChars?: number;
  /** What the text is written in, where people read it in words instead: a recurrence rule of RFC 5545. */
  readonly language?: 'recurrence';
  /** A domain: of an address of a page or of an e-mail, that alone is kept. A language: by its tag, shown by its name. */
  readonly holds?: 'domain' | 'language';
}

/** `https://www.Acme.example/shop`, `info@acme.example` → `acme.example`; what is none stays as it is. */
function domainIn(text: string): string {
  const host = text
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^.*@/, '')
    .replace(/^www\d?\./, '')
    .replace(/[/?#:].*$/, '')
    .replace(/\.$/, '');
  return /^[^\s.]+(\.[^\s.]+)+$/.test(host) ? host : text;
}

/** One line of text. */
export const text: FieldKind<string, TextOptions> = {
  encoding: 'scalar',
  icon: 'text',
  schema: ({ maxChars = TEXT_MAX_CHARS }) => z.string().min(1).max(maxChars),
  sortKey: fold,
  parse: (input, { maxChars = TEXT_MAX_CHARS, holds }) => {
    const line = input.replace(/\s+/g, ' ').trim();
    const value = holds === 'domain' ? domainIn(line) : line;
    if (value === '') return { ok: false, reason: 'is empty' };
    if (value.length > maxChars) {
      return {
        ok: false,
        reason: `is longer than ${maxChars} characters`,
        offer: value.slice(0, maxChars),
      };
    }
    return { ok: true, value };
  },
  format: (value) => value,
  searchText: (value) => value,
  operators: textOperators(String),
  groupKeys: (value) => [value],
};
