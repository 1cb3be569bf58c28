/**
 * Answers of the worker on their way to the screen. A board asks a question a column, a record one a list: drawn one by
 * one, each answer would cost a frame of its own. What was asked together is drawn together.
 */
import { startTransition } from 'react';

/** How long an answer waits for those that were asked with it: two frames. */
const WAIT_MAX_MS = 32;

let unanswered = 0;
let waiting: (() => void)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

function showAll(): void {
  clearTimeout(timer);
  timer = undefined;
  const shows = waiting;
  waiting = [];
  // A screen of rows takes longer to draw than one frame has: React may do it in pieces, and a key comes first.
  startTransition(() => {
    for (const show of shows) show();
  });
}

/** A question was sent; call what this returns when it is answered, before showing the answer. */
export function asked(): () => void {
  unanswered += 1;
  return () => {
    unanswered -= 1;
  };
}

export function showTogether(show: () => void): void {
  waiting.push(show);
  if (unanswered === 0) showAll();
  else timer ??= setTimeout(showAll, WAIT_MAX_MS);
}
