/** The first rows of an order without sorting the others. */
import type { Compare } from './row-order.ts';

/**
 * The first `limit` of `slots` by `compare`, sorted. A heap holds the best so far with the worst of them on top, so
 * that nearly every other slot is dismissed by one comparison.
 */
export function firstRows(slots: Int32Array, limit: number, compare: Compare): Int32Array {
  if (limit <= 0) return new Int32Array(0);
  const size = Math.min(limit, slots.length);
  const heap = slots.slice(0, size);
  for (let parent = (size >>> 1) - 1; parent >= 0; parent--) sink(heap, parent, compare);
  for (let i = size; i < slots.length; i++) {
    const slot = slots[i] as number;
    if (compare(slot, heap[0] as number) >= 0) continue;
    heap[0] = slot;
    sink(heap, 0, compare);
  }
  return heap.sort(compare);
}

function sink(heap: Int32Array, from: number, compare: Compare): void {
  const slot = heap[from] as number;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    const other = child + 1;
    if (other < heap.length && compare(heap[other] as number, heap[child] as number) > 0)
      child = other;
    if (compare(heap[child] as number, slot) <= 0) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = slot;
}
