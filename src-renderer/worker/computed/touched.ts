/**
 * Which records have another computed value for a reason besides their own row: what is kept of such values, as an
 * order of a hundred thousand, places these anew and nothing else.
 */
import { ChangeLog } from '../rows/slot-log.ts';

/**
 * The ids, as they came, up to now. undefined: it cannot be told of which records; then it may be of all whenever
 * anything changed that the value is read from.
 */
export type Touched = () => ChangeLog<string> | undefined;

/** Of what changes because something else did. */
export class TouchedBy {
  readonly #log = new ChangeLog<string>();
  readonly #sources: readonly Touched[];
  readonly #seen: (readonly [log: ChangeLog<string>, position: number])[];

  constructor(sources: readonly Touched[]) {
    this.#sources = sources;
    this.#seen = [];
  }

  /** All that came, told to `heard` as well: these records, or with undefined all. */
  catchUp(heard?: (ids: readonly string[] | undefined) => void): ChangeLog<string> | undefined {
    for (const [index, touched] of this.#sources.entries()) {
      const source = touched();
      if (source === undefined) return undefined;
      const [before, position] = this.#seen[index] ?? [];
      if (source === before && source.position === position) continue;
      const ids = source === before ? source.since(position ?? -1) : null;
      this.#seen[index] = [source, source.position];
      if (ids === null) this.#log.forget();
      else for (const id of ids) this.#log.push(id);
      heard?.(ids ?? undefined);
    }
    return this.#log;
  }

  forget(): void {
    this.#log.forget();
  }
}
