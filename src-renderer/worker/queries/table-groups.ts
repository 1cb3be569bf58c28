/** The groups of one entity's fields that have been asked for, the least recently used dropped first. */
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import { GroupColumn } from './group-column.ts';
import type { GroupBy } from './grouping.ts';
import { RecentlyUsed } from './recently-used.ts';

/** More than a list has columns, as those are all made ready. Of 100,000 rows the groups of a field take 0.4 MB, and some 10 MB where nearly every row is one by itself. */
const FIELDS_MAX = 12;

export class TableGroups {
  readonly #rows: RowStore;
  readonly #table: RowTable;
  readonly #columns = new RecentlyUsed<GroupColumn>(FIELDS_MAX);

  constructor(rows: RowStore, table: RowTable) {
    this.#rows = rows;
    this.#table = table;
  }

  of(by: GroupBy): GroupColumn {
    return this.#columns.getOrMake(by.path, () => new GroupColumn(this.#rows, this.#table, by));
  }
}
