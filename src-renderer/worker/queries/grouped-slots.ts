/** The matching rows in groups: every group counted and summed, and of the rows in them only a window put in order. */
import type { Group } from '../../../crm/kernel/query.ts';
import type { GroupColumn } from './group-column.ts';
import type { GroupBy } from './grouping.ts';
import type { PreparedQuery } from './prepared-query.ts';
import { inOrder } from './ordered-slots.ts';

export interface GroupedSlots {
  readonly groups: Group[];
  /** Rows of groups that are not collapsed, as many of each as are wanted; a row with several values counts in each of its groups. */
  readonly count: number;
  /** Group after group, each in order, without those collapsed. */
  readonly window: (from: number, until: number) => Int32Array;
}

interface Bucket {
  readonly key: string;
  readonly label: string;
  readonly slots: Int32Array;
}

export function groupSlots(
  prepared: PreparedQuery,
  by: GroupBy,
  matched: Int32Array,
): GroupedSlots {
  const { indexes, sums, exchange, context } = prepared;
  const column = indexes.groups.of(by);
  column.catchUp(by, context);
  const buckets = bucketsOf(column, matched);
  const open: { readonly start: number; readonly slots: Int32Array; readonly size: number }[] = [];
  let count = 0;
  for (const { key, slots } of buckets) {
    if (by.collapsed.has(key)) continue;
    const size = Math.min(slots.length, by.heads);
    open.push({ start: count, slots, size });
    count += size;
  }
  const sum = indexes.amounts.summing(sums, exchange);
  return {
    count,
    groups: buckets.map(({ key, label, slots }) => ({
      key,
      label,
      count: slots.length,
      sums: sum(slots),
    })),
    window: (from, until) => {
      const end = Math.min(until, count);
      const window = new Int32Array(Math.max(0, end - from));
      for (const { start, slots, size } of open) {
        const first = Math.max(from, start);
        const last = Math.min(end, start + size);
        if (first >= last) continue;
        window.set(inOrder(prepared, slots, first - start, last - start), first - from);
      }
      return window;
    },
  };
}

/** Nobody reads more; grouping 100,000 names by themselves would send as many groups to the window. */
const GROUPS_MAX = 1000;
/** No field's value: values have no control characters. */
const OTHERS_KEY = '\u0000others';

/** In the order in which they are shown; those that come after as many as anybody reads are one. */
function bucketsOf(column: GroupColumn, matched: Int32Array): readonly Bucket[] {
  const counts = new Int32Array(column.keys.length);
  let total = 0;
  column.each(matched, (_slot, group) => {
    counts[group] = (counts[group] as number) + 1;
    total++;
  });
  /** By group: where its next row goes. */
  const next = new Int32Array(counts.length);
  const there = column.order.filter((group) => (counts[group] as number) > 0);
  let start = 0;
  for (const group of there) {
    next[group] = start;
    start += counts[group] as number;
  }
  const placed = new Int32Array(total);
  column.each(matched, (slot, group) => {
    const place = next[group] as number;
    placed[place] = slot;
    next[group] = place + 1;
  });
  const shown = there.length <= GROUPS_MAX ? there : there.subarray(0, GROUPS_MAX - 1);
  let end = 0;
  const buckets = Array.from(shown, (group): Bucket => {
    const from = end;
    end += counts[group] as number;
    return {
      key: column.keys[group] as string,
      label: column.label(group),
      slots: placed.subarray(from, end),
    };
  });
  if (shown.length === there.length) return buckets;
  // A row in several of the others is one of them.
  const rest = placed.subarray(end);
  const others = column.hasSeveral ? Int32Array.from(new Set(rest)) : rest;
  return [...buckets, { key: OTHERS_KEY, label: 'All others', slots: others }];
}
