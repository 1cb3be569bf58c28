/** The matching rows in groups: every group counted and summed, and of the rows in them only a window put in order. */
import type { Group } from '../../../crm/kernel/query.ts';
import { groupKeysOf, groupLabel, groupRank, type GroupBy } from './grouping.ts';
import type { PreparedQuery } from './prepared-query.ts';
import { inOrder, rowAt } from './ordered-slots.ts';
import { Totals } from './totals.ts';

export interface GroupedSlots {
  readonly groups: Group[];
  /** Rows in groups that are not collapsed; a row with several values counts in each of its groups. */
  readonly count: number;
  /** Group after group, each in order, without those collapsed. */
  readonly window: (from: number, until: number) => Int32Array;
}

interface Bucket {
  readonly index: number;
  readonly key: string;
  readonly totals: Totals;
  count: number;
}

export function groupSlots(
  prepared: PreparedQuery,
  by: GroupBy,
  matched: Int32Array,
): GroupedSlots {
  const buckets: Bucket[] = [];
  const byKey = new Map<string, Bucket>();
  const bucketOf = (key: string): Bucket => {
    let bucket = byKey.get(key);
    if (bucket === undefined) {
      const totals = new Totals(prepared.sums, prepared.exchange);
      bucket = { index: buckets.length, key, totals, count: 0 };
      buckets.push(bucket);
      byKey.set(key, bucket);
    }
    return bucket;
  };
  const members = new Members(matched.length);
  const put = (bucket: Bucket, slot: number): void => {
    bucket.count += 1;
    if (prepared.sums.length > 0) bucket.totals.add(rowAt(prepared, slot));
    members.add(slot, bucket.index);
  };
  /** A value that is no object and belongs to one group belongs to it in every row. */
  const byValue = new Map<unknown, Bucket>();
  for (const slot of matched) {
    const row = rowAt(prepared, slot);
    const value = by.read(row);
    const known = byValue.get(value);
    if (known !== undefined) {
      put(known, slot);
      continue;
    }
    const keys = groupKeysOf(by, row);
    if (keys.length > 1) for (const key of new Set(keys)) put(bucketOf(key), slot);
    else {
      const bucket = bucketOf(keys[0] as string);
      if (typeof value !== 'object' || value === null) byValue.set(value, bucket);
      put(bucket, slot);
    }
  }

  const all = inGroupOrder(prepared, by, buckets);
  const ordered = all.length <= GROUPS_MAX ? all : all.slice(0, GROUPS_MAX - 1);
  if (ordered.length < all.length) {
    const rest = new Uint8Array(buckets.length);
    for (const { bucket } of all.slice(ordered.length)) rest[bucket.index] = 1;
    const others = bucketOf(OTHERS_KEY);
    for (const slot of members.slotsOf(rest)) put(others, slot);
    ordered.push({ bucket: others, label: 'All others' });
  }
  const open = ordered.filter(({ bucket }) => !by.collapsed.has(bucket.key));
  const starts = new Int32Array(buckets.length).fill(COLLAPSED);
  let count = 0;
  for (const { bucket } of open) {
    starts[bucket.index] = count;
    count += bucket.count;
  }
  const bySlots = members.inBuckets(starts, count);
  return {
    count,
    groups: ordered.map(({ bucket, label }) => ({
      key: bucket.key,
      label,
      count: bucket.count,
      sums: bucket.totals.result(),
    })),
    window: (from, until) => {
      const end = Math.min(until, count);
      const window = new Int32Array(Math.max(0, end - from));
      for (const { bucket } of open) {
        const start = starts[bucket.index] as number;
        const first = Math.max(from, start);
        const last = Math.min(end, start + bucket.count);
        if (first >= last) continue;
        const own = bySlots.subarray(start, start + bucket.count);
        window.set(inOrder(prepared, own, first - start, last - start), first - from);
      }
      return window;
    },
  };
}

/** Nobody reads more; grouping 100,000 names by themselves would send as many groups to the window. */
const GROUPS_MAX = 1000;
/** No field's value: values have no control characters. */
const OTHERS_KEY = '\u0000others';

/** In place of where a group begins. */
const COLLAPSED = -1;

/** Which slot lies in which bucket, in the order of slots. */
class Members {
  #slots: Int32Array;
  #buckets: Int32Array;
  #size = 0;

  /** As many as there are, when each row lies in one group. */
  constructor(expected: number) {
    this.#slots = new Int32Array(expected);
    this.#buckets = new Int32Array(expected);
  }

  add(slot: number, bucket: number): void {
    if (this.#size === this.#slots.length) {
      this.#slots = larger(this.#slots);
      this.#buckets = larger(this.#buckets);
    }
    this.#slots[this.#size] = slot;
    this.#buckets[this.#size++] = bucket;
  }

  /** Those in any of the marked buckets, each once. */
  slotsOf(marked: Uint8Array): ReadonlySet<number> {
    const slots = new Set<number>();
    for (let index = 0; index < this.#size; index++)
      if (marked[this.#buckets[index] as number] === 1) slots.add(this.#slots[index] as number);
    return slots;
  }

  /** Bucket after bucket, each from its start on; buckets without a start are left out. */
  inBuckets(starts: Int32Array, count: number): Int32Array {
    const next = starts.slice();
    const placed = new Int32Array(count);
    for (let index = 0; index < this.#size; index++) {
      const bucket = this.#buckets[index] as number;
      const place = next[bucket] as number;
      if (place === COLLAPSED) continue;
      placed[place] = this.#slots[index] as number;
      next[bucket] = place + 1;
    }
    return placed;
  }
}

function larger(array: Int32Array): Int32Array {
  const copy = new Int32Array(array.length * 2 + 16);
  copy.set(array);
  return copy;
}

function inGroupOrder(
  { context }: PreparedQuery,
  { field }: GroupBy,
  buckets: readonly Bucket[],
): { readonly bucket: Bucket; readonly label: string }[] {
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
