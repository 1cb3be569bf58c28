import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { numberOperators, type Operator } from '../operators.ts';
import { parseNumber } from './number-parsing.ts';

/** An amount in whole minor units (cents) with its currency: one value, so that the two never part in a merge. */
export interface Money {
  readonly amountMinor: number;
  /** ISO 4217 */
  readonly currency: string;
}

export interface MoneyOptions {
  /** Number field of the same entity: the exchange rate at which the amount counts once it is settled. */
  readonly rate?: string;
  /** Date field of the same entity: the day on which it was settled; until then it counts at today's rate. */
  readonly settled?: string;
  /**
   * Rows field of the same entity with the columns `quantity`, `unitPrice`, `discount` and `tax`: what they come to is
   * offered as the amount.
   */
  readonly lines?: string;
  /** A price of one piece: prices of several records add up to nothing. */
  readonly perUnit?: boolean;
}

const digitsByCurrency = new Map<string, number>();

/** Digits after the point of a currency: 2 for USD, 0 for JPY, 3 for KWD (from the runtime's CLDR data). */
export function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
        .maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

export function toMajor(money: Money): number {
  return money.amountMinor / 10 ** minorDigits(money.currency);
}

/** How an amount is written wherever one amount stands: with cents where it has any, `$6,000` and `$6,000.50`. */
export function amountFormat(currency: string): Intl.NumberFormatOptions {
  return { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' };
}

/** Symbols that several currencies share mean the one that most files mean by them. */
const SHARED_SYMBOLS: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
};
let codes: ReadonlySet<string> | undefined;
let symbols: readonly (readonly [symbol: string, currency: string])[] | undefined;

function currencyCodes(): ReadonlySet<string> {
  codes ??= new Set(Intl.supportedValuesOf('currency'));
  return codes;
}

/** `CA$` → CAD, `₹` → INR, as English texts write them (from the runtime's CLDR data); longest first. */
function currencySymbols(): readonly (readonly [symbol: string, currency: string])[] {
  if (symbols === undefined) {
    const bySymbol = new Map<string, string>();
    for (const currency of Intl.supportedValuesOf('currency')) {
      const parts = new Intl.NumberFormat('en', { style: 'currency', currency }).formatToParts(0);
      const symbol = parts.find(({ type }) => type === 'currency')?.value;
      if (symbol !== undefined && symbol !== currency) bySymbol.set(symbol, currency);
    }
    for (const [symbol, currency] of Object.entries(SHARED_SYMBOLS)) bySymbol.set(symbol, currency);
    symbols = [...bySymbol].toSorted(([a], [b]) => b.length - a.length);
  }
  return symbols;
}

/** The currency that a text names, and the text without it. */
function currencyIn(text: string): { readonly currency?: string; readonly rest: string } {
  const code = /(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/.exec(text)?.[0];
  // Only what is a currency: 5 MIO is no amount of anything.
  if (code !== undefined && currencyCodes().has(code))
    return { currency: code, rest: text.replace(code, '') };
  if (!/[^\d\s.,'’()\u2212-]/.test(text)) return { rest: text };
  const found = currencySymbols().find(([symbol]) => text.includes(symbol));
  return found === undefined
    ? { rest: text }
    : { currency: found[1], rest: text.replace(found[0], '') };
}

function currencyOperator(
  label: string,
  holds: (own: string | undefined, wanted: string) => boolean,
): Operator {
  return {
    label,
    operand: 'text',
    prepare: (operand) => {
      const wanted = typeof operand === 'string' ? operand.trim().toUpperCase() : '';
      if (!/^[A-Z]{3}$/.test(wanted)) return () => false;
      return (value) => holds((value as Money | null | undefined)?.currency, wanted);
    },
  };
}

export const money: FieldKind<Money, MoneyOptions> = {
  encoding: 'scalar',
  icon: 'coin',
  schema: () => z.strictObject({ amountMinor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) }),
  sortKey: (value) => toMajor(value),
  parse: (input, _options, context) => {
    const { currency = context.currency, rest } = currencyIn(input);
    const major = parseNumber(rest, context.decimal);
    if (major === null) return { ok: false, reason: 'is not an amount' };
    // Round half away from zero on the decimal text, so that 1.005 does not lose a cent to binary fractions.
    // Below a millionth the text is in powers of ten already, and the amount is none in every currency.
    const size = Math.abs(major) < 1e-6 ? 0 : Number(`${Math.abs(major)}e${minorDigits(currency)}`);
    const amountMinor = (major < 0 ? -Math.round(size) : Math.round(size)) + 0;
    return Number.isSafeInteger(amountMinor)
      ? { ok: true, value: { amountMinor, currency } }
      : { ok: false, reason: 'is too large an amount' };
  },
  format: (value, _options, { locale }) =>
    new Intl.NumberFormat(locale, amountFormat(value.currency)).format(toMajor(value)),
  searchText: () => '',
  operators: {
    ...numberOperators((value) => toMajor(value as Money)),
    inCurrency: currencyOperator('is in', (own, wanted) => own === wanted),
    notInCurrency: currencyOperator('is not in', (own, wanted) => own !== wanted),
  },
  amount: (value) => ({ amount: value.amountMinor, currency: value.currency }),
};
