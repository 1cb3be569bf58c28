import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { textOperators } from '../operators.ts';
import { fold } from '../text-folding.ts';

const URL_MAX_CHARS = 2000;
const WEB = /^https?:\/\/[^\s/]+\.[^\s]+$/i;

/** A web address with its scheme. Only http and https: anything else could run code when it is opened. */
export const url: FieldKind<string, object> = {
  encoding: 'scalar',
  icon: 'link',
  schema: () => z.string().max(URL_MAX_CHARS).regex(WEB),
  sortKey: (value) => fold(value.replace(/^https?:\/\/(www\.)?/i, '')),
  parse: (input) => {
    const trimmed = input.trim();
    const value = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
    return WEB.test(value) && value.length <= URL_MAX_CHARS
      ? { ok: true, value }
      : { ok: false, reason: 'is not a web address' };
  },
  format: (value) => value,
  searchText: (value) => value.replace(/^https?:\/\/(www\.)?/i, ''),
  operators: textOperators(String),
};
