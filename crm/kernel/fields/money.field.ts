import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { numberOperators } from '../operators.ts';
import { parseNumber } from './number-parsing.ts';

/** An amount in whole minor units (cents) with its currency: one value, so that the two never part in a merge. */
export interface Money {
  readonly amountMinor: number;
  /** ISO 4217 */
  readonly currency: string;
}

const digitsByCurrency = new Map<string, number>();

/** Digits after the point of a currency: 2 for USD, 0 for JPY, 3 for KWD (from the runtime's CLDR data). */
export function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

export function toMajor(money: Money): number {
  return money.amountMinor / 10 ** minorDigits(money.currency);
}

const SYMBOLS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' };

function currencyIn(text: string): string | undefined {
  const code = /\b[A-Z]{3}\b/.exec(text)?.[0];
  if (code !== undefined) return code;
  const symbol = /[$€£¥]/.exec(text)?.[0];
  return symbol === undefined ? undefined : SYMBOLS[symbol];
}

export const money: FieldKind<Money, object> = {
  encoding: 'scalar',
  icon: 'coin',
  schema: () => z.strictObject({ amountMinor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) }),
  sortKey: (value) => toMajor(value),
  parse: (input, _options, context) => {
    const currency = currencyIn(input) ?? context.currency;
    const major = parseNumber(input.replace(/[A-Z]{3}|[$€£¥]/g, ''), context.decimal);
    if (major === null) return { ok: false, reason: 'is not an amount' };
    // Round half away from zero on the decimal text, so that 1.005 does not lose a cent to binary fractions.
    const amountMinor = Math.sign(major) * Math.round(Number(`${Math.abs(major)}e${minorDigits(currency)}`));
    return Number.isSafeInteger(amountMinor)
      ? { ok: true, value: { amountMinor, currency } }
      : { ok: false, reason: 'is too large an amount' };
  },
  format: (value, _options, { locale }) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: value.currency }).format(toMajor(value)),
  searchText: () => '',
  operators: numberOperators((value) => toMajor(value as Money)),
  amount: (value) => ({ amount: value.amountMinor, currency: value.currency }),
};
