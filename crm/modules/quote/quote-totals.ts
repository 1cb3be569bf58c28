/**
 * What a quote comes to, by the rule of product lines (`line-totals.ts`). A discount on everything is a further discount
 * on each line, so what the customer pays is a sum of rounded lines as well, and the lines that a deal takes over from an
 * accepted quote come to the same cent.
 */
import { lineTotals } from '../../kernel/fields/line-totals.ts';
import type { Money } from '../../kernel/fields/money.field.ts';

export type Line = Readonly<Record<string, unknown>> & { readonly id: string };

export interface TaxOfRate {
  /** Percent. */
  readonly rate: number;
  readonly base: Money;
  readonly tax: Money;
}

export interface QuoteTotals {
  /** Of the lines, each with its own discount. */
  readonly subtotal: Money;
  /** What the discount on everything takes off; 0 where there is none. */
  readonly discount: Money;
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
  /** By rising rate; lines without tax are in none. */
  readonly taxes: readonly TaxOfRate[];
}

/** undefined: there are no priced lines, or they are in several currencies. */
export function quoteTotals(given: unknown, discount: unknown): QuoteTotals | undefined {
  const lines = (Array.isArray(given) ? given : []) as readonly Line[];
  const before = lineTotals(lines);
  const whole = linesWithDiscount(lines, discount);
  const after = lineTotals(whole);
  if (before === undefined || after === undefined) return undefined;
  const money = (amountMinor: number): Money => ({ amountMinor, currency: after.net.currency });
  const rates = [...new Set(whole.map(taxOf))].filter((rate) => rate !== 0);
  const taxes = rates
    .toSorted((a, b) => a - b)
    .flatMap((rate) => {
      const of = lineTotals(whole.filter((line) => taxOf(line) === rate));
      return of === undefined ? [] : [{ rate, base: of.net, tax: of.tax }];
    });
  return {
    subtotal: before.net,
    discount: money(before.net.amountMinor - after.net.amountMinor),
    net: after.net,
    tax: after.tax,
    gross: money(after.net.amountMinor + after.tax.amountMinor),
    taxes,
  };
}

/** The lines with the discount on everything in their own: 10 % and then 5 % are 14.5 %. */
export function linesWithDiscount(lines: readonly Line[], discount: unknown): readonly Line[] {
  const further = typeof discount === 'number' ? discount : 0;
  if (further === 0) return lines;
  return lines.map((line) => {
    const own = typeof line['discount'] === 'number' ? line['discount'] : 0;
    // Twelve digits: 0.1 × 3 is 0.3, as on paper.
    const both = Number((own + further - (own * further) / 100).toPrecision(12));
    return { ...line, discount: both };
  });
}

function taxOf(line: Line): number {
  return typeof line['tax'] === 'number' ? line['tax'] : 0;
}
