/**
 * Totals. Money is one figure in the workspace's currency: each amount at the rate that was frozen when it was
 * settled, else at the rate of the day on which it was, else at today's. What has no rate stays a sum of its own
 * currency beside it. Exact for whole numbers, and independent of the order of the rows: amounts are added up a
 * currency and a rate, and only those few sums are converted.
 */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { convertMinor } from '../../../crm/kernel/exchange-rates.ts';
import type { FieldKind } from '../../../crm/kernel/field-kind.ts';
import type { FieldPath } from './field-path.ts';

type Amount = NonNullable<FieldKind<unknown, object>['amount']>;

export interface SummedField {
  readonly path: string;
  readonly read: (row: AnyRow) => unknown;
  readonly amount: Amount;
  /** Frozen rate of the record's amount, if it has one. */
  readonly frozen: (row: AnyRow) => unknown;
  /** The day on which the amount was settled, if it is. */
  readonly settled: (row: AnyRow) => unknown;
  /** As of its path: the linked entity on the way, and when a computed amount may be another. */
  readonly through: string | undefined;
  readonly outside?: () => number;
}

/** What other currencies are worth. */
export interface Exchange {
  /** ISO 4217 */
  readonly base: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly rateOn: (currency: string, day: string) => number | undefined;
}

const nothing = (): undefined => undefined;

export function summedField(path: FieldPath, amount: Amount): SummedField {
  const { field, beside, read } = path;
  const { rate, settled } = field.kind === 'money' ? field : {};
  return {
    path: path.path,
    read,
    amount,
    frozen: rate === undefined ? nothing : (row) => beside(row, rate),
    settled: settled === undefined ? nothing : (row) => beside(row, settled),
    through: path.through,
    ...(path.outside === undefined ? {} : { outside: path.outside }),
  };
}

export type Sums = Record<string, Record<string, number>>;

interface Sum {
  total: number;
  /** What rounding took away from `total` (Neumaier's compensated summation); 0 for whole numbers. */
  lost: number;
}

/** The part of a sum that is in a currency without a rate, and what counts as it is. */
const AS_IT_IS = 0;
/** In place of a rate: that of the day on which it is asked. */
export const RATE_OF_TODAY = -1;

/** At which rate the amount of a row counts. */
export function rateOf(
  field: SummedField,
  row: AnyRow,
  currency: string,
  { base, rateOn }: Pick<Exchange, 'base' | 'rateOn'>,
): number {
  if (currency === base || currency === '') return AS_IT_IS;
  const day = field.settled(row);
  if (typeof day !== 'string') return RATE_OF_TODAY;
  const frozen = field.frozen(row);
  if (typeof frozen === 'number' && frozen > 0) return frozen;
  return rateOn(currency, day) ?? AS_IT_IS;
}

export class Totals {
  readonly #fields: readonly SummedField[];
  readonly #exchange: Exchange;
  /** Of each field: by currency, by rate. */
  readonly #sums: readonly Map<string, Map<number, Sum>>[];
  readonly #ratesToday = new Map<string, number>();

  constructor(fields: readonly SummedField[], exchange: Exchange) {
    this.#fields = fields;
    this.#exchange = exchange;
    this.#sums = fields.map(() => new Map());
  }

  add(row: AnyRow): void {
    for (let i = 0; i < this.#fields.length; i++) {
      const field = this.#fields[i] as SummedField;
      const value = field.read(row);
      if (value === undefined || value === null) continue;
      const { amount, currency = '' } = field.amount(value);
      this.take(i, currency, rateOf(field, row, currency, this.#exchange), amount, 0);
    }
  }

  /** What rows of one currency at one rate came to, of the field at that place. */
  take(place: number, currency: string, rate: number, amount: number, lost: number): void {
    const byCurrency = this.#sums[place] as Map<string, Map<number, Sum>>;
    let byRate = byCurrency.get(currency);
    if (byRate === undefined) byCurrency.set(currency, (byRate = new Map()));
    const at = rate === RATE_OF_TODAY ? this.#rateToday(currency) : rate;
    addTo(byRate, at, amount).lost += lost;
  }

  /** What is not in the workspace's currency has no rate. Of the same rows always the same, whatever their order. */
  result(): Sums {
    const { base } = this.#exchange;
    return Object.fromEntries(
      this.#fields.map(({ path }, index) => {
        const whole = new Map<number, Sum>();
        const parts: [string, number][] = [];
        const byCurrency = [...(this.#sums[index] ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
        for (const [currency, byRate] of byCurrency) {
          for (const [rate, { total, lost }] of [...byRate].toSorted(([a], [b]) => a - b)) {
            const amount = total + lost;
            if (rate !== AS_IT_IS) addTo(whole, 0, convertMinor(amount, currency, rate, base));
            else if (currency === base) addTo(whole, 0, amount);
            else parts.push([currency, amount]);
          }
        }
        const sum = whole.get(0);
        if (sum !== undefined) parts.push([base, sum.total + sum.lost]);
        return [path, Object.fromEntries(parts.toSorted(([a], [b]) => (a < b ? -1 : 1)))];
      }),
    );
  }

  #rateToday(currency: string): number {
    let rate = this.#ratesToday.get(currency);
    if (rate === undefined) {
      rate = this.#exchange.rateOn(currency, this.#exchange.today) ?? AS_IT_IS;
      this.#ratesToday.set(currency, rate);
    }
    return rate;
  }
}

function addTo(sums: Map<number, Sum>, key: number, amount: number): Sum {
  let sum = sums.get(key);
  if (sum === undefined) sums.set(key, (sum = { total: amount, lost: 0 }));
  else addToSum(sum, amount);
  return sum;
}

function addToSum(sum: Sum, amount: number): void {
  const total = sum.total + amount;
  sum.lost +=
    Math.abs(sum.total) >= Math.abs(amount)
      ? sum.total - total + amount
      : amount - total + sum.total;
  sum.total = total;
}
