import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { derivedId } from '../ids.ts';
import { phoneOperators } from '../operators.ts';
import { digitsOf } from '../text-folding.ts';
import { primaryFirst } from './child-rows.ts';

const PHONES_MAX = 50;
const PHONE_MAX_CHARS = 60;

export interface PhoneRow {
  readonly id: string;
  /** As the person wrote it; comparing and searching use the digits. */
  readonly number: string;
  /** Mobile, Office, … */
  readonly label?: string | undefined;
  readonly primary?: boolean | undefined;
}

const row = z.strictObject({
  id: z.string().min(1).max(40),
  number: z
    .string()
    .max(PHONE_MAX_CHARS)
    .regex(/\d\D*\d/),
  label: z.string().min(1).max(60).optional(),
  primary: z.boolean().optional(),
});

export const phones: FieldKind<readonly PhoneRow[], object> = {
  encoding: 'rows',
  icon: 'phone',
  schema: () => z.array(row).max(PHONES_MAX).readonly(),
  sortKey: (value) => {
    const first = primaryFirst(value)[0];
    return first === undefined ? undefined : digitsOf(first.number);
  },
  parse: (input, _options, context) => {
    const rows: PhoneRow[] = [];
    for (const word of input.split(/\s*(?:;|:::)\s*/).filter((part) => part !== '')) {
      if (digitsOf(word).length < 2 || word.length > PHONE_MAX_CHARS) {
        return { ok: false, reason: `“${word}” is not a phone number` };
      }
      const parsed = parsePhoneNumberFromString(word, context.country as CountryCode);
      const number = parsed?.isPossible() === true ? parsed.formatInternational() : word;
      const id = phoneRowId(number);
      if (!rows.some((other) => other.id === id)) rows.push({ id, number });
    }
    return rows.length === 0 ? { ok: false, reason: 'is empty' } : { ok: true, value: rows };
  },
  format: (value) =>
    primaryFirst(value)
      .map((entry) => entry.number)
      .join('; '),
  // The digits as one word, so that any format, and the middle of a number, finds it.
  searchText: (value) => value.map((entry) => digitsOf(entry.number)).join(' '),
  operators: {
    ...phoneOperators,
    looksWrong: {
      label: 'looks wrong',
      operand: 'none',
      prepare: () => (value) =>
        Array.isArray(value) && (value as readonly PhoneRow[]).some(isDoubtful),
    },
  },
};

/** E.164: at most fifteen digits with the country's; shorter ones than these are answered by nobody abroad. */
const DIGITS_MIN = 7;
const DIGITS_MAX = 15;

/** What is possible is kept with its country; what is not stays as it was written, without one. */
function isDoubtful({ number }: PhoneRow): boolean {
  const digits = digitsOf(number).length;
  return !number.trim().startsWith('+') || digits < DIGITS_MIN || digits > DIGITS_MAX;
}

export function phoneRowId(number: string): string {
  return derivedId('phone', digitsOf(number).replace(/^0+/, '')).slice(-12);
}
