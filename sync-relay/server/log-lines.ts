/** The relay's log: one line of JSON an event, codes and numbers only. */
import type { RelayLog } from '../ports.ts';

/** Stops a client that is refused for ever from filling the disk that the log lies on. */
const LINES_PER_MINUTE_MAX = 600;
const MINUTE_MS = 60_000;

export function createLogLines(nowMs: () => number, write: (line: string) => void): RelayLog {
  let minute = -1;
  let lines = 0;
  return (code, details = {}) => {
    const now = nowMs();
    if (Math.floor(now / MINUTE_MS) !== minute) {
      minute = Math.floor(now / MINUTE_MS);
      const dropped = lines - LINES_PER_MINUTE_MAX;
      lines = 0;
      if (dropped > 0) put('log.dropped', { counts: { count: dropped } });
    }
    lines++;
    if (lines <= LINES_PER_MINUTE_MAX) put(code, details);

    function put(name: string, rest: object): void {
      write(`${JSON.stringify({ at: new Date(now).toISOString(), code: name, ...rest })}\n`);
    }
  };
}
