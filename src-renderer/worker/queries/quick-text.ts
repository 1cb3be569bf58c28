/**
 * The quick filter above a list: every word occurs somewhere in what the record can be found by.
 *
 * The folded texts of some hundred rows stand in one string after the other: whether a word occurs in any of them is
 * then one search of the engine's own instead of one a row.
 */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { searchTexts } from '../../../crm/kernel/derive.ts';
import { digitsOf, fold } from '../../../crm/kernel/text-folding.ts';
import type { RowTable } from '../rows/row-table.ts';
import type { RowTest, SlotTest } from './row-filter.ts';

const BLOCK_ROWS = 256;
/** Rows with more text than this (long descriptions) are folded when asked, so that texts are not held twice. */
const KEPT_MAX_CHARS = 600;
/** Digits, blanks and the signs that people write between them; three digits at least. */
const PHONE = /^[+(]?(?:[\s()/.-]*\d){3}[\d\s()/.-]*$/;

interface Block {
  readonly text: string;
  /** Where each row's text begins; one more at the end. */
  readonly starts: Int32Array;
  /** Slots whose text is not kept. */
  readonly long: readonly number[];
}

interface Wanted {
  readonly words: readonly string[];
  /** Digits of a telephone number that may stand in place of the words; '' when the text is none. */
  readonly phone: string;
}

export class QuickTexts {
  readonly #entity: EntityDef;
  readonly #table: RowTable;
  readonly #blocks: (Block | undefined)[] = [];
  #seen = -1;

  constructor(entity: EntityDef, table: RowTable) {
    this.#entity = entity;
    this.#table = table;
  }

  /** Tests of a row, or undefined when the text has no words. */
  prepare(
    text: string,
  ): { readonly test: RowTest; readonly prepareSlots: () => SlotTest } | undefined {
    const words = fold(text)
      .split(' ')
      .filter((word) => word !== '')
      .toSorted((a, b) => b.length - a.length);
    if (words.length === 0) return undefined;
    const phone = PHONE.test(text.trim()) ? digitsOf(text).replace(/^0+/, '') : '';
    const wanted = { words, phone };
    return {
      test: (row) => isIn(this.#fold(row), wanted),
      prepareSlots: () => {
        const found = this.#search(wanted);
        return (_row, slot) => found[slot] === 1;
      },
    };
  }

  /** Makes one of the blocks that a search would have to make first; false when there is none. */
  makeNext(): boolean {
    this.#catchUp();
    const count = Math.ceil(this.#table.rows.length / BLOCK_ROWS);
    for (let index = 0; index < count; index++) {
      if (this.#blocks[index] !== undefined) continue;
      this.#block(index);
      return true;
    }
    return false;
  }

  /** 1 at the slots of rows that hold what is wanted. */
  #search(wanted: Wanted): Uint8Array {
    this.#catchUp();
    const { rows } = this.#table;
    const found = new Uint8Array(rows.length);
    for (let first = 0; first < rows.length; first += BLOCK_ROWS) {
      const block = this.#block(first / BLOCK_ROWS);
      mark(block, first, wanted.words, found);
      if (wanted.phone !== '') mark(block, first, [wanted.phone], found);
      for (const slot of block.long) {
        const row = rows[slot];
        if (row !== undefined && isIn(this.#fold(row), wanted)) found[slot] = 1;
      }
    }
    return found;
  }

  /** Forgets the blocks in which rows changed. */
  #catchUp(): void {
    const { log, rows } = this.#table;
    if (this.#seen === log.position) return;
    const changed = log.since(this.#seen);
    this.#seen = log.position;
    if (changed === null) this.#blocks.length = 0;
    else for (const slot of changed) this.#blocks[Math.floor(slot / BLOCK_ROWS)] = undefined;
    this.#blocks.length = Math.ceil(rows.length / BLOCK_ROWS);
  }

  #block(index: number): Block {
    return (this.#blocks[index] ??= this.#makeBlock(index));
  }

  #makeBlock(index: number): Block {
    const first = index * BLOCK_ROWS;
    const { rows } = this.#table;
    const count = Math.min(BLOCK_ROWS, rows.length - first);
    const starts = new Int32Array(count + 1);
    const long: number[] = [];
    const texts: string[] = [];
    let length = 0;
    for (let place = 0; place < count; place++) {
      const row = rows[first + place];
      let text = row === undefined ? '' : this.#fold(row);
      if (text.length > KEPT_MAX_CHARS) {
        text = '';
        long.push(first + place);
      }
      starts[place] = length;
      // No word has a line break in it: what is found lies within one row.
      texts.push(text, '\n');
      length += text.length + 1;
    }
    starts[count] = length;
    return { text: texts.join(''), starts, long };
  }

  #fold(row: AnyRow): string {
    return searchTexts(this.#entity, row)
      .map(({ text }) => fold(text))
      .join('\n');
  }
}

function isIn(text: string, { words, phone }: Wanted): boolean {
  return words.every((word) => text.includes(word)) || (phone !== '' && text.includes(phone));
}

/** The longest word, which comes first, is looked for in all rows at once; the others only in the rows that have it. */
function mark(
  { text, starts }: Block,
  first: number,
  [rarest = '', ...others]: readonly string[],
  found: Uint8Array,
): void {
  let place = 0;
  for (let at = text.indexOf(rarest); at >= 0;) {
    while ((starts[place + 1] as number) <= at) place++;
    const end = starts[place + 1] as number;
    if (others.length === 0) found[first + place] = 1;
    else {
      const own = text.slice(starts[place], end);
      if (others.every((word) => own.includes(word))) found[first + place] = 1;
    }
    at = text.indexOf(rarest, end);
  }
}
