/** The value codes of one entity's fields that filters ask for again and again. */
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import type { FieldPath } from './field-path.ts';
import { RecentlyUsed } from './recently-used.ts';
import { ValueCodes } from './value-codes.ts';

/** Of 100,000 rows the codes of a field take 0.2 MB, and up to 2 MB where there are many different values. */
const FIELDS_MAX = 16;

export class TableCodes {
  readonly #rows: RowStore;
  readonly #table: RowTable;
  readonly #asked = new RecentlyUsed<true>(FIELDS_MAX);
  readonly #codes = new RecentlyUsed<ValueCodes>(FIELDS_MAX);

  constructor(rows: RowStore, table: RowTable) {
    this.#rows = rows;
    this.#table = table;
  }

  /** undefined the first time: for one run making the codes would take longer than it saves. */
  ofField(path: FieldPath): ValueCodes | undefined {
    const askedBefore = this.#asked.has(path.path);
    this.#asked.getOrMake(path.path, () => true);
    if (!askedBefore) return undefined;
    const linked = path.through === undefined ? undefined : this.#rows.table(path.through);
    return this.#codes.getOrMake(
      path.path,
      () =>
        new ValueCodes(
          this.#table,
          path,
          () => (linked?.log.position ?? 0) + (path.outside?.() ?? 0),
        ),
    );
  }
}
