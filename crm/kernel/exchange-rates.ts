/**
 * What a unit of another currency is worth in the workspace's own, day by day. The rate in force on a day is the
 * latest that is not after it; before the first one there is none, and nothing is guessed.
 */
import { minorDigits } from './fields/money.field.ts';

/** Name of the entity whose records say the rates. */
export const RATE_ENTITY = 'rate';

export interface ExchangeRate {
  /** ISO 4217 */
  readonly currency: string;
  /** Units of the workspace's currency for one unit. */
  readonly perUnit: number;
  /** `YYYY-MM-DD`, the first day on which it holds. */
  readonly validFrom: string;
}

export interface ExchangeRates {
  /** undefined: nobody has said a rate that holds on that day. */
  readonly on: (currency: string, day: string) => number | undefined;
  readonly currencies: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** From the records of the entity; what is archived, incomplete or not positive says nothing. */
export function ratesFrom(rows: Iterable<Row>): ExchangeRates {
  const byCurrency = new Map<string, ExchangeRate[]>();
  for (const row of rows) {
    const { currency, perUnit, validFrom } = row;
    if (row['archivedAt'] !== undefined) continue;
    if (typeof currency !== 'string' || typeof validFrom !== 'string') continue;
    if (typeof perUnit !== 'number' || !(perUnit > 0)) continue;
    const list = byCurrency.get(currency) ?? [];
    byCurrency.set(currency, list);
    list.push({ currency, perUnit, validFrom });
  }
  for (const list of byCurrency.values()) {
    // Of two for one day (their ids follow from currency and day, so only a foreign program makes such) the dearer.
    list.sort((a, b) =>
      a.validFrom !== b.validFrom ? (a.validFrom < b.validFrom ? -1 : 1) : a.perUnit - b.perUnit,
    );
  }
  return {
    on: (currency, day) =>
      byCurrency.get(currency)?.findLast((rate) => rate.validFrom <= day)?.perUnit,
    currencies: [...byCurrency.keys()].toSorted(),
  };
}

/** Minor units of `currency` as minor units of `base`; not rounded, because rounding each of many moves their sum. */
export function convertMinor(
  amountMinor: number,
  currency: string,
  perUnit: number,
  base: string,
): number {
  return amountMinor * perUnit * 10 ** (minorDigits(base) - minorDigits(currency));
}
