/** The sort columns and orders of one entity that have been asked for, the least recently used dropped first. */
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import type { FieldPath } from './field-path.ts';
import { RowOrder, type SortBy } from './row-order.ts';
import { SortColumn } from './sort-column.ts';

/** Of 100,000 rows a column of texts takes about 8 MB; bounds what clicking through all headers can pile up. */
const COLUMNS_MAX = 8;
/** Of 100,000 rows an order takes 0.4 MB. */
const ORDERS_MAX = 16;

export interface SortPath {
  readonly path: FieldPath;
  readonly descending: boolean;
}

export class TableOrders {
  readonly table: RowTable;
  readonly #rows: RowStore;
  readonly #columns = new Map<string, SortColumn>();
  readonly #orders = new Map<string, RowOrder>();
  readonly #askedOnce = new Set<string>();
  readonly #byId: RowOrder;

  constructor(rows: RowStore, table: RowTable) {
    this.#rows = rows;
    this.table = table;
    this.#byId = new RowOrder(table, [{ column: SortColumn.ofId(table), descending: false }], undefined);
  }

  /** The columns of a sort, up to date. */
  sortBy(sorts: readonly SortPath[]): readonly SortBy[] {
    const columns = sorts.map(({ path, descending }) => ({ column: this.#column(path), descending }));
    for (const { column } of columns) column.catchUp();
    return columns;
  }

  order(sorts: readonly SortPath[]): RowOrder {
    if (sorts.length === 0) return this.#byId;
    const key = keyOf(sorts);
    let order = this.#orders.get(key);
    if (order === undefined) order = new RowOrder(this.table, this.sortBy(sorts), this.#byId);
    keepRecent(this.#orders, key, order, ORDERS_MAX);
    return order;
  }

  /**
   * The order if it pays: a first page is found faster without one, but a question that is asked again (it is live,
   * or somebody scrolls) is answered faster from one.
   */
  orderIfWorthIt(sorts: readonly SortPath[]): RowOrder | undefined {
    const key = keyOf(sorts);
    if (this.#orders.has(key) || this.#askedOnce.has(key)) return this.order(sorts);
    if (this.#askedOnce.size >= ORDERS_MAX) this.#askedOnce.clear();
    this.#askedOnce.add(key);
    return undefined;
  }

  #column(path: FieldPath): SortColumn {
    let column = this.#columns.get(path.path);
    if (column === undefined) column = SortColumn.ofField(this.#rows, this.table, path);
    keepRecent(this.#columns, path.path, column, COLUMNS_MAX);
    return column;
  }
}

function keyOf(sorts: readonly SortPath[]): string {
  return sorts.map(({ path, descending }) => `${descending ? '-' : '+'}${path.path}`).join(' ');
}

/** A map keeps the order of insertion: what is put again becomes the most recent. */
function keepRecent<Value>(kept: Map<string, Value>, key: string, value: Value, limit: number): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= limit) return;
    kept.delete(oldest);
  }
}
