/** The sort keys of one field of all rows, by slot; computed when first asked for, then kept up to date. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { targetOf } from '../rows/link-fields.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import { SlotLog, type ChangeLog } from '../rows/slot-log.ts';
import type { Touched } from '../computed/touched.ts';
import type { FieldPath } from './field-path.ts';
import { datePacker, idPacker, textPacker } from './sort-key-packing.ts';

/** The key of a row without a value. No value has it: JSON knows no infinity. */
export const ABSENT = Number.POSITIVE_INFINITY;

type SortKey = string | number | undefined;

/** How the keys of a field are had. */
interface KeySource {
  readonly keyOf: (row: AnyRow) => SortKey;
  readonly valueOf: (row: AnyRow) => unknown;
  readonly pack: (text: string) => number;
  /** From the value itself where that is quicker than its key; NaN where it must be the key. */
  readonly packValue?: (text: string) => number;
  /** Few different values stand for many rows, and the key of each is costly: links, by their titles. */
  readonly repeats: boolean;
  /** Grows when something besides the row itself may have changed its key. */
  readonly outside: () => number;
  /** Instead, where it is known: of which records. */
  readonly touched?: Touched | undefined;
}

export class SortColumn {
  /** Slots whose key changed though their row did not: a linked record has another title. */
  readonly log = new SlotLog();
  readonly #table: RowTable;
  readonly #source: KeySource;
  #keys = new Float64Array(0);
  /** The texts that packed keys stand for, where they are known already. */
  readonly #texts: (string | undefined)[] = [];
  #holdsTexts = false;
  #seen = -1;
  #seenOutside = -1;
  #touched: ChangeLog<string> | undefined;
  #seenTouched = -1;

  private constructor(table: RowTable, source: KeySource) {
    this.#table = table;
    this.#source = source;
  }

  static ofField(rows: RowStore, table: RowTable, path: FieldPath): SortColumn {
    const { field, read, through, order, outside } = path;
    if (order !== undefined) return SortColumn.#ofTexts(table, order);
    const kind = kindOf(field);
    const context: FormatContext = { locale: 'en', timeZone: 'UTC', titleOf: rows.titleOf };
    const titlesOf = field.kind === 'links' ? field.to : targetOf(field);
    const linked = through === undefined ? undefined : rows.table(through);
    const isDate = field.kind === 'date' || field.kind === 'dateTime';
    return new SortColumn(table, {
      valueOf: read,
      keyOf: (row) => {
        const value = read(row);
        return value === undefined || value === null
          ? undefined
          : kind.sortKey(value as never, field, context);
      },
      pack: isDate ? datePacker.pack : textPacker.pack,
      ...(isDate ? { packValue: datePacker.pack } : {}),
      ...((kind.sortKey as unknown) === fold ? { packValue: textPacker.packUnfolded } : {}),
      repeats: targetOf(field) !== undefined || outside !== undefined,
      touched: titlesOf === undefined && linked === undefined ? path.touched : undefined,
      outside: () =>
        (outside?.() ?? 0) +
        (linked === undefined ? 0 : linked.log.position) +
        (titlesOf === undefined ? 0 : rows.titleVersion(titlesOf)),
    });
  }

  static #ofTexts(table: RowTable, textOf: (row: AnyRow) => string | undefined): SortColumn {
    return new SortColumn(table, {
      valueOf: textOf,
      keyOf: textOf,
      pack: textPacker.pack,
      repeats: false,
      outside: () => 0,
    });
  }

  static ofId(table: RowTable): SortColumn {
    const idOf = (row: AnyRow): string => row.id;
    return new SortColumn(table, {
      valueOf: idOf,
      keyOf: idOf,
      pack: idPacker.pack,
      packValue: idPacker.pack,
      repeats: false,
      outside: () => 0,
    });
  }

  /** Valid until the next `catchUp`. */
  get keys(): Float64Array {
    return this.#keys;
  }

  /** Whether equal keys may stand for different texts. */
  get holdsTexts(): boolean {
    return this.#holdsTexts;
  }

  /** Order of two slots that both have a key: negative, 0 or positive. */
  compare(a: number, b: number): number {
    const left = this.#keys[a] as number;
    const right = this.#keys[b] as number;
    if (left !== right) return left < right ? -1 : 1;
    return this.#holdsTexts ? this.compareTexts(a, b) : 0;
  }

  /** The same for slots known to have equal keys. */
  compareTexts(a: number, b: number): number {
    const leftText = this.#texts[a];
    const rightText = this.#texts[b];
    if (leftText === undefined || rightText === undefined) {
      if (this.#value(a) === this.#value(b)) return 0;
    }
    const left = leftText ?? this.#textAt(a);
    const right = rightText ?? this.#textAt(b);
    return left === right ? 0 : left < right ? -1 : 1;
  }

  catchUp(): void {
    const { log, rows } = this.#table;
    const touched = this.#source.touched?.();
    const others = this.#slotsTouched(touched);
    const outside = touched === undefined ? this.#source.outside() : -1;
    const moved = others === null || outside !== this.#seenOutside;
    const changed = moved ? null : log.since(this.#seen);
    const first = this.#seen < 0;
    this.#seen = log.position;
    this.#seenOutside = outside;
    if (changed !== null && changed.length === 0 && others?.length === 0) return;
    this.#grow(rows.length);
    if (changed !== null) {
      for (const slot of changed) this.#putRow(slot, rows[slot]);
      for (const slot of others ?? []) this.#putOther(slot);
    } else if (this.#source.repeats) {
      this.#putRepeated(first);
    } else {
      for (let slot = 0; slot < rows.length; slot++) this.#putRow(slot, rows[slot]);
      if (moved) this.log.forget();
    }
  }

  /** Slots of the records whose value may be another though their row is not; null: of any. */
  #slotsTouched(touched: ChangeLog<string> | undefined): readonly number[] | null {
    const isSame = touched === this.#touched;
    const ids = touched === undefined ? [] : isSame ? touched.since(this.#seenTouched) : null;
    this.#touched = touched;
    this.#seenTouched = touched?.position ?? -1;
    if (!isSame) return null;
    return ids?.flatMap((id) => this.#table.slotOf(id) ?? []) ?? null;
  }

  /** What has another key now is placed anew in the orders. */
  #putOther(slot: number): void {
    const [key, text] = [this.#keys[slot], this.#texts[slot]];
    this.#putRow(slot, this.#table.rows[slot]);
    if (key !== this.#keys[slot] || text !== this.#texts[slot]) this.log.push(slot);
  }

  #value(slot: number): unknown {
    const row = this.#table.rows[slot];
    return row === undefined ? undefined : this.#source.valueOf(row);
  }

  #textAt(slot: number): string {
    const row = this.#table.rows[slot];
    const text = row === undefined ? '' : String(this.#source.keyOf(row) ?? '');
    this.#setText(slot, text);
    return text;
  }

  /** Only slots with another key than before are noted, so that one renamed account moves its own contacts. */
  #putRepeated(first: boolean): void {
    const { rows } = this.#table;
    const known = new Map<
      unknown,
      { readonly packed: number; readonly text: string | undefined }
    >();
    for (let slot = 0; slot < rows.length; slot++) {
      const row = rows[slot];
      const value = row === undefined ? undefined : this.#source.valueOf(row);
      let key = known.get(value);
      if (key === undefined) {
        const found = row === undefined ? undefined : this.#source.keyOf(row);
        key = { packed: this.#packed(found), text: typeof found === 'string' ? found : undefined };
        known.set(value, key);
      }
      const same = this.#keys[slot] === key.packed && this.#texts[slot] === key.text;
      if (same) continue;
      this.#keys[slot] = key.packed;
      this.#setText(slot, key.text);
      if (!first) this.log.push(slot);
    }
  }

  #putRow(slot: number, row: AnyRow | undefined): void {
    const { packValue, keyOf, valueOf } = this.#source;
    if (row !== undefined && packValue !== undefined) {
      const value = valueOf(row);
      const packed = typeof value === 'string' ? packValue(value) : Number.NaN;
      if (!Number.isNaN(packed)) {
        this.#holdsTexts = true;
        this.#keys[slot] = packed;
        if (this.#texts[slot] !== undefined) this.#texts[slot] = undefined;
        return;
      }
    }
    const key = row === undefined ? undefined : keyOf(row);
    this.#keys[slot] = this.#packed(key);
    this.#setText(slot, typeof key === 'string' ? key : undefined);
  }

  #packed(key: SortKey): number {
    if (typeof key === 'string') {
      this.#holdsTexts = true;
      return this.#source.pack(key);
    }
    // Minus zero and zero are one number to `<`, but not to the bits that orders are sorted by.
    return key === undefined || Number.isNaN(key) ? ABSENT : key + 0;
  }

  #setText(slot: number, text: string | undefined): void {
    if (text === undefined && slot >= this.#texts.length) return;
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
