/**
 * The sections of a record side by side. CSS could flow them into columns by itself, but then the page would be laid
 * out three times for each change on it; here the sections are dealt out once, by how many fields they have.
 */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** From these widths of the page on, in rem, there is one column more: beside other lists, and with the page to itself. */
const WIDTHS_REM = { beside: [44, 92], alone: [44, 62] } as const;
export type SectionsStand = keyof typeof WIDTHS_REM;
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

function columnsIn(widthPx: number, stand: SectionsStand): number {
  const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return 1 + WIDTHS_REM[stand].filter((rem) => widthPx >= rem * remPx).length;
}

/** Most often the next record is opened in a window of the same size. */
const lastCount: Record<SectionsStand, number> = { beside: 2, alone: 3 };

/**
 * How many columns there is room for, known before anybody sees the page. While it is held it stays: a section that
 * goes into another column is made anew, and what was typed in it would be gone.
 */
export function useColumnCount(
  stand: SectionsStand,
  isHeld: boolean,
): readonly [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(lastCount[stand]);
  useLayoutEffect(() => {
    const page = ref.current?.closest('.record');
    if (page === null || page === undefined || isHeld) return undefined;
    let frame = 0;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const next = columnsIn(entry.contentRect.width, stand);
      if (next === lastCount[stand] && next === count) return;
      lastCount[stand] = next;
      // In the next frame: drawn here, it would change sizes that other observers were just told.
      frame = requestAnimationFrame(() => setCount(next));
    });
    observer.observe(page);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [count, stand, isHeld]);
  return [ref, count];
}
