/** The amounts of one entity's fields that lists add up, and totals over them. */
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import { AmountColumn, type PartSum } from './amount-column.ts';
import { RecentlyUsed } from './recently-used.ts';
import { Totals, type Exchange, type SummedField, type Sums } from './totals.ts';

/** Of 100,000 rows the amounts of a field take 1.2 MB; as many as one question may ask for. */
const FIELDS_MAX = 20;

function inBase(parts: readonly PartSum[] = [], base: string): Record<string, number> {
  const [sum] = parts;
  return sum === undefined ? {} : { [base]: sum.amount + sum.lost };
}

export class TableAmounts {
  readonly #rows: RowStore;
  readonly #table: RowTable;
  readonly #columns = new RecentlyUsed<AmountColumn>(FIELDS_MAX);

  constructor(rows: RowStore, table: RowTable) {
    this.#rows = rows;
    this.#table = table;
  }

  /** What adds up rows by their slots; valid until rows change. */
  summing(fields: readonly SummedField[], exchange: Exchange): (slots: Int32Array) => Sums {
    const columns = fields.map((field) => {
      const column = this.#columns.getOrMake(field.path, () => this.#columnOf(field));
      column.catchUp(field, exchange);
      return column;
    });
    const { base } = exchange;
    return (slots) => {
      const sums = columns.map((column) => column.sumsOf(slots));
      // Most groups have amounts in the workspace's own currency only.
      if (sums.every((parts) => parts.every(({ currency }) => currency === base)))
        return Object.fromEntries(fields.map(({ path }, at) => [path, inBase(sums[at], base)]));
      const totals = new Totals(fields, exchange);
      for (const [place, parts] of sums.entries())
        for (const { currency, rate, amount, lost } of parts)
          totals.take(place, currency, rate, amount, lost);
      return totals.result();
    };
  }

  #columnOf({ through, outside }: SummedField): AmountColumn {
    const linked = through === undefined ? undefined : this.#rows.table(through);
    return new AmountColumn(this.#table, () => (linked?.log.position ?? 0) + (outside?.() ?? 0));
  }
}
