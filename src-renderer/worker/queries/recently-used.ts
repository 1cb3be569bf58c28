/** Keeps what was asked for lately and drops the rest, so that derived data does not pile up. */
export class RecentlyUsed<Value> {
  readonly #kept = new Map<string, Value>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  has(key: string): boolean {
    return this.#kept.has(key);
  }

  /** A map keeps the order of insertion: what is put again becomes the most recent. */
  getOrMake(key: string, make: () => Value): Value {
    const value = this.#kept.has(key) ? (this.#kept.get(key) as Value) : make();
    this.#kept.delete(key);
    this.#kept.set(key, value);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#limit) break;
      this.#kept.delete(oldest);
    }
    return value;
  }
}
