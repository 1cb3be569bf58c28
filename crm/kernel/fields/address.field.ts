import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { textOperators } from '../operators.ts';
import { countryCode } from '../countries.ts';
import { fold } from '../text-folding.ts';
import { normalAddress, type Address } from './address-normal.ts';

export type { Address };

const PART_MAX_CHARS = 300;
const PARTS = ['street', 'city', 'state', 'postalCode', 'country'] as const;

const part = z.string().min(1).max(PART_MAX_CHARS).optional();
const shape = z.strictObject({
  street: part,
  city: part,
  state: part,
  postalCode: part,
  country: part,
});

function lines(value: Address): string[] {
  return PARTS.map((key) => value[key]).filter((line) => line !== undefined);
}

/** As one reads it in a sentence; `format` keeps the places of what is not there. */
export function addressInWords(value: Address): string {
  const town = [value.postalCode, value.city].filter(Boolean).join(' ');
  return [value.street, town, value.state, value.country].filter(Boolean).join(', ');
}

export const address: FieldKind<Address, object> = {
  encoding: 'scalar',
  icon: 'map-pin',
  schema: () =>
    shape.refine((value) => lines(value).length > 0, {
      error: 'An address needs at least one line',
    }),
  sortKey: (value) => fold([value.country, value.city, value.street].filter(Boolean).join(' ')),
  // `street; city; state; postal code; country`, the order in which format() writes it. One word alone is a country.
  parse: (input) => {
    const parts = input.split(';').map((line) => line.trim());
    if (parts.every((line) => line === '')) return { ok: false, reason: 'is empty' };
    if (parts.length === 1) return { ok: true, value: normalAddress({ country: parts[0] }) };
    if (parts.length > PARTS.length) return { ok: false, reason: 'has more than five parts' };
    const value: Record<string, string> = {};
    for (const [index, line] of parts.entries()) {
      const key = PARTS[index];
      if (line !== '' && key !== undefined) value[key] = line;
    }
    return { ok: true, value: normalAddress(value) };
  },
  format: (value) => {
    const only = lines(value);
    if (only.length === 1 && value.country !== undefined) return value.country;
    return PARTS.map((key) => value[key] ?? '').join('; ');
  },
  searchText: (value) => lines(value).join(' '),
  operators: {
    ...textOperators((value) => lines(value as Address).join(' ')),
    looksWrong: {
      label: 'looks wrong',
      operand: 'none',
      prepare: () => (value) => isAddress(value) && isDoubtful(value),
    },
  },
  groupKeys: (value) => [value.country ?? ''],
};

function isAddress(value: unknown): value is Address {
  return typeof value === 'object' && value !== null;
}

/** Mail to it would not leave the country, or not reach one. */
function isDoubtful({ country }: Address): boolean {
  return country === undefined || countryCode(country) === undefined;
}
