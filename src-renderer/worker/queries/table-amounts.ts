/** The amounts of one entity's fields that lists add up, and totals over them. */
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import { AmountColumn } from './amount-column.ts';
import { RecentlyUsed } from './recently-used.ts';
import { Totals, type Exchange, type SummedField, type Sums } from './totals.ts';

/** Of 100,000 rows the amounts of a field take 1.2 MB; as many as one question may ask for. */
const FIELDS_MAX = 20;

export class TableAmounts {
  readonly #rows: RowStore;
  readonly #table: RowTable;
  readonly #columns = new RecentlyUsed<AmountColumn>(FIELDS_MAX);

  constructor(rows: RowStore, table: RowTable) {
    this.#rows = rows;
    this.#table = table;
  }

  /** What adds up rows by their slots; valid until rows change. */
  summing(
    fields: readonly SummedField[],
    exchange: Exchange,
  ): (...slots: readonly Int32Array[]) => Sums {
    const columns = fields.map((field) => {
      const column = this.#columns.getOrMake(field.path, () => this.#columnOf(field));
      column.catchUp(field, exchange);
      return column;
    });
    return (...slots) => {
      const totals = new Totals(fields, exchange);
      for (const [place, column] of columns.entries())
        for (const some of slots) column.addTo(totals, place, some);
      return totals.result();
    };
  }

  #columnOf({ through, outside }: SummedField): AmountColumn {
    const linked = through === undefined ? undefined : this.#rows.table(through);
    return new AmountColumn(this.#table, () => (linked?.log.position ?? 0) + (outside?.() ?? 0));
  }
}
