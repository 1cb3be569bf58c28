/** What the worker does by itself waits for a lull: while a person acts, both cores are theirs. */
import type { Timers } from '../engine/ports.ts';

/** After a call of a window somebody is taken to be acting: the next key or click often comes within this. */
const ACTING_MS = 300;
/** Whoever acts without a break puts a step off by no more than this. */
const PUT_OFF_MAX_MS = 2_000;

export interface Lull {
  /** A window has asked for something. */
  readonly heard: () => void;
  /** Resolves when nobody has asked for anything for a moment. */
  readonly wait: () => Promise<void>;
}

export function createLull(elapsedMs: () => number, timers: Timers): Lull {
  let heardMs = Number.NEGATIVE_INFINITY;
  return {
    heard: () => {
      heardMs = elapsedMs();
    },
    wait: async () => {
      const untilMs = elapsedMs() + PUT_OFF_MAX_MS;
      for (let nowMs = elapsedMs(); nowMs < untilMs; nowMs = elapsedMs()) {
        const restMs = heardMs + ACTING_MS - nowMs;
        if (restMs <= 0) return;
        await new Promise<void>((resolve) => void timers.after(restMs, resolve));
      }
    },
  };
}
