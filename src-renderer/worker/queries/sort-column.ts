/** The sort keys of one field of all rows, by slot; computed when first asked for, then kept up to date. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { targetOf } from '../rows/link-fields.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import { SlotLog } from '../rows/slot-log.ts';
import type { FieldPath } from './field-path.ts';
import { packDate, packId, packText } from './sort-key-packing.ts';

/** The key of a row without a value. No value has it: JSON knows no infinity. */
export const ABSENT = Number.POSITIVE_INFINITY;

type SortKey = string | number | undefined;

export class SortColumn {
  /** Slots whose key became another one. */
  readonly log = new SlotLog();
  /** Entities whose titles the keys are made of; `*`: of any. */
  readonly titlesOf: string | undefined;
  readonly #table: RowTable;
  readonly #keyOf: (row: AnyRow) => SortKey;
  readonly #pack: (text: string) => number;
  /** Grows when something besides the row itself may have changed keys. */
  readonly #outside: () => number;
  /** Over links there are few different values, and the key of each needs a title. */
  readonly #valueOf: ((row: AnyRow) => unknown) | undefined;
  #keys = new Float64Array(0);
  /** The texts that packed keys stand for; for numbers it stays empty. */
  #texts: (string | undefined)[] = [];
  #seen = -1;
  #seenOutside = -1;

  private constructor(
    table: RowTable,
    keyOf: (row: AnyRow) => SortKey,
    pack: (text: string) => number,
    outside: () => number,
    titlesOf: string | undefined,
    valueOf: ((row: AnyRow) => unknown) | undefined,
  ) {
    this.#table = table;
    this.#keyOf = keyOf;
    this.#pack = pack;
    this.#outside = outside;
    this.titlesOf = titlesOf;
    this.#valueOf = valueOf;
  }

  static ofField(rows: RowStore, table: RowTable, path: FieldPath): SortColumn {
    const { field, read, through } = path;
    const kind = kindOf(field);
    const context: FormatContext = { locale: 'en', timeZone: 'UTC', titleOf: rows.titleOf };
    const titlesOf = field.kind === 'links' ? field.to : targetOf(field);
    const linked = through === undefined ? undefined : rows.table(through);
    const outside = (): number =>
      (linked === undefined ? 0 : linked.log.position) +
      (titlesOf === undefined ? 0 : rows.titleVersion(titlesOf));
    const keyOf = (row: AnyRow): SortKey => {
      const value = read(row);
      return value === undefined || value === null ? undefined : kind.sortKey(value as never, field, context);
    };
    const pack = field.kind === 'date' || field.kind === 'dateTime' ? packDate : packText;
    return new SortColumn(table, keyOf, pack, outside, titlesOf, targetOf(field) === undefined ? undefined : read);
  }

  static ofId(table: RowTable): SortColumn {
    return new SortColumn(table, (row) => row.id, packId, () => 0, undefined, undefined);
  }

  /** Valid until the next `catchUp`. */
  get keys(): Float64Array {
    return this.#keys;
  }

  get texts(): readonly (string | undefined)[] {
    return this.#texts;
  }

  /** Order of two slots that both have a key: negative, 0 or positive. */
  compare(a: number, b: number): number {
    const left = this.#keys[a] as number;
    const right = this.#keys[b] as number;
    if (left !== right) return left < right ? -1 : 1;
    const leftText = this.#texts[a];
    const rightText = this.#texts[b];
    if (leftText === rightText || leftText === undefined || rightText === undefined) return 0;
    return leftText < rightText ? -1 : 1;
  }

  catchUp(): void {
    const { log, rows } = this.#table;
    const outside = this.#outside();
    const changed = outside === this.#seenOutside ? log.since(this.#seen) : null;
    const first = this.#seen < 0;
    this.#seen = log.position;
    this.#seenOutside = outside;
    if (changed !== null && changed.length === 0) return;
    this.#grow(rows.length);
    if (changed !== null) {
      for (const slot of changed) this.#put(slot, this.#keyAt(rows[slot]), first);
      return;
    }
    const known = this.#valueOf === undefined ? undefined : new Map<unknown, SortKey>();
    for (let slot = 0; slot < rows.length; slot++) {
      const row = rows[slot];
      this.#put(slot, known === undefined ? this.#keyAt(row) : this.#knownKey(row, known), first);
    }
  }

  #keyAt(row: AnyRow | undefined): SortKey {
    return row === undefined ? undefined : this.#keyOf(row);
  }

  #knownKey(row: AnyRow | undefined, known: Map<unknown, SortKey>): SortKey {
    const value = row === undefined ? undefined : this.#valueOf?.(row);
    if (row === undefined || value === undefined) return undefined;
    let key = known.get(value);
    if (key === undefined && !known.has(value)) {
      key = this.#keyOf(row);
      known.set(value, key);
    }
    return key;
  }

  #put(slot: number, key: SortKey, first: boolean): void {
    const isText = typeof key === 'string';
    const text = isText ? key : undefined;
    // Minus zero and zero are one number to `<`, but not to the bits that orders are sorted by.
    const packed = isText ? this.#pack(key) : key === undefined || Number.isNaN(key) ? ABSENT : key + 0;
    if (!first && this.#keys[slot] === packed && this.#texts[slot] === text) return;
    this.#keys[slot] = packed;
    if (isText || this.#texts.length > 0) this.#setText(slot, text);
    if (!first) this.log.push(slot);
  }

  #setText(slot: number, text: string | undefined): void {
    // Filled in order, so that the engine keeps a plain array and not a dictionary.
    while (this.#texts.length < slot) this.#texts.push(undefined);
    this.#texts[slot] = text;
  }

  #grow(slots: number): void {
    if (this.#keys.length >= slots) return;
    const larger = new Float64Array(Math.ceil(slots * 1.25) + 16).fill(ABSENT);
    larger.set(this.#keys);
    this.#keys = larger;
  }
}
