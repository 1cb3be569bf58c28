/**
 * What product lines come to. Each line is rounded to the smallest unit of its currency, half away from zero, and the
 * sum is of rounded lines: so it is what stands under them on paper. Tax is beside it, because it is nobody's income.
 */
import type { Money } from './money.field.ts';

export interface LineTotals {
  /** After discounts, without tax. */
  readonly net: Money;
  readonly tax: Money;
}

/** undefined: there are no priced lines, or they are in several currencies, which have no sum. */
export function lineTotals(lines: unknown): LineTotals | undefined {
  if (!Array.isArray(lines)) return undefined;
  let currency: string | undefined;
  let netMinor = 0;
  let taxMinor = 0;
  for (const line of lines as readonly Readonly<Record<string, unknown>>[]) {
    const price = line['unitPrice'] as Money | null | undefined;
    if (price === undefined || price === null) continue;
    if (currency !== undefined && currency !== price.currency) return undefined;
    currency = price.currency;
    const gross = price.amountMinor * numberOr(line['quantity'], 1);
    const net = rounded((gross * (100 - numberOr(line['discount'], 0))) / 100);
    netMinor += net;
    taxMinor += rounded((net * numberOr(line['tax'], 0)) / 100);
  }
  if (currency === undefined) return undefined;
  return {
    net: { amountMinor: netMinor, currency },
    tax: { amountMinor: taxMinor, currency },
  };
}

/** What the lines come to where that is not `amount`; undefined where the two agree or there is nothing to compare. */
export function sumBeside(amount: unknown, lines: unknown): Money | undefined {
  const net = lineTotals(lines)?.net;
  const typed = amount as Money | null | undefined;
  const isSame = typed?.amountMinor === net?.amountMinor && typed?.currency === net?.currency;
  return isSame ? undefined : net;
}

function numberOr(value: unknown, other: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : other;
}

/** Fifteen digits are what a number holds exactly: 1.005 × 100 is half a unit, not a little less. */
function rounded(minor: number): number {
  const exact = Number(minor.toPrecision(15));
  return exact < 0 ? -Math.round(-exact) : Math.round(exact);
}
