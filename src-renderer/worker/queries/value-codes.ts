/**
 * The values of a field as small numbers by slot: a condition on a choice, a link or a date is then decided once a
 * value and looked up once a row.
 */
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import type { RowTable } from '../rows/row-table.ts';
import type { FieldPath } from './field-path.ts';

/** Beyond this many different values a table of verdicts saves nothing over asking each row. */
const VALUES_MAX = 20_000;
const UNKNOWN = 0;
const PASSES = 1;
const FAILS = 2;

export class ValueCodes {
  readonly #table: RowTable;
  readonly #path: FieldPath;
  readonly #outside: () => number;
  readonly #asked: ((value: never) => string) | undefined;
  #codes = new Uint16Array(0);
  #values: unknown[] = [];
  #codeOf = new Map<unknown, number>();
  #suitable = true;
  #seen = -1;
  #seenOutside = -1;

  /** `outside` grows when something besides the row itself may have changed its value. */
  constructor(table: RowTable, path: FieldPath, outside: () => number) {
    this.#table = table;
    this.#path = path;
    this.#outside = outside;
    this.#asked = kindOf(path.field).asked;
  }

  /** A test by slot that gives what `test` gives for the row's value; undefined where codes are of no use. */
  tester(test: (value: unknown) => boolean): ((slot: number) => boolean) | undefined {
    this.#catchUp();
    if (!this.#suitable) return undefined;
    const codes = this.#codes;
    const values = this.#values;
    const verdicts = new Uint8Array(values.length);
    return (slot) => {
      const code = codes[slot] as number;
      const known = verdicts[code];
      if (known !== UNKNOWN) return known === PASSES;
      const passes = test(values[code]);
      verdicts[code] = passes ? PASSES : FAILS;
      return passes;
    };
  }

  #catchUp(): void {
    const { log, rows } = this.#table;
    const outside = this.#outside();
    const changed = outside === this.#seenOutside ? log.since(this.#seen) : null;
    this.#seen = log.position;
    this.#seenOutside = outside;
    if (changed === null) {
      // Whether a field is suitable is asked anew after a load only; values of one kind do not become another.
      this.#values = [];
      this.#codeOf = new Map();
      this.#suitable = true;
    }
    if (!this.#suitable || changed?.length === 0) return;
    if (this.#codes.length < rows.length) {
      const larger = new Uint16Array(Math.ceil(rows.length * 1.25) + 16);
      larger.set(this.#codes);
      this.#codes = larger;
    }
    if (changed !== null) for (const slot of changed) this.#put(slot);
    else for (let slot = 0; slot < rows.length && this.#suitable; slot++) this.#put(slot);
  }

  #put(slot: number): void {
    const row = this.#table.rows[slot];
    const value = row === undefined ? undefined : this.#path.read(row);
    const isObject = typeof value === 'object' && value !== null;
    const asked = isObject && this.#asked !== undefined ? this.#asked(value as never) : value;
    let code = this.#codeOf.get(asked);
    if (code === undefined) {
      // An object is equal to nothing but itself: one code a row, and a condition may look into it.
      this.#suitable &&=
        (!isObject || this.#asked !== undefined) && this.#values.length < VALUES_MAX;
      if (!this.#suitable) return;
      code = this.#values.length;
      this.#values.push(value);
      this.#codeOf.set(asked, code);
    }
    this.#codes[slot] = code;
  }
}
