const CHECK_WIDTH_PX = 36;

/** Scrolls sideways until a column stands free of the first one, which always stays in sight. */
export function showColumn(
  scroller: HTMLElement | null,
  columns: readonly { readonly widthPx: number }[],
  column: number,
): void {
  const [first, ...others] = columns;
  if (scroller === null || first === undefined || column < 1) return;
  const stuckPx = CHECK_WIDTH_PX + first.widthPx;
  const leftPx = others.slice(0, column - 1).reduce((sum, { widthPx }) => sum + widthPx, stuckPx);
  const rightPx = leftPx + (columns[column]?.widthPx ?? 0);
  const { scrollLeft, clientWidth } = scroller;
  if (leftPx < scrollLeft + stuckPx) scroller.scrollLeft = leftPx - stuckPx;
  else if (rightPx > scrollLeft + clientWidth) scroller.scrollLeft = rightPx - clientWidth;
}
