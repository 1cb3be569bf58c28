import { CHECK_WIDTH_PX, type PlacedColumn } from '../list/columns.ts';

/** Scrolls sideways until a column stands free of those that always stay in sight. */
export function showColumn(
  scroller: HTMLElement | null,
  columns: readonly Pick<PlacedColumn, 'widthPx' | 'leftPx'>[],
  column: number,
): void {
  if (scroller === null || column < 1 || columns[column]?.leftPx !== undefined) return;
  const widthOf = (some: typeof columns): number =>
    some.reduce((sum, { widthPx }) => sum + widthPx, CHECK_WIDTH_PX);
  const stuckPx = widthOf(columns.filter((other) => other.leftPx !== undefined));
  const leftPx = widthOf(columns.slice(0, column));
  const rightPx = leftPx + (columns[column]?.widthPx ?? 0);
  const { scrollLeft, clientWidth } = scroller;
  if (leftPx < scrollLeft + stuckPx) scroller.scrollLeft = leftPx - stuckPx;
  else if (rightPx > scrollLeft + clientWidth) scroller.scrollLeft = rightPx - clientWidth;
}
