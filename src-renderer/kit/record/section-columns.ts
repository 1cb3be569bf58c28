/**
 * The sections of a record side by side. CSS could flow them into columns by itself, but then the page would be laid
 * out three times for each change on it; here the sections are dealt out once, by how many fields they have.
 */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** From these widths of the page on, in rem, there is one column more. */
const WIDTHS_REM = [44, 92];
/** The heading of a section and the room below it, in fields. */
const SECTION_EXTRA_FIELDS = 2;

/** Sections in their order, cut into columns so that the highest is as low as can be. `fields`: how many each has. */
export function dealtSections(fields: readonly number[], columns: number): readonly number[][] {
  const heights = fields.map((count) => count + SECTION_EXTRA_FIELDS);
  let most = Math.max(0, ...heights);
  for (;;) {
    const cut = cutAt(heights, most);
    if (cut.length <= columns) return cut;
    most += 1;
  }
}

function cutAt(heights: readonly number[], most: number): number[][] {
  const columns: number[][] = [];
  let left = 0;
  for (const [section, height] of heights.entries()) {
    const column = columns.at(-1);
    if (column === undefined || height > left) {
      columns.push([section]);
      left = most - height;
    } else {
      column.push(section);
      left -= height;
    }
  }
  return columns;
}

function columnsIn(widthPx: number): number {
  const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return 1 + WIDTHS_REM.filter((rem) => widthPx >= rem * remPx).length;
}

/** Most often the next record is opened in a window of the same size. */
let lastCount = 2;

/** How many columns there is room for, known before anybody sees the page. */
export function useColumnCount(): readonly [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(lastCount);
  useLayoutEffect(() => {
    const page = ref.current?.closest('.record');
    if (page === null || page === undefined) return undefined;
    let frame = 0;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const next = columnsIn(entry.contentRect.width);
      if (next === lastCount && next === count) return;
      lastCount = next;
      // In the next frame: drawn here, it would change sizes that other observers were just told.
      frame = requestAnimationFrame(() => setCount(next));
    });
    observer.observe(page);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [count]);
  return [ref, count];
}
