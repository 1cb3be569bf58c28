/** The quick filter above a list: every word occurs somewhere in what the record can be found by. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { searchTexts } from '../../../crm/kernel/derive.ts';
import { digitsOf, fold } from '../../../crm/kernel/text-folding.ts';
import type { RowTable } from '../rows/row-table.ts';

/** Rows with more text than this (long descriptions) are folded when asked, so that texts are not held twice. */
const KEPT_MAX_CHARS = 600;
/** Digits, blanks and the signs that people write between them; three digits at least. */
const PHONE = /^[+(]?(?:[\s()/.-]*\d){3}[\d\s()/.-]*$/;

export class QuickTexts {
  readonly #entity: EntityDef;
  readonly #table: RowTable;
  readonly #texts: (string | undefined)[] = [];
  #seen = -1;

  constructor(entity: EntityDef, table: RowTable) {
    this.#entity = entity;
    this.#table = table;
  }

  /** A test of a row, or undefined when the text has no words. */
  prepare(text: string): ((row: AnyRow) => boolean) | undefined {
    const words = fold(text)
      .split(' ')
      .filter((word) => word !== '');
    if (words.length === 0) return undefined;
    const phone = PHONE.test(text.trim()) ? digitsOf(text).replace(/^0+/, '') : '';
    return (row) => {
      const found = this.#textOf(row);
      return words.every((word) => found.includes(word)) || (phone !== '' && found.includes(phone));
    };
  }

  /** Forgets the texts of rows that changed. */
  #catchUp(): void {
    const { log } = this.#table;
    const changed = log.since(this.#seen);
    this.#seen = log.position;
    if (changed === null) this.#texts.length = 0;
    else for (const slot of changed) if (slot < this.#texts.length) this.#texts[slot] = undefined;
  }

  #textOf(row: AnyRow): string {
    if (this.#seen !== this.#table.log.position) this.#catchUp();
    const slot = this.#table.slotOf(row.id);
    // A row that is no longer (or not yet) the one in the store has no kept text.
    if (slot === undefined || this.#table.rows[slot] !== row) return this.#fold(row);
    let text = this.#texts[slot];
    if (text === undefined) {
      text = this.#fold(row);
      while (this.#texts.length < slot) this.#texts.push(undefined);
      if (text.length <= KEPT_MAX_CHARS) this.#texts[slot] = text;
    }
    return text;
  }

  #fold(row: AnyRow): string {
    return searchTexts(this.#entity, row)
      .map(({ text }) => fold(text))
      .join('\n');
  }
}
