/** Totals in words. Money is one figure in the workspace's currency; what has no exchange rate stays beside it. */
import { toMajor } from '../../../crm/kernel/fields/money.field.ts';
import { numberFormat } from '../fields/formatters.ts';

export type SumParts = Readonly<Record<string, number>>;

export interface SumInWords {
  /** What could be put together: '' when there is nothing. */
  readonly whole: string;
  /** Amounts in currencies without an exchange rate. */
  readonly apart: readonly { readonly currency: string; readonly text: string }[];
}

/** `parts` by currency in minor units, '' for plain numbers; `base` is the workspace's currency. */
export function sumInWords(parts: SumParts | undefined, locale: string, base: string): SumInWords {
  const shown = Object.entries(parts ?? {}).filter(([, amount]) => amount !== 0);
  const ofBase = shown.filter(([currency]) => currency === base || currency === '');
  return {
    whole: ofBase.map(([currency, amount]) => partText(currency, amount, locale)).join(' + '),
    apart: shown
      .filter(([currency]) => currency !== base && currency !== '')
      .map(([currency, amount]) => ({ currency, text: partText(currency, amount, locale) })),
  };
}

/** All of it in one line, as for a tooltip. */
export function sumText(parts: SumParts | undefined, locale: string, base: string): string {
  const { whole, apart } = sumInWords(parts, locale, base);
  return [...(whole === '' ? [] : [whole]), ...apart.map(({ text }) => text)].join(' + ');
}

/** Completes a sentence: which currencies nobody has said a rate of; '' when none is missing. */
export function missingRates({ apart }: SumInWords): string {
  if (apart.length === 0) return '';
  return `No exchange rate for ${apart.map(({ currency }) => currency).join(', ')}`;
}

/** In whole units: of sums the cents say nothing. */
export function partText(currency: string, amount: number, locale: string): string {
  return currency === ''
    ? numberFormat(locale, { maximumFractionDigits: 2 }).format(amount)
    : numberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(
        toMajor({ amountMinor: amount, currency }),
      );
}
