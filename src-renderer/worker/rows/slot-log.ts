/**
 * Which slots of a table changed, in order, so that everything derived from it can catch up when it is next asked:
 * a cached order that nobody looks at costs nothing while ten thousand rows change.
 */

/** Beyond this many entries catching up costs as much as building anew; also bounds the log's memory. */
const LOG_MAX_SLOTS = 32_768;

export class SlotLog {
  #slots: number[] = [];
  /** Position of the first entry that is still kept. */
  #start = 0;

  /** Where a reader stands that has seen everything so far. */
  get position(): number {
    return this.#start + this.#slots.length;
  }

  push(slot: number): void {
    if (this.#slots.length >= LOG_MAX_SLOTS) this.forget();
    this.#slots.push(slot);
  }

  /** Makes every reader start anew: so much changed that naming the slots is of no use. */
  forget(): void {
    this.#start += this.#slots.length + 1;
    this.#slots = [];
  }

  /** The slots changed since `position`, with repetitions; `null` when they are no longer known: look at all. */
  since(position: number): readonly number[] | null {
    if (position < this.#start) return null;
    return position === this.position ? [] : this.#slots.slice(position - this.#start);
  }
}
