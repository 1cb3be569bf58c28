/**
 * The groups of one field, and which of them each row lies in, by slot: made when first asked for, then kept up to
 * date. Their order and their names are kept as well, as long as nothing that they follow from is another.
 */
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import { targetOf } from '../rows/link-fields.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import type { FieldPath } from './field-path.ts';
import { groupKeysOf, groupLabel, groupRank, type GroupBy } from './grouping.ts';

/** In place of a group: the row lies in several. */
const IN_SEVERAL = -1;

interface Named {
  readonly label: string;
  readonly rank: readonly [number, string];
}

export class GroupColumn {
  readonly #table: RowTable;
  readonly #outside: () => number;
  readonly #titleVersion: () => number;
  #groupOf = new Int32Array(0);
  readonly #severalOf = new Map<number, readonly number[]>();
  #keys: string[] = [];
  readonly #placeOf = new Map<string, number>();
  /** A value that is no object and belongs to one group belongs to it in every row. */
  readonly #byValue = new Map<unknown, number>();
  #seen = -1;
  #seenOutside = -1;
  #seenZone = '';
  #names: Named[] = [];
  #namesOf = '';
  #order = new Int32Array(0);

  constructor(rows: RowStore, table: RowTable, { field, through, outside }: FieldPath) {
    const linked = through === undefined ? undefined : rows.table(through);
    const titlesOf = field.kind === 'links' ? field.to : targetOf(field);
    this.#table = table;
    this.#outside = () => (linked?.log.position ?? 0) + (outside?.() ?? 0);
    this.#titleVersion = () => (titlesOf === undefined ? 0 : rows.titleVersion(titlesOf));
  }

  /** By number of the group. */
  get keys(): readonly string[] {
    return this.#keys;
  }

  /** Whether there are rows that lie in more than one group. */
  get hasSeveral(): boolean {
    return this.#severalOf.size > 0;
  }

  label(group: number): string {
    return this.#names[group]?.label ?? '';
  }

  /** The groups in the order in which they are shown, with those that no row lies in any more. */
  get order(): Int32Array {
    return this.#order;
  }

  catchUp(by: GroupBy, context: FormatContext): void {
    this.#putRows(by, context.timeZone);
    this.#putInOrder(by, context);
  }

  /** Calls back with every row and each of the groups that it lies in. */
  each(slots: Int32Array, put: (slot: number, group: number) => void): void {
    const groupOf = this.#groupOf;
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index] as number;
      const group = groupOf[slot] as number;
      if (group !== IN_SEVERAL) put(slot, group);
      else for (const one of this.#severalOf.get(slot) ?? []) put(slot, one);
    }
  }

  #putRows(by: GroupBy, timeZone: string): void {
    const { log, rows } = this.#table;
    const outside = this.#outside();
    const isSame = outside === this.#seenOutside && timeZone === this.#seenZone;
    const changed = isSame ? log.since(this.#seen) : null;
    this.#seen = log.position;
    this.#seenOutside = outside;
    this.#seenZone = timeZone;
    if (changed !== null && changed.length === 0) return;
    if (this.#groupOf.length < rows.length) {
      const larger = new Int32Array(Math.ceil(rows.length * 1.25) + 16);
      larger.set(this.#groupOf);
      this.#groupOf = larger;
    }
    if (changed === null) {
      this.#keys = [];
      this.#names = [];
      this.#placeOf.clear();
      this.#byValue.clear();
      this.#severalOf.clear();
      for (let slot = 0; slot < rows.length; slot++) this.#putRow(slot, by);
    } else for (const slot of changed) this.#putRow(slot, by);
  }

  #putRow(slot: number, by: GroupBy): void {
    const row = this.#table.rows[slot];
    if (row === undefined) return;
    const value = by.read(row);
    const known = this.#byValue.get(value);
    if (this.#severalOf.size > 0) this.#severalOf.delete(slot);
    if (known !== undefined) {
      this.#groupOf[slot] = known;
      return;
    }
    const keys = groupKeysOf(by, row);
    if (keys.length > 1) {
      this.#severalOf.set(
        slot,
        Array.from(new Set(keys), (key) => this.#placeAt(key)),
      );
      this.#groupOf[slot] = IN_SEVERAL;
      return;
    }
    const place = this.#placeAt(keys[0] as string);
    if (typeof value !== 'object' || value === null) this.#byValue.set(value, place);
    this.#groupOf[slot] = place;
  }

  #placeAt(key: string): number {
    let place = this.#placeOf.get(key);
    if (place === undefined) {
      place = this.#keys.length;
      this.#keys.push(key);
      this.#placeOf.set(key, place);
    }
    return place;
  }

  #putInOrder({ field }: GroupBy, context: FormatContext): void {
    const namesOf = `${this.#titleVersion()} ${context.locale}`;
    if (namesOf !== this.#namesOf) this.#names = [];
    else if (this.#names.length === this.#keys.length) return;
    this.#namesOf = namesOf;
    for (let place = this.#names.length; place < this.#keys.length; place++) {
      const key = this.#keys[place] as string;
      const label = groupLabel(field, key, context);
      this.#names.push({ label, rank: groupRank(field, key, label) });
    }
    const names = this.#names;
    this.#order = Int32Array.from(names.keys()).sort((a, b) => {
      const [left, leftText] = (names[a] as Named).rank;
      const [right, rightText] = (names[b] as Named).rank;
      return left !== right ? left - right : leftText < rightText ? -1 : 1;
    });
  }
}
