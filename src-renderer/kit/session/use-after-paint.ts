import { startTransition, useEffect, useState } from 'react';

/** At the latest, however busy the page is; also in a window that nobody sees, which paints nothing. */
const AFTER_MAX_MS = 200;

/**
 * False until what was drawn first is on the glass. Left to React alone, what may come later is made as soon as there is
 * a moment, and that is before the first frame as often as after it.
 */
export function useAfterPaint(): boolean {
  const [isAfter, setIsAfter] = useState(false);
  useEffect(() => {
    const show = (): void => startTransition(() => setIsAfter(true));
    let later = 0;
    const frame = requestAnimationFrame(() => {
      later = requestIdleCallback(show, { timeout: AFTER_MAX_MS });
    });
    const timer = setTimeout(show, AFTER_MAX_MS);
    return () => {
      cancelAnimationFrame(frame);
      cancelIdleCallback(later);
      clearTimeout(timer);
    };
  }, []);
  return isAfter;
}
