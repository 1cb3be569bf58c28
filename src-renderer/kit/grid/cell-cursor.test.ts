import { describe, expect, it } from 'vitest';
import { movedBy, rangeOf, tabbed, WHOLE_ROW, type CellCursor } from './cell-cursor.ts';

const size = { rows: 10, columns: 4, page: 3 };
const at = (row: number, column: number, anchor: CellCursor['anchor'] = null): CellCursor => ({
  at: { row, column },
  anchor,
});
const press = (key: string, part: { shift?: boolean; command?: boolean } = {}) => ({
  key,
  shift: false,
  command: false,
  ...part,
});

describe('the cursor in the cells of a list', () => {
  it.each([
    ['ArrowDown', {}, at(5, 1), at(6, 1)],
    ['ArrowUp', {}, at(0, 1), at(0, 1)],
    ['ArrowDown', {}, at(9, 1), at(9, 1)],
    ['ArrowRight', {}, at(5, 3), at(5, 3)],
    ['PageDown', {}, at(8, 1), at(9, 1)],
    ['PageUp', {}, at(5, 1), at(2, 1)],
    ['Home', {}, at(5, 2), at(5, 0)],
    ['End', {}, at(5, 1), at(5, 3)],
    ['Home', { command: true }, at(5, 2), at(0, 0)],
    ['End', { command: true }, at(5, 1), at(9, 3)],
    ['ArrowDown', { command: true }, at(5, 1), at(9, 1)],
    ['ArrowLeft', { command: true }, at(5, 2), at(5, 0)],
  ] as const)('%s %o stays within the list', (key, held, from, to) => {
    expect(movedBy(from, press(key, held), size)).toEqual(to);
  });

  it('goes from the first cell to the row as a whole, but not while a range is marked', () => {
    expect(movedBy(at(5, 0), press('ArrowLeft'), size)).toEqual(at(5, WHOLE_ROW));
    expect(movedBy(at(5, 0), press('ArrowLeft', { shift: true }), size)?.at.column).toBe(0);
  });

  it('keeps the corner where a range began until a move without Shift', () => {
    const begun = movedBy(at(5, 1), press('ArrowDown', { shift: true }), size);
    expect(begun).toEqual(at(6, 1, { row: 5, column: 1 }));
    const wider = movedBy(begun ?? at(0, 0), press('ArrowLeft', { shift: true }), size);
    expect(rangeOf(wider ?? at(0, 0), 4)).toEqual({ top: 5, bottom: 6, left: 0, right: 1 });
    expect(movedBy(wider ?? at(0, 0), press('ArrowUp'), size)?.anchor).toBeNull();
  });

  it('marks all cells of a row while it is on the row as a whole', () => {
    expect(rangeOf(at(3, WHOLE_ROW), 4)).toEqual({ top: 3, bottom: 3, left: 0, right: 3 });
  });

  it('goes with Tab through the rows like a text, and leaves the list at either end', () => {
    expect(tabbed(at(5, 3), false, size)).toEqual(at(6, 0));
    expect(tabbed(at(6, 0), true, size)).toEqual(at(5, 3));
    expect(tabbed(at(9, 3), false, size)).toBeNull();
    expect(tabbed(at(0, 0), true, size)).toBeNull();
  });
});
