import type { CellRange } from './cell-cursor.ts';

/** The marked columns of one row as text, `1-3`, so that a row is drawn again only when they change; '' for none. */
export function rangeOfRow(range: CellRange | null, row: number): string {
  if (range === null || row < range.top || row > range.bottom) return '';
  return `${range.left}-${range.right}`;
}
