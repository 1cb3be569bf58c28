/**
 * The rows of one entity, each in a numbered slot that it keeps for life. Whatever is derived from rows (sort keys,
 * orders, search postings) is an array over slots, so a row is held once and an index costs a few bytes a row.
 */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { titleOf } from '../../../crm/kernel/derive.ts';
import { SlotLog } from './slot-log.ts';

export class RowTable {
  readonly entity: string;
  readonly log = new SlotLog();
  readonly #definition: () => EntityDef | undefined;
  readonly #rows: (AnyRow | undefined)[] = [];
  readonly #slots = new Map<string, number>();
  readonly #free: number[] = [];
  readonly #titles: (string | undefined)[] = [];
  #titleVersion = 0;

  constructor(entity: string, definition: () => EntityDef | undefined) {
    this.entity = entity;
    this.#definition = definition;
  }

  /** By slot; undefined where a record is gone and no new one has taken the slot yet. */
  get rows(): readonly (AnyRow | undefined)[] {
    return this.#rows;
  }

  get count(): number {
    return this.#slots.size;
  }

  /** Grows whenever a title that somebody may have read is another one now, or a record came or went. */
  get titleVersion(): number {
    return this.#titleVersion;
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  get(id: string): AnyRow | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : this.#rows[slot];
  }

  titleOf(id: string): string | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : this.titleAt(slot);
  }

  titleAt(slot: number): string | undefined {
    const row = this.#rows[slot];
    if (row === undefined) return undefined;
    let title = this.#titles[slot];
    if (title === undefined) {
      const definition = this.#definition();
      title = definition === undefined ? row.id : titleOf(definition, row);
      this.#titles[slot] = title;
    }
    return title;
  }

  *[Symbol.iterator](): Generator<AnyRow> {
    for (const row of this.#rows) if (row !== undefined) yield row;
  }

  /** Puts many rows at once, without a log entry for each. */
  load(rows: readonly AnyRow[]): void {
    for (const row of rows) this.#put(row, this.#slots.get(row.id));
    this.#titleVersion++;
    this.log.forget();
  }

  /** Reads every row anew, after the definition changed. */
  redefine(settle: (row: AnyRow) => AnyRow): void {
    for (const [slot, row] of this.#rows.entries()) {
      this.#titles[slot] = undefined;
      if (row !== undefined) this.#rows[slot] = settle(row);
    }
    this.#titleVersion++;
    this.log.forget();
  }

  /** Puts (or with undefined removes) one row; returns the row that it replaces. */
  set(id: string, after: AnyRow | undefined): AnyRow | undefined {
    const slot = this.#slots.get(id);
    const before = slot === undefined ? undefined : this.#rows[slot];
    if (after === before) return before;
    if (after === undefined) {
      if (slot !== undefined) this.#remove(id, slot);
      return before;
    }
    const titleBefore = slot === undefined ? undefined : this.#titles[slot];
    const at = this.#put(after, slot);
    if (slot === undefined || (titleBefore !== undefined && titleBefore !== this.titleAt(at)))
      this.#titleVersion++;
    this.log.push(at);
    return before;
  }

  #put(row: AnyRow, known: number | undefined): number {
    const slot = known ?? this.#free.pop() ?? this.#rows.length;
    if (known === undefined) this.#slots.set(row.id, slot);
    this.#rows[slot] = row;
    this.#titles[slot] = undefined;
    return slot;
  }

  #remove(id: string, slot: number): void {
    this.#slots.delete(id);
    this.#rows[slot] = undefined;
    this.#titles[slot] = undefined;
    this.#free.push(slot);
    this.#titleVersion++;
    this.log.push(slot);
  }
}
