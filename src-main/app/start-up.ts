import type { Log, StartPhase } from '../platform/log.ts';

type PhaseTime = { readonly phase: StartPhase; readonly durationMs: number };

/**
 * Runs the named phases and keeps how long each took. The first ones run before there is a log:
 * `flush` writes what has gathered, and from then on each phase is written as it ends.
 */
export function createPhases(nowMs: () => number): {
  readonly run: <Value>(phase: StartPhase, act: () => Value) => Value;
  /** For a phase that is waited for instead of run: it began at `startMs`, on the clock given above. */
  readonly passed: (phase: StartPhase, startMs: number) => void;
  readonly logTo: (log: Log) => void;
} {
  let gathered: PhaseTime[] = [];
  let log: Log | null = null;
  const done = (time: PhaseTime) => {
    if (log === null) gathered.push(time);
    else
      log.write('info', 'app.phase', { tag: time.phase, counts: { durationMs: time.durationMs } });
  };
  const passed = (phase: StartPhase, startMs: number) =>
    done({ phase, durationMs: Math.round(nowMs() - startMs) });
  return {
    run(phase, act) {
      const startMs = nowMs();
      const value = act();
      passed(phase, startMs);
      return value;
    },
    passed,
    logTo(target) {
      log = target;
      const earlier = gathered;
      gathered = [];
      earlier.forEach(done);
    },
  };
}
