/**
 * Rows in an order. The same everywhere: absent values last in both directions, ties by id.
 * A kept order is repaired when it is next used: what did not change stays in place, what did is merged in.
 */
import type { RowTable } from '../rows/row-table.ts';
import { ABSENT, type SortColumn } from './sort-column.ts';
import { sortByKeys } from './stable-radix.ts';

export interface SortBy {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export type Compare = (a: number, b: number) => number;

export function comparatorOf(table: RowTable, sorts: readonly SortBy[]): Compare {
  return (a, b) => {
    for (const { column, descending } of sorts) {
      const leftAbsent = column.keys[a] === ABSENT;
      const rightAbsent = column.keys[b] === ABSENT;
      if (leftAbsent || rightAbsent) {
        if (leftAbsent !== rightAbsent) return leftAbsent ? 1 : -1;
        continue;
      }
      const by = column.compare(a, b);
      if (by !== 0) return descending ? -by : by;
    }
    if (a === b) return 0;
    const left = table.rows[a]?.id ?? '';
    const right = table.rows[b]?.id ?? '';
    return left < right ? -1 : 1;
  };
}

export class RowOrder {
  readonly #table: RowTable;
  readonly #sorts: readonly SortBy[];
  /** The order by id, which a new order starts from; undefined in that order itself: ids have no ties. */
  readonly #byId: RowOrder | undefined;
  readonly #compare: Compare;
  #slots: Int32Array = new Int32Array(0);
  #seen = -1;
  #seenColumns: number[];

  constructor(table: RowTable, sorts: readonly SortBy[], byId: RowOrder | undefined) {
    this.#table = table;
    this.#sorts = sorts;
    this.#byId = byId;
    this.#compare = comparatorOf(table, sorts);
    this.#seenColumns = sorts.map(() => -1);
  }

  /** All rows, archived ones included. Valid until rows change. */
  slots(): Int32Array {
    for (const { column } of this.#sorts) column.catchUp();
    const changed = this.#changed();
    this.#seen = this.#table.log.position;
    this.#seenColumns = this.#sorts.map(({ column }) => column.log.position);
    if (changed === null || changed.size > this.#slots.length / 4) this.#build();
    else if (changed.size > 0) this.#repair(changed);
    return this.#slots;
  }

  #changed(): ReadonlySet<number> | null {
    const changed = new Set<number>();
    const lists = [this.#table.log.since(this.#seen)];
    for (const [index, { column }] of this.#sorts.entries()) {
      lists.push(column.log.since(this.#seenColumns[index] ?? -1));
    }
    for (const list of lists) {
      if (list === null) return null;
      for (const slot of list) changed.add(slot);
    }
    return changed;
  }

  /** From the least significant order to the most: each pass is stable, so ties keep the order of those before. */
  #build(): void {
    this.#slots = this.#byId === undefined ? presentSlots(this.#table) : this.#byId.slots().slice();
    for (const { column, descending } of this.#sorts.toReversed())
      sortByColumn(this.#slots, column, descending);
  }

  #repair(changed: ReadonlySet<number>): void {
    const { rows } = this.#table;
    const added = Int32Array.from([...changed].filter((slot) => rows[slot] !== undefined)).sort(
      this.#compare,
    );
    const stale = new Uint8Array(rows.length);
    for (const slot of changed) stale[slot] = 1;
    const kept = this.#slots.filter((slot) => stale[slot] === 0);
    const merged = new Int32Array(kept.length + added.length);
    let from = 0;
    let filled = 0;
    for (const slot of added) {
      const until = this.#placeFor(slot, kept, from);
      merged.set(kept.subarray(from, until), filled);
      filled += until - from;
      merged[filled++] = slot;
      from = until;
    }
    merged.set(kept.subarray(from), filled);
    this.#slots = merged;
  }

  #placeFor(slot: number, kept: Int32Array, from: number): number {
    let low = from;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(kept[middle] as number, slot) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function presentSlots(table: RowTable): Int32Array {
  const slots = new Int32Array(table.count);
  let filled = 0;
  for (let slot = 0; slot < table.rows.length; slot++) {
    if (table.rows[slot] !== undefined) slots[filled++] = slot;
  }
  return slots;
}

function sortByColumn(slots: Int32Array, column: SortColumn, descending: boolean): void {
  const { keys } = column;
  const sign = descending ? -1 : 1;
  const signed = new Float64Array(slots.length);
  for (let i = 0; i < slots.length; i++) {
    const key = keys[slots[i] as number] as number;
    signed[i] = key === ABSENT ? ABSENT : key * sign + 0;
  }
  sortByKeys(slots, signed);
  if (column.holdsTexts) sortEqualKeys(slots, column, descending);
}

/** Among texts with the same packed start the texts themselves decide; equal texts keep their order. */
function sortEqualKeys(slots: Int32Array, column: SortColumn, descending: boolean): void {
  const { keys } = column;
  const compare: Compare = descending
    ? (a, b) => column.compareTexts(b, a)
    : (a, b) => column.compareTexts(a, b);
  let start = 0;
  while (start < slots.length) {
    const first = slots[start] as number;
    const key = keys[first] as number;
    if (key === ABSENT) return;
    let end = start + 1;
    let differ = false;
    for (; end < slots.length && keys[slots[end] as number] === key; end++) {
      differ ||= column.compareTexts(first, slots[end] as number) !== 0;
    }
    if (differ) slots.set(Array.from(slots.subarray(start, end)).sort(compare), start);
    start = end;
  }
}
