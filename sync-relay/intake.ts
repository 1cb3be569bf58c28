/**
 * A token bucket for what one session sends. A busy session is slowed (its bytes stay in the
 * network), not cut off; only a transport that goes on delivering regardless is.
 */
import type { Clock } from '../crm/kernel/ports.ts';
import type { Timers } from './ports.ts';

export interface IntakeBounds {
  readonly framesPerSecond: number;
  readonly framesBurst: number;
  readonly bytesPerSecond: number;
  readonly bytesBurst: number;
  readonly debtBurstsMax: number;
}

export interface Intake {
  /** False when the session has taken far more than it was given. */
  readonly take: (frameBytes: number) => boolean;
  /** Another reason to stop reading, beside the bucket. */
  readonly hold: (held: boolean) => void;
  readonly end: () => void;
}

const SECOND_MS = 1000;

export function createIntake(
  clock: Clock,
  timers: Timers,
  bounds: IntakeBounds,
  setReading: (reading: boolean) => void,
): Intake {
  let frames = bounds.framesBurst;
  let bytes = bounds.bytesBurst;
  let filledAtMs = clock.nowMs();
  /** Since the current wait began. */
  let creditedMs = 0;
  let cancelWait: (() => void) | null = null;
  let held = false;
  let reading = true;

  /** A clock that jumps ahead gives at most one full bucket, and one that jumps back takes nothing away. */
  function refill(): void {
    const nowMs = clock.nowMs();
    credit(Math.max(0, nowMs - filledAtMs));
    filledAtMs = nowMs;
  }

  function credit(ms: number): void {
    creditedMs += ms;
    const seconds = ms / SECOND_MS;
    frames = Math.min(bounds.framesBurst, frames + seconds * bounds.framesPerSecond);
    bytes = Math.min(bounds.bytesBurst, bytes + seconds * bounds.bytesPerSecond);
  }

  function apply(): void {
    const next = !held && cancelWait === null;
    if (next === reading) return;
    reading = next;
    setReading(next);
  }

  function waitForTokens(): void {
    if (frames >= 0 && bytes >= 0) {
      cancelWait = null;
    } else {
      const missing = Math.max(-frames / bounds.framesPerSecond, -bytes / bounds.bytesPerSecond);
      const waitMs = Math.ceil(missing * SECOND_MS) + 1;
      creditedMs = 0;
      cancelWait = timers.after(waitMs, () => {
        refill();
        // The timer knows that this time has passed, whatever the wall clock says.
        credit(Math.max(0, waitMs - creditedMs));
        waitForTokens();
      });
    }
    apply();
  }

  return {
    take(frameBytes) {
      refill();
      frames -= 1;
      bytes -= frameBytes;
      if (cancelWait === null) waitForTokens();
      return (
        frames > -bounds.framesBurst * bounds.debtBurstsMax &&
        bytes > -bounds.bytesBurst * bounds.debtBurstsMax
      );
    },
    hold(next) {
      held = next;
      apply();
    },
    end() {
      cancelWait?.();
      cancelWait = null;
    },
  };
}
