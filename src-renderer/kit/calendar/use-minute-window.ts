/** The part of the axis that is on screen, with some on both sides; it moves in steps, not with every pixel. */
import { useEffect, useState, type RefObject } from 'react';
import { DAY_MINUTES } from './day-axis.ts';
import type { MinuteWindow } from './day-window.ts';

/** Drawn beyond the edges, so that scrolling shows no gap. */
const BEYOND_MINUTES = 120;
const STEP_MINUTES = 60;

/** Before anything is measured: the working day, which is scrolled to first. */
const FIRST_WINDOW: MinuteWindow = { fromMinutes: 5 * 60, toMinutes: 20 * 60 };

/** null where all is drawn. */
export function useMinuteWindow(
  scroller: RefObject<HTMLElement | null>,
  needed: boolean,
): MinuteWindow | null {
  const [window, setWindow] = useState(FIRST_WINDOW);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !needed) return undefined;
    const follow = (): void => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const minutesAt = (px: number): number => (px / Math.max(1, scrollHeight)) * DAY_MINUTES;
      const from = Math.floor((minutesAt(scrollTop) - BEYOND_MINUTES) / STEP_MINUTES);
      const to = Math.ceil((minutesAt(scrollTop + clientHeight) + BEYOND_MINUTES) / STEP_MINUTES);
      const next = { fromMinutes: from * STEP_MINUTES, toMinutes: to * STEP_MINUTES };
      setWindow((now) =>
        now.fromMinutes === next.fromMinutes && now.toMinutes === next.toMinutes ? now : next,
      );
    };
    follow();
    element.addEventListener('scroll', follow, { passive: true });
    const sizes = new ResizeObserver(follow);
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', follow);
      sizes.disconnect();
    };
  }, [scroller, needed]);
  return needed ? window : null;
}
