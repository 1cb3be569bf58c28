/**
 * Which slots have a key: sorted numbers, eight bytes an entry, so that 100,000 records with a dozen keys each take
 * ten megabytes and a lookup is a binary search. What changed since lies on top until it is built anew.
 */

/** Slots in the lower bits; a key above. Both fit into a float's 53 bits. */
const SLOTS_MAX = 2 ** 21;
const BUCKETS = 64;
/** Where the keys with the same upper bits begin is noted, so that a search has a few dozen entries to look at. */
const PREFIX_BITS = 16;

export class KeyIndex {
  #sorted = new Float64Array(0);
  #starts = new Uint32Array(2 ** PREFIX_BITS + 1);
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
    this.#starts = await startsOf(sorted, pause);
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

  /**
   * Slots from `first` on that have one of the keys: those of the rarest key first, `limit` a key and `most` in all.
   * What hundreds have in common says little about two of them.
   */
  slotsOfRarest(
    keys: readonly number[],
    first: number,
    limit: number,
    most: number,
    into: Set<number>,
  ): void {
    const blocks = keys.map((key) => {
      const start = this.#placeOf(key, first);
      const end = (key + 1) * SLOTS_MAX;
      // No further than it matters: whatever is longer is common.
      let length = 0;
      while (length < most && (this.#sorted[start + length] ?? Infinity) < end) length += 1;
      return { key, start, length };
    });
    blocks.sort((a, b) => a.length - b.length || a.key - b.key);
    for (const { key, start } of blocks) {
      if (into.size >= most) return;
      this.#take(key, start, first, limit, into);
    }
  }

  /** Where the first entry of the key from the slot on stands, or would stand. */
  #placeOf(key: number, slot: number): number {
    const sorted = this.#sorted;
    const wanted = key * SLOTS_MAX + slot;
    const prefix = key >>> (32 - PREFIX_BITS);
    let low = this.#starts[prefix] ?? 0;
    let high = this.#starts[prefix + 1] ?? sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #take(key: number, start: number, first: number, limit: number, into: Set<number>): void {
    const end = (key + 1) * SLOTS_MAX;
    for (let left = limit, at = start; left > 0 && at < this.#sorted.length; at++) {
      const entry = this.#sorted[at] ?? 0;
      if (entry >= end) break;
      const slot = entry - key * SLOTS_MAX;
      if (this.#stale.has(slot)) continue;
      into.add(slot);
      left -= 1;
    }
    for (const slot of this.#fresh.get(key) ?? []) if (slot >= first) into.add(slot);
  }
}

const COUNTED_AT_ONCE = 131_072;

async function startsOf(
  sorted: Float64Array,
  pause: () => Promise<void>,
): Promise<Uint32Array<ArrayBuffer>> {
  const starts = new Uint32Array(2 ** PREFIX_BITS + 1);
  const unit = SLOTS_MAX * 2 ** (32 - PREFIX_BITS);
  let next = 0;
  for (let at = 0; at < sorted.length; at++) {
    const prefix = Math.floor((sorted[at] ?? 0) / unit);
    for (; next <= prefix; next++) starts[next] = at;
    if (at % COUNTED_AT_ONCE === 0) await pause();
  }
  starts.fill(sorted.length, next);
  return starts;
}
