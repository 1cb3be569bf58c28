/** Whether the other end of a connection is still there. */
import type { Timers } from '../engine/ports.ts';

/** Silence after which a connection is taken for dead; the relay answers pings well within it. */
const SILENCE_MAX_MS = 30_000;
const PING_EVERY_MS = 10_000;

export interface SilenceWatch {
  readonly start: () => void;
  readonly heard: () => void;
  readonly stop: () => void;
}

/**
 * Silence is counted in pings, not in wall time: a clock that jumps must not end a good connection.
 * `silent` is called once; the watch has stopped then.
 */
export function watchSilence(
  timers: Timers,
  { ping, silent }: { readonly ping: () => void; readonly silent: () => void },
): SilenceWatch {
  let heardSomething = false;
  let silentPings = 0;
  let cancel = (): void => undefined;

  function tick(): void {
    silentPings = heardSomething ? 0 : silentPings + 1;
    heardSomething = false;
    if (silentPings * PING_EVERY_MS >= SILENCE_MAX_MS) return silent();
    ping();
    cancel = timers.after(PING_EVERY_MS, tick);
  }

  return {
    start() {
      cancel();
      cancel = timers.after(PING_EVERY_MS, tick);
    },
    heard() {
      heardSomething = true;
    },
    stop: () => cancel(),
  };
}
