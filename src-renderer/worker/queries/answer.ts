/** Runs a prepared question over the rows in memory. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { docName } from '../../../crm/kernel/ids.ts';
import type { Group, QueryResult } from '../../../crm/kernel/query.ts';
import { linkFieldsOf } from '../rows/link-fields.ts';
import { firstRows } from './first-rows.ts';
import { groupKeysOf, groupLabel, groupRank, type GroupBy } from './grouping.ts';
import type { PreparedQuery } from './prepared-query.ts';
import { comparatorOf } from './row-order.ts';
import { Totals } from './totals.ts';

/** Fewer matches than this are sorted on the spot: that is faster than walking an order of all rows. */
const SORT_DIRECTLY_MAX_ROWS = 2048;
/** Windows that end within the first rows are found by a heap; beyond it an order of all rows pays. */
const HEAP_MAX_ROWS = 1024;

export interface Answer {
  readonly result: Omit<QueryResult, 'version'>;
  /** Document names of all records that the rows of the window link to, whether they are here or not. */
  readonly linked: ReadonlySet<string>;
}

export function answer(prepared: PreparedQuery): Answer {
  const { query, group } = prepared;
  const { offset, limit } = query.window;
  const matched = matchedSlots(prepared);
  const totals = new Totals(prepared.sums, prepared.exchange);
  if (prepared.sums.length > 0) for (const slot of matched) totals.add(rowAt(prepared, slot));
  const grouped = group === undefined ? undefined : inGroups(prepared, group, matched);
  const slots =
    grouped === undefined
      ? windowOf(prepared, matched)
      : grouped.slots.subarray(offset, offset + limit);
  const rows = Array.from(slots, (slot) => rowAt(prepared, slot));
  const linked = linkedFrom(prepared, rows);
  const titles: Record<string, string> = {};
  for (const [name, { entity, id }] of linked) {
    const title = prepared.context.titleOf(entity, id);
    if (title !== undefined) titles[name] = title;
  }
  return {
    result: {
      count: matched.length,
      offset,
      rows,
      titles,
      sums: totals.result(),
      ...(grouped === undefined ? {} : { groups: grouped.groups }),
    },
    linked: new Set(linked.keys()),
  };
}

/** Ids of all matching rows in order; in groups a row comes once a group. */
export function allIds(prepared: PreparedQuery): readonly string[] {
  const matched = matchedSlots(prepared);
  const slots =
    prepared.group === undefined
      ? inOrder(prepared, matched, 0, matched.length)
      : inGroups(prepared, prepared.group, matched).slots;
  return Array.from(slots, (slot) => rowAt(prepared, slot).id);
}

function rowAt({ indexes }: PreparedQuery, slot: number): AnyRow {
  return indexes.orders.table.rows[slot] as AnyRow;
}

function matchedSlots({ indexes, prepareSlots }: PreparedQuery): Int32Array {
  const { rows } = indexes.orders.table;
  const matches = prepareSlots();
  const matched = new Int32Array(rows.length);
  let count = 0;
  for (let slot = 0; slot < rows.length; slot++) {
    const row = rows[slot];
    if (row !== undefined && matches(row, slot)) matched[count++] = slot;
  }
  return matched.subarray(0, count);
}

function windowOf(prepared: PreparedQuery, matched: Int32Array): Int32Array {
  const { offset, limit } = prepared.query.window;
  return inOrder(prepared, matched, offset, Math.min(offset + limit, matched.length));
}

/** The matched slots from `from` until `until` of the order. */
function inOrder(
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

interface Grouped {
  readonly groups: Group[];
  /** Group after group, each in order, without those collapsed; a row with several values stands in several groups. */
  readonly slots: Int32Array;
}

/** In place of where a group's next row goes. */
const COLLAPSED = -1;

interface Bucket {
  readonly key: string;
  readonly totals: Totals;
  count: number;
  next: number;
}

function inGroups(prepared: PreparedQuery, by: GroupBy, matched: Int32Array): Grouped {
  const buckets = new Map<string, Bucket>();
  const bucketsOf: (readonly Bucket[])[] = Array.from({ length: matched.length });
  const placeOf = new Int32Array(prepared.indexes.orders.table.rows.length);
  let total = 0;
  for (let i = 0; i < matched.length; i++) {
    const slot = matched[i] as number;
    const row = rowAt(prepared, slot);
    const keys = groupKeysOf(by, row);
    const own = keys.length === 1 ? keys : [...new Set(keys)];
    const found = own.map((key) => {
      let bucket = buckets.get(key);
      if (bucket === undefined) {
        bucket = { key, totals: new Totals(prepared.sums, prepared.exchange), count: 0, next: 0 };
        buckets.set(key, bucket);
      }
      bucket.count++;
      bucket.totals.add(row);
      return bucket;
    });
    placeOf[slot] = i;
    bucketsOf[i] = found;
    total += found.length;
  }

  const groups = inGroupOrder(prepared, by, [...buckets.values()]);
  let start = 0;
  for (const { bucket } of groups) {
    if (by.collapsed.has(bucket.key)) {
      bucket.next = COLLAPSED;
      total -= bucket.count;
    } else {
      bucket.next = start;
      start += bucket.count;
    }
  }
  const slots = new Int32Array(total);
  if (total > 0) {
    for (const slot of inOrder(prepared, matched, 0, matched.length)) {
      for (const bucket of bucketsOf[placeOf[slot] as number] ?? [])
        if (bucket.next !== COLLAPSED) slots[bucket.next++] = slot;
    }
  }
  return {
    slots,
    groups: groups.map(({ bucket, label }) => ({
      key: bucket.key,
      label,
      count: bucket.count,
      sums: bucket.totals.result(),
    })),
  };
}

function inGroupOrder(
  { context }: PreparedQuery,
  { field }: GroupBy,
  buckets: readonly Bucket[],
): readonly { readonly bucket: Bucket; readonly label: string }[] {
  return buckets
    .map((bucket) => {
      const label = groupLabel(field, bucket.key, context);
      return { bucket, label, rank: groupRank(field, bucket.key, label) };
    })
    .toSorted((a, b) => {
      const [left, leftText] = a.rank;
      const [right, rightText] = b.rank;
      return left !== right ? left - right : leftText < rightText ? -1 : 1;
    });
}

function linkedFrom(
  { entity }: PreparedQuery,
  rows: readonly AnyRow[],
): ReadonlyMap<string, { readonly entity: string; readonly id: string }> {
  const linked = new Map<string, { readonly entity: string; readonly id: string }>();
  const visit = (to: string, id: string): void => {
    linked.set(docName(to, id), { entity: to, id });
  };
  for (const row of rows) {
    for (const field of linkFieldsOf(entity)) field.each(row, visit);
    if (typeof row.createdBy === 'string' && row.createdBy !== '') visit('user', row.createdBy);
  }
  return linked;
}
