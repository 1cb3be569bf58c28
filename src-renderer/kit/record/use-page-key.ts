import { useEffect, useRef } from 'react';
import { isTyping } from '../session/typing.ts';

const LEADER = 'g';
/** As long as a sequence of keys may take. */
const LEADER_MS = 1_000;

/** A single letter of the page: not while somebody types, nor over a dialog. null: it does nothing now. */
export function usePageKey(key: string, run: (() => void) | null): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    let leaderAtMs = -Infinity;
    const onKey = (event: KeyboardEvent): void => {
      // `g` and a letter lead to another page: that letter is not meant for this one.
      if (event.key === LEADER) leaderAtMs = event.timeStamp;
      else if (event.timeStamp - leaderAtMs < LEADER_MS) return;
      const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (event.key !== key || !plain || isTyping(event.target)) return;
      if (latest.current === null || document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [key]);
}
