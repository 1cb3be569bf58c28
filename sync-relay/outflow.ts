/** The way out of one session: frames in order, with a bound on what is under way. */
import type { Link, Timers } from './ports.ts';

export interface Outflow {
  readonly send: (frame: Uint8Array) => void;
  /** Resolves true when there is room for another frame, false when the connection has ended. */
  readonly ready: () => Promise<boolean>;
  readonly full: () => boolean;
  readonly end: () => void;
}

export interface OutflowBounds {
  readonly sendBufferBytesMax: number;
  readonly sendStallMs: number;
}

/** `stalled` is called when a full buffer has not moved for `sendStallMs`. */
export function createOutflow(
  link: Link,
  timers: Timers,
  bounds: OutflowBounds,
  stalled: () => void,
): Outflow {
  let underWayBytes = 0;
  let ended = false;
  let cancelStall: (() => void) | null = null;
  let waiting: ((ready: boolean) => void)[] = [];

  const full = () => underWayBytes >= bounds.sendBufferBytesMax;

  function settle(ready: boolean): void {
    const settled = waiting;
    waiting = [];
    for (const resolve of settled) resolve(ready);
  }

  function watch(): void {
    cancelStall?.();
    cancelStall = full() && !ended ? timers.after(bounds.sendStallMs, stalled) : null;
  }

  return {
    full,
    send(frame) {
      if (ended) return;
      underWayBytes += frame.byteLength;
      link.send(frame, () => {
        underWayBytes -= frame.byteLength;
        if (ended) return;
        if (cancelStall !== null) watch();
        if (!full()) settle(true);
      });
      if (cancelStall === null) watch();
    },
    ready: () => {
      if (ended) return Promise.resolve(false);
      if (!full()) return Promise.resolve(true);
      return new Promise((resolve) => waiting.push(resolve));
    },
    end() {
      ended = true;
      cancelStall?.();
      cancelStall = null;
      settle(false);
    },
  };
}
