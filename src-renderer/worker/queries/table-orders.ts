/** The sort columns and orders of one entity that have been asked for, the least recently used dropped first. */
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import type { FieldPath } from './field-path.ts';
import { RecentlyUsed } from './recently-used.ts';
import { RowOrder, type SortBy } from './row-order.ts';
import { SortColumn } from './sort-column.ts';

/** Of 100,000 rows a column of texts takes about 8 MB; bounds what clicking through all headers can pile up. More than a list
 * has columns, as those are all made ready, with the places on a board. */
const COLUMNS_MAX = 10;
/** Of 100,000 rows an order takes 0.4 MB. */
const ORDERS_MAX = 16;

export interface SortPath {
  readonly path: FieldPath;
  readonly descending: boolean;
}

export class TableOrders {
  readonly table: RowTable;
  readonly #rows: RowStore;
  readonly #columns = new RecentlyUsed<SortColumn>(COLUMNS_MAX);
  readonly #orders = new RecentlyUsed<RowOrder>(ORDERS_MAX);
  readonly #byId: RowOrder;

  constructor(rows: RowStore, table: RowTable) {
    this.#rows = rows;
    this.table = table;
    this.#byId = new RowOrder(
      table,
      [{ column: SortColumn.ofId(table), descending: false }],
      undefined,
    );
  }

  /** The columns of a sort, up to date. */
  sortBy(sorts: readonly SortPath[]): readonly SortBy[] {
    const columns = sorts.map(({ path, descending }) => ({
      column: this.#column(path),
      descending,
    }));
    for (const { column } of columns) column.catchUp();
    return columns;
  }

  order(sorts: readonly SortPath[]): RowOrder {
    if (sorts.length === 0) return this.#byId;
    return this.#orders.getOrMake(
      keyOf(sorts),
      () => new RowOrder(this.table, this.sortBy(sorts), this.#byId),
    );
  }

  /** The order if there is one: a first page is found faster without making it. */
  orderAtHand(sorts: readonly SortPath[]): RowOrder | undefined {
    return this.#orders.has(keyOf(sorts)) ? this.order(sorts) : undefined;
  }

  #column(path: FieldPath): SortColumn {
    return this.#columns.getOrMake(path.path, () =>
      SortColumn.ofField(this.#rows, this.table, path),
    );
  }
}

function keyOf(sorts: readonly SortPath[]): string {
  return sorts.map(({ path, descending }) => `${descending ? '-' : '+'}${path.path}`).join(' ');
}
