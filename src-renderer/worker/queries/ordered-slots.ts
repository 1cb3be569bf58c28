/** Slots of matching rows in the order that was asked for. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { firstRows } from './first-rows.ts';
import type { PreparedQuery } from './prepared-query.ts';
import { comparatorOf } from './row-order.ts';

/** Fewer matches than this are sorted on the spot: that is faster than walking an order of all rows. */
const SORT_DIRECTLY_MAX_ROWS = 2048;
/** Windows that end within the first rows are found by a heap; beyond it an order of all rows pays. */
const HEAP_MAX_ROWS = 1024;

export function rowAt({ indexes }: PreparedQuery, slot: number): AnyRow {
  return indexes.orders.table.rows[slot] as AnyRow;
}

/** The matched slots from `from` until `until` of the order. */
export function inOrder(
  prepared: PreparedQuery,
  matched: Int32Array,
  from: number,
  until: number,
): Int32Array {
  const { sorts, indexes } = prepared;
  if (from >= until) return new Int32Array(0);
  const { orders } = indexes;
  if (matched.length <= SORT_DIRECTLY_MAX_ROWS) {
    const compare = comparatorOf(orders.table, orders.sortBy(sorts));
    return matched.slice().sort(compare).subarray(from, until);
  }
  const order = until <= HEAP_MAX_ROWS ? orders.orderAtHand(sorts) : orders.order(sorts);
  if (order === undefined) {
    return firstRows(matched, until, comparatorOf(orders.table, orders.sortBy(sorts))).subarray(
      from,
    );
  }
  return filtered(order.slots(), maskOf(matched, orders.table.rows.length), from, until);
}

function maskOf(slots: Int32Array, size: number): Uint8Array {
  const mask = new Uint8Array(size);
  for (const slot of slots) mask[slot] = 1;
  return mask;
}

function filtered(ordered: Int32Array, mask: Uint8Array, from: number, until: number): Int32Array {
  const window = new Int32Array(until - from);
  let passed = 0;
  for (let i = 0; i < ordered.length && passed < until; i++) {
    const slot = ordered[i] as number;
    if (mask[slot] === 0) continue;
    if (passed >= from) window[passed - from] = slot;
    passed++;
  }
  return window;
}
