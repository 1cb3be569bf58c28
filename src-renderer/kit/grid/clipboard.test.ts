import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PASTE_MAX_ROWS, placeBlock } from './paste-block.ts';
import { readTsv, tsvOf } from './tsv.ts';

describe('cells in the clipboard', () => {
  it('reads what Excel, LibreOffice and Google Sheets put there', () => {
    expect(readTsv('a\tb\r\n1\t2\r\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(readTsv('one\n"two\nlines"\tx\n')).toEqual([['one'], ['two\nlines', 'x']]);
    expect(readTsv('5" screen\t"say ""hi"""')).toEqual([['5" screen', 'say "hi"']]);
    expect(readTsv('\t\n')).toEqual([['', '']]);
  });

  it('reads again whatever it wrote', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a\tb', '"', 'x\ny', ' "a"', '=1+1', ''));
    const block = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      )
      .map((rows) => rows.map((cells) => cells.map((text) => text.replace(/\r/g, ''))));
    fc.assert(
      fc.property(block, (rows) => {
        expect(readTsv(`${tsvOf(rows)}\n`)).toEqual(rows);
      }),
      { seed: 7 },
    );
  });
});

describe('a pasted block', () => {
  const size = { rows: 5, columns: 3 };
  const cell = (row: number, column: number) => ({
    top: row,
    bottom: row,
    left: column,
    right: column,
  });

  it('goes where the cursor is, in its own size', () => {
    const placed = placeBlock([['a', 'b']], cell(1, 1), size);
    expect(placed).toMatchObject({ top: 1, left: 1, texts: [['a', 'b']], lost: [] });
  });

  it('fills a range that is a whole number of blocks', () => {
    const range = { top: 0, bottom: 3, left: 0, right: 1 };
    expect(placeBlock([['x']], range, size).texts).toEqual(
      Array.from({ length: 4 }, () => ['x', 'x']),
    );
    expect(placeBlock([['x'], ['y'], ['z']], range, size).texts).toHaveLength(3);
  });

  it('as far as a paste goes, and says of all the rest that it lies beyond', () => {
    const rows = 200_000;
    const block = Array.from({ length: rows }, () => ['x']);
    const { texts, lost } = placeBlock(block, cell(0, 0), { rows, columns: 1 });
    expect(texts).toHaveLength(PASTE_MAX_ROWS);
    expect(lost).toHaveLength(rows - PASTE_MAX_ROWS);
  });

  it('leaves what lies beyond the end of a short row as it is, and empties only what is empty in the block', () => {
    const { texts, columns } = placeBlock([['a', '', 'c'], ['d']], cell(0, 0), size);
    expect(texts).toEqual([['a', '', 'c'], ['d']]);
    expect(columns).toBe(3);
  });

  it('names each cell that lies beyond the list, with its text', () => {
    const placed = placeBlock(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      cell(4, 2),
      size,
    );
    expect(placed.texts).toEqual([['a']]);
    expect(placed.lost.map(({ text, reason }) => [text, reason])).toEqual([
      ['b', 'lies beyond the last column'],
      ['c', 'lies below the last row'],
      ['d', 'lies below the last row'],
    ]);
  });
});
