/** Where the keyboard is in a list: on a row as a whole, or in one of its cells, with the range that began there. */

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** The column of somebody who is on the row as a whole. */
export const WHOLE_ROW = -1;

export interface CellCursor {
  readonly at: CellPlace;
  /** The corner at which a range was begun; null without a range. */
  readonly anchor: CellPlace | null;
}

/** Both ends are part of it. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that one page key moves by. */
  readonly page: number;
}

export function rangeOf({ at, anchor }: CellCursor, columns: number): CellRange {
  const other = anchor ?? at;
  const isWholeRow = at.column === WHOLE_ROW;
  return {
    top: Math.min(at.row, other.row),
    bottom: Math.max(at.row, other.row),
    left: isWholeRow ? 0 : Math.min(at.column, other.column),
    right: isWholeRow ? columns - 1 : Math.max(at.column, other.column),
  };
}

export interface MoveKey {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly command: boolean;
}

/** Where a key leads from a cell; null when the key moves nothing. To the left of the first cell lies the row. */
export function movedBy(cursor: CellCursor, pressed: MoveKey, size: GridSize): CellCursor | null {
  const { row, column } = cursor.at;
  const lastRow = Math.max(0, size.rows - 1);
  const lastColumn = Math.max(0, size.columns - 1);
  const { key, shift, command } = pressed;
  const go = (toRow: number, toColumn: number): CellCursor => {
    const least = shift || command ? 0 : WHOLE_ROW;
    return {
      at: {
        row: Math.max(0, Math.min(lastRow, toRow)),
        column: Math.max(least, Math.min(lastColumn, toColumn)),
      },
      anchor: shift ? (cursor.anchor ?? cursor.at) : null,
    };
  };
  switch (key) {
    case 'ArrowUp':
      return go(command ? 0 : row - 1, column);
    case 'ArrowDown':
      return go(command ? lastRow : row + 1, column);
    case 'ArrowLeft':
      return go(row, command ? 0 : column - 1);
    case 'ArrowRight':
      return go(row, command ? lastColumn : column + 1);
    case 'Home':
      return go(command ? 0 : row, 0);
    case 'End':
      return go(command ? lastRow : row, lastColumn);
    case 'PageUp':
      return go(row - size.page, column);
    case 'PageDown':
      return go(row + size.page, column);
    default:
      return null;
  }
}

/** Tab goes on in the next row where this one ends; null past the last cell, where the focus leaves the list. */
export function tabbed({ at }: CellCursor, back: boolean, size: GridSize): CellCursor | null {
  const place = at.row * size.columns + at.column + (back ? -1 : 1);
  if (place < 0 || place >= size.rows * size.columns) return null;
  return {
    at: { row: Math.floor(place / size.columns), column: place % size.columns },
    anchor: null,
  };
}
