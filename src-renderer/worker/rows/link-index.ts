/**
 * The other side of one link field: which records point at one. Derived, never stored; built when it is first asked
 * for and brought up to date from the table's log when it is asked again. Whatever follows from such links shares it.
 */
import { linkKey, type LinkField } from './link-fields.ts';
import type { RowTable } from './row-table.ts';
import { ChangeLog } from './slot-log.ts';

/** Going through more records than these would be felt before the first list. */
const INDEX_AT_ONCE_MAX_ROWS = 5_000;

const NONE: Iterable<number> = [];

export class LinkIndex {
  /** Keys of the records (see `linkKey`) at which another record points than before, or one that changed. */
  readonly touched = new ChangeLog<string>();
  readonly table: RowTable;
  readonly field: LinkField;
  /** Most are pointed at by one record only: a number takes a tenth of what a set takes. */
  readonly #slotsOf = new Map<string, number | Set<number>>();
  readonly #keysOf: (readonly string[] | undefined)[] = [];
  #seen = -1;

  constructor(table: RowTable, field: LinkField) {
    this.table = table;
    this.field = field;
  }

  isReady(): boolean {
    return this.#seen >= 0 || this.table.count <= INDEX_AT_ONCE_MAX_ROWS;
  }

  /** Slots of the records that point there, archived ones included; as of the last `catchUp`. */
  slotsAt(key: string): Iterable<number> {
    const slots = this.#slotsOf.get(key);
    if (slots === undefined) return NONE;
    return typeof slots === 'number' ? [slots] : slots;
  }

  /** Ids of the records that point at this one, archived ones included, by id. */
  pointingAt(entity: string, id: string): readonly string[] {
    const key = linkKey(this.field, entity, id);
    if (key === undefined) return [];
    this.catchUp();
    return Array.from(this.slotsAt(key), (slot) => this.table.rows[slot]?.id ?? '').toSorted();
  }

  catchUp(): void {
    const { log, rows } = this.table;
    if (this.#seen === log.position) return;
    const changed = log.since(this.#seen);
    this.#seen = log.position;
    if (changed === null) {
      this.#slotsOf.clear();
      this.#keysOf.length = 0;
      for (let slot = 0; slot < rows.length; slot++) this.#add(slot);
      this.touched.forget();
      return;
    }
    for (const slot of new Set(changed)) {
      this.#drop(slot);
      this.#add(slot);
      for (const key of this.#keysOf[slot] ?? []) this.touched.push(key);
    }
  }

  #drop(slot: number): void {
    for (const key of this.#keysOf[slot] ?? []) {
      const slots = this.#slotsOf.get(key);
      if (typeof slots === 'object' && slots.size > 1) slots.delete(slot);
      else this.#slotsOf.delete(key);
      this.touched.push(key);
    }
    this.#keysOf[slot] = undefined;
  }

  #add(slot: number): void {
    const row = this.table.rows[slot];
    if (row === undefined) return;
    const keys: string[] = [];
    this.field.eachKey(row, (key) => {
      if (!keys.includes(key)) keys.push(key);
    });
    if (keys.length === 0) return;
    this.#keysOf[slot] = keys;
    for (const key of keys) {
      const slots = this.#slotsOf.get(key);
      if (slots === undefined) this.#slotsOf.set(key, slot);
      else if (typeof slots === 'number') this.#slotsOf.set(key, new Set([slots, slot]));
      else slots.add(slot);
    }
  }
}
