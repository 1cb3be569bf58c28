import { useEffect, useState } from 'react';

/** Where the focus was: the one who opens a dialog from a menu leaves a button, then an entry that is gone by then. */
const TRAIL_LENGTH = 2;
const trail: HTMLElement[] = [];

document.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof HTMLElement) || trail.at(-1) === target) return;
  trail.push(target);
  if (trail.length > TRAIL_LENGTH) trail.shift();
});

/**
 * For a dialog that is there only while it is open: whoever leaves it by keyboard goes on from where they came. Nothing
 * happens where something else has taken the focus, or where they came from is gone.
 */
export function useFocusBack(): void {
  const [before] = useState(() => [...trail]);
  useEffect(
    () => () => {
      // Once everything that closes with it has closed.
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        before.findLast(({ isConnected }) => isConnected)?.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
