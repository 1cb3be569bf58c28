/** Draws only the lines of a long list that are on screen, within a page that scrolls as a whole. */
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useState, type RefObject } from 'react';

/** What a line is thought to be high until it has been drawn once. */
const LINE_GUESS_PX = 44;
const OVERSCAN_LINES = 10;

export function useLineWindow(
  list: RefObject<HTMLElement | null>,
  scrollerSelector: string,
  keys: readonly string[],
): Virtualizer<HTMLElement, HTMLElement> {
  const [scrollMargin, setScrollMargin] = useState(0);
  const scroller = (): HTMLElement | null =>
    list.current?.closest<HTMLElement>(scrollerSelector) ?? null;
  useLayoutEffect(() => {
    const element = list.current;
    const around = element?.closest<HTMLElement>(scrollerSelector) ?? null;
    const column = element?.parentElement?.parentElement;
    if (element === null || around === null || column === null || column === undefined)
      return undefined;
    const measure = (): void => {
      const top = element.getBoundingClientRect().top - around.getBoundingClientRect().top;
      setScrollMargin(Math.round(top + around.scrollTop));
    };
    // What stands above grows and shrinks: fields open, notes are written.
    // Not within the observer's own turn: what it draws changes the size of what it observes.
    let frame = 0;
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    });
    observer.observe(column);
    measure();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [list, scrollerSelector]);
  // oxlint-disable-next-line react/incompatible-library -- asked anew at every render, and passed to nothing memoized
  return useVirtualizer<HTMLElement, HTMLElement>({
    count: keys.length,
    getScrollElement: scroller,
    estimateSize: () => LINE_GUESS_PX,
    getItemKey: (index) => keys[index] ?? index,
    overscan: OVERSCAN_LINES,
    scrollMargin,
    useAnimationFrameWithResizeObserver: true,
  });
}
