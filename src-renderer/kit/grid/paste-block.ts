/** Where the cells of a pasted block go, and which of them find no place. */
import type { LostCell } from './bulk-report.tsx';
import type { CellRange, GridSize } from './cell-cursor.ts';
import type { CellTexts } from './tsv.ts';

/** Rows of one paste. More than that is an import, which has a rehearsal. */
export const PASTE_MAX_ROWS = 20_000;

export interface PlacedBlock {
  readonly top: number;
  readonly left: number;
  /**
   * One a row of the list from `top` on, one text a column from `left` on. A row of the block that ends early says
   * nothing about the cells beyond its end: they are left as they are.
   */
  readonly texts: CellTexts;
  /** Of the widest row. */
  readonly columns: number;
  readonly lost: readonly LostCell[];
}

/**
 * The block goes where the range begins. A range that is a whole number of blocks is filled with it, as spreadsheets
 * do: one copied cell goes into all that are marked.
 */
export function placeBlock(
  block: CellTexts,
  range: CellRange,
  size: Pick<GridSize, 'rows' | 'columns'>,
): PlacedBlock {
  const blockRows = block.length;
  // Not as arguments of one call: a block of a hundred thousand rows has too many.
  const blockColumns = block.reduce((most, cells) => Math.max(most, cells.length), 0);
  const times = (marked: number, length: number): number =>
    marked > length && marked % length === 0 ? marked / length : 1;
  const wantedRows = blockRows * times(range.bottom - range.top + 1, blockRows);
  const wantedColumns = blockColumns * times(range.right - range.left + 1, blockColumns);
  const rows = Math.min(wantedRows, size.rows - range.top, PASTE_MAX_ROWS);
  const columns = Math.min(wantedColumns, size.columns - range.left);
  const textAt = (row: number, column: number): string =>
    block[row % blockRows]?.[column % blockColumns] ?? '';
  const isRepeated = wantedColumns > blockColumns;
  const widthOf = (row: number): number =>
    isRepeated ? columns : (block[row % blockRows]?.length ?? 0);
  const lost: LostCell[] = [];
  for (let row = 0; row < blockRows; row++) {
    for (let column = 0; column < blockColumns; column++) {
      const text = textAt(row, column);
      const beyondRows = row >= rows;
      if (text === '' || (!beyondRows && column < columns)) continue;
      const reason = beyondRows ? 'lies below the last row' : 'lies beyond the last column';
      lost.push({ title: `Row ${row + 1} of the block`, field: '', text, reason });
    }
  }
  return {
    top: range.top,
    left: range.left,
    texts: Array.from({ length: rows }, (_, row) =>
      Array.from({ length: Math.min(columns, widthOf(row)) }, (_cell, column) =>
        textAt(row, column),
      ),
    ),
    columns,
    lost,
  };
}
