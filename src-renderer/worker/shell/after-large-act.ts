/** What works in the background waits while a large act is written: a third of an import's time would go into that. */
import type { Timers } from '../engine/ports.ts';

const ASK_AGAIN_AFTER_MS = 100;

export function afterLargeAct(timers: Timers, isWritingMuch: () => boolean): () => Promise<void> {
  return async () => {
    while (isWritingMuch())
      await new Promise<void>((resolve) => void timers.after(ASK_AGAIN_AFTER_MS, resolve));
  };
}
