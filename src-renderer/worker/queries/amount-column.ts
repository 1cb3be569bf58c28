/**
 * The amounts of one summed field of all rows, by slot: made when first asked for, then kept up to date, so that the
 * total of 50,000 rows is a walk over two arrays of numbers and not over 50,000 records.
 */
import type { RowTable } from '../rows/row-table.ts';
import { RATE_OF_TODAY, rateOf, type Exchange, type SummedField } from './totals.ts';

/** In place of a part: the row has no amount. */
const NO_AMOUNT = 0;

/** Amounts of one currency at one rate: those are added up, and only their sums are converted. */
interface Part {
  readonly currency: string;
  /** `RATE_OF_TODAY`: that of the day on which it is asked. */
  readonly rate: number;
}

export interface PartSum extends Part {
  readonly amount: number;
  /** What rounding took away from it. */
  readonly lost: number;
}

export class AmountColumn {
  readonly #table: RowTable;
  readonly #outside: () => number;
  #amounts = new Float64Array(0);
  /** By slot: which part the amount belongs to. */
  #partOf = new Int32Array(0);
  /** The first stands for `NO_AMOUNT`. */
  #parts: Part[] = [{ currency: '', rate: RATE_OF_TODAY }];
  #places = new Map<string, Map<number, number>>();
  #seen = -1;
  #seenOutside = -1;
  #seenRates: Pick<Exchange, 'base' | 'rateOn'> | undefined;
  /** Of the sum that is being made, by part: what it is, and what rounding took away from it. */
  #totals = new Float64Array(0);
  #lost = new Float64Array(0);
  #met = new Uint8Array(0);

  /** `outside` grows when something besides the row itself may have changed its amount. */
  constructor(table: RowTable, outside: () => number) {
    this.#table = table;
    this.#outside = outside;
  }

  catchUp(field: SummedField, exchange: Exchange): void {
    const { log, rows } = this.#table;
    const outside = this.#outside();
    const known = this.#seenRates;
    const isSame =
      outside === this.#seenOutside &&
      known?.base === exchange.base &&
      known.rateOn === exchange.rateOn;
    const changed = isSame ? log.since(this.#seen) : null;
    this.#seen = log.position;
    this.#seenOutside = outside;
    this.#seenRates = exchange;
    if (changed !== null && changed.length === 0) return;
    this.#grow(rows.length);
    if (changed === null) {
      this.#parts.length = 1;
      this.#places = new Map();
      for (let slot = 0; slot < rows.length; slot++) this.#put(slot, field, exchange);
    } else for (const slot of changed) this.#put(slot, field, exchange);
  }

  /** What the amounts of these rows come to, part by part. */
  sumsOf(slots: Int32Array): readonly PartSum[] {
    if (this.#totals.length < this.#parts.length) {
      const size = this.#parts.length * 2;
      this.#totals = new Float64Array(size);
      this.#lost = new Float64Array(size);
      this.#met = new Uint8Array(size);
    }
    const sums = this.#totals;
    const lost = this.#lost;
    const met = this.#met;
    const amounts = this.#amounts;
    const partOf = this.#partOf;
    const parts: number[] = [];
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index] as number;
      const part = partOf[slot] as number;
      if (part === NO_AMOUNT) continue;
      if (met[part] === 0) {
        met[part] = 1;
        parts.push(part);
      }
      const amount = amounts[slot] as number;
      const sum = sums[part] as number;
      const total = sum + amount;
      // Neumaier: what rounding took away; 0 for whole numbers.
      if (total - sum !== amount || total - amount !== sum)
        lost[part] =
          (lost[part] as number) +
          (Math.abs(sum) >= Math.abs(amount) ? sum - total + amount : amount - total + sum);
      sums[part] = total;
    }
    return parts.map((part) => {
      const sum = {
        ...(this.#parts[part] as Part),
        amount: sums[part] as number,
        lost: lost[part] as number,
      };
      met[part] = 0;
      sums[part] = 0;
      lost[part] = 0;
      return sum;
    });
  }

  #put(slot: number, field: SummedField, exchange: Exchange): void {
    const row = this.#table.rows[slot];
    const value = row === undefined ? undefined : field.read(row);
    if (row === undefined || value === undefined || value === null) {
      this.#partOf[slot] = NO_AMOUNT;
      return;
    }
    const { amount, currency = '' } = field.amount(value);
    this.#amounts[slot] = amount;
    this.#partOf[slot] = this.#partAt(currency, rateOf(field, row, currency, exchange));
  }

  #partAt(currency: string, rate: number): number {
    let byRate = this.#places.get(currency);
    if (byRate === undefined) this.#places.set(currency, (byRate = new Map()));
    let part = byRate.get(rate);
    if (part === undefined) {
      part = this.#parts.length;
      this.#parts.push({ currency, rate });
      byRate.set(rate, part);
    }
    return part;
  }

  #grow(slots: number): void {
    if (this.#amounts.length >= slots) return;
    const size = Math.ceil(slots * 1.25) + 16;
    const amounts = new Float64Array(size);
    amounts.set(this.#amounts);
    this.#amounts = amounts;
    const partOf = new Int32Array(size);
    partOf.set(this.#partOf);
    this.#partOf = partOf;
  }
}
