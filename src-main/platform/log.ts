import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { IpcChannel } from '../../crm/contracts/ipc.contract.ts';
import type { LogCode, LogCount, LogLevel } from '../../crm/contracts/main-line.contract.ts';
import type { CspDirective } from '../security/content-security-policy.ts';

/** One file's length before the next begins, and how many are kept: 3 MiB at most. */
const MAX_FILE_BYTES = 1024 * 1024;
const KEPT_FILES = 3;
/** Stops a failure that repeats itself from filling the disk and hiding its own beginning. */
const MAX_LINES_PER_MINUTE = 300;
const MINUTE_MS = 60_000;
const MAX_TRACE_LINES = 12;

export type MainLogCode =
  | 'app.started'
  | 'app.phase'
  | 'app.quit'
  | 'main.defect'
  | 'main.stuck-on-quit'
  | 'page.gone'
  | 'page.reloaded'
  | 'page.unresponsive'
  | 'page.load-failed'
  | 'page.csp-violation'
  | 'child.gone'
  | 'ipc.refused'
  | 'line.connected'
  | 'link.received'
  | 'link.refused'
  | 'unsent.damaged'
  | 'unsent.failed'
  | 'log.dropped';

/** Words of the program itself, never of a person: each is a literal in the code. */
export type LogTag =
  | IpcChannel
  | CspDirective
  | StartPhase
  | 'crashed'
  | 'oom'
  | 'other'
  | 'unknown-channel'
  | 'rejection'
  | 'exception';

export type StartPhase =
  | 'switches'
  | 'profile'
  | 'single-instance'
  | 'scheme'
  | 'ready'
  | 'session-security'
  | 'ipc'
  | 'protocol'
  | 'data-safety'
  | 'menu'
  | 'window'
  | 'links';

type Details = {
  readonly tag?: LogTag;
  readonly counts?: Readonly<Partial<Record<LogCount, number>>>;
  /** Positions in our own code, from `traceOf`. */
  readonly trace?: readonly string[];
};

export type Log = {
  readonly write: (level: LogLevel, code: MainLogCode | LogCode, details?: Details) => void;
};

/**
 * JSON lines in `<directory>/main.log`. Everything written is a code, a number or a word from this
 * program, so that a log can be sent to somebody without reading it first. A log that cannot be
 * written is given up silently: it must never be the reason that work stops.
 */
export function createLog(directory: string, nowMs: () => number): Log {
  const file = path.join(directory, 'main.log');
  let minute = 0;
  let linesInMinute = 0;
  let sizeBytes = 0;
  try {
    mkdirSync(directory, { recursive: true });
    sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return { write: () => undefined };
  }
  const put = (line: object) => {
    const text = `${JSON.stringify(line)}\n`;
    try {
      if (sizeBytes + text.length > MAX_FILE_BYTES) {
        rotate(directory);
        sizeBytes = 0;
      }
      appendFileSync(file, text, { mode: 0o600 });
      sizeBytes += text.length;
    } catch {
      // See above: nobody to tell.
    }
  };
  return {
    write(level, code, details = {}) {
      const now = nowMs();
      const at = new Date(now).toISOString();
      if (Math.floor(now / MINUTE_MS) !== minute) {
        const dropped = linesInMinute - MAX_LINES_PER_MINUTE;
        minute = Math.floor(now / MINUTE_MS);
        linesInMinute = 0;
        if (dropped > 0) {
          put({ at, level: 'warn', code: 'log.dropped', counts: { count: dropped } });
        }
      }
      linesInMinute++;
      if (linesInMinute <= MAX_LINES_PER_MINUTE) put({ at, level, code, ...details });
    },
  };
}

function rotate(directory: string): void {
  const name = (number: number) =>
    path.join(directory, number === 0 ? 'main.log' : `main.${number}.log`);
  rmSync(name(KEPT_FILES - 1), { force: true });
  for (let number = KEPT_FILES - 2; number >= 0; number--) {
    if (statSync(name(number), { throwIfNoEntry: false })) {
      renameSync(name(number), name(number + 1));
    }
  }
}

/** Where an error happened, without its message: messages carry paths, addresses and values. */
export function traceOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const positions = (error.stack ?? '')
    .split('\n')
    .map((line) => /^\s+at .*?([\w.-]+:\d+:\d+)\)?$/.exec(line)?.[1])
    .filter((position) => position !== undefined);
  return [...(/^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? [code] : []), ...positions].slice(
    0,
    MAX_TRACE_LINES,
  );
}
