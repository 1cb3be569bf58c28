/**
 * What changed, in order, so that everything derived from it can catch up when it is next asked: a cached order that
 * nobody looks at costs nothing while ten thousand rows change.
 */

/** Beyond this many entries catching up costs as much as building anew; also bounds the log's memory. */
const LOG_MAX_ENTRIES = 32_768;

export class ChangeLog<Entry> {
  #entries: Entry[] = [];
  /** Position of the first entry that is still kept. */
  #start = 0;

  /** Where a reader stands that has seen everything so far. */
  get position(): number {
    return this.#start + this.#entries.length;
  }

  push(entry: Entry): void {
    if (this.#entries.length >= LOG_MAX_ENTRIES) this.forget();
    this.#entries.push(entry);
  }

  /** Makes every reader start anew: so much changed that naming it is of no use. */
  forget(): void {
    this.#start += this.#entries.length + 1;
    this.#entries = [];
  }

  /** What changed since `position`, with repetitions; `null` when it is no longer known: look at all. */
  since(position: number): readonly Entry[] | null {
    if (position < this.#start) return null;
    return position === this.position ? [] : this.#entries.slice(position - this.#start);
  }
}

/** Which slots of a table changed. */
export class SlotLog extends ChangeLog<number> {}
