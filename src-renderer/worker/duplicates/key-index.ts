/**
 * Which slots have a key: sorted numbers, eight bytes an entry, so that 100,000 records with a dozen keys each take
 * ten megabytes and a lookup is a binary search. What changed since lies on top until it is built anew.
 */

/** Slots in the lower bits; a key above. Both fit into a float's 53 bits. */
const SLOTS_MAX = 2 ** 21;
const BUCKETS = 64;

export class KeyIndex {
  #sorted = new Float64Array(0);
  readonly #fresh = new Map<number, Set<number>>();
  readonly #stale = new Map<number, readonly number[]>();

  get changed(): number {
    return this.#stale.size;
  }

  /** Replaces all; sorts a part at a time, calling `pause` in between. */
  async build(
    entries: Iterable<readonly [slot: number, keys: readonly number[]]>,
    pause: () => Promise<void>,
  ): Promise<void> {
    const buckets: number[][] = Array.from({ length: BUCKETS }, () => []);
    let size = 0;
    for (const [slot, keys] of entries) {
      for (const key of keys) buckets[key >>> 26]?.push(key * SLOTS_MAX + slot);
      size += keys.length;
      if ((slot & 1023) === 0) await pause();
    }
    const sorted = new Float64Array(size);
    let at = 0;
    for (const bucket of buckets) {
      const part = Float64Array.from(bucket).sort();
      sorted.set(part, at);
      at += part.length;
      await pause();
    }
    this.#sorted = sorted;
    this.#fresh.clear();
    this.#stale.clear();
  }

  /** The slot has these keys now, whatever it had before. */
  put(slot: number, keys: readonly number[]): void {
    for (const key of this.#stale.get(slot) ?? []) this.#fresh.get(key)?.delete(slot);
    this.#stale.set(slot, keys);
    for (const key of keys) {
      const slots = this.#fresh.get(key);
      if (slots === undefined) this.#fresh.set(key, new Set([slot]));
      else slots.add(slot);
    }
  }

  /** Slots with the key from `first` on, at most `limit`. */
  slotsOf(key: number, first: number, limit: number, into: Set<number>): void {
    let low = 0;
    let high = this.#sorted.length;
    const wanted = key * SLOTS_MAX + first;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    const end = (key + 1) * SLOTS_MAX;
    for (let left = limit; left > 0 && low < this.#sorted.length; low++) {
      const entry = this.#sorted[low] ?? 0;
      if (entry >= end) break;
      const slot = entry - key * SLOTS_MAX;
      if (this.#stale.has(slot)) continue;
      into.add(slot);
      left -= 1;
    }
    for (const slot of this.#fresh.get(key) ?? []) if (slot >= first) into.add(slot);
  }
}
