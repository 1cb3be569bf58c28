/** Codes and numbers for the app's log, over the line to the main process. The line takes nothing else. */
import type { LogCode, LogCount, LogLevel } from '../../../crm/contracts/main-line.contract.ts';
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import type { StartReport } from '../engine/engine-api.ts';
import type { MainLine } from '../main-line/main-line.ts';

export type ShellLog = (
  level: LogLevel,
  code: LogCode,
  counts?: Readonly<Partial<Record<LogCount, number>>>,
) => void;

export function createShellLog(line: MainLine): ShellLog {
  // A log that cannot be written must not be the reason that work stops.
  return (level, code, counts = {}) => void line.ask('log', { level, code, counts: { ...counts } });
}

export function logStart(log: ShellLog, report: StartReport, durationMs: number): void {
  log('info', report.empty ? 'store.created' : 'store.opened', {
    durationMs: Math.round(durationMs),
  });
  if (report.lost || report.damaged.length > 0) {
    log('error', 'store.damaged', { entries: report.damaged.length });
  }
  if (report.recovered > 0) log('warn', 'outbox.recovered', { envelopes: report.recovered });
}

const SYNC_CODES: Readonly<Record<SyncState['state'], readonly [LogLevel, LogCode] | null>> = {
  off: null,
  connecting: ['info', 'sync.connecting'],
  'catching-up': null,
  live: ['info', 'sync.online'],
  offline: ['info', 'sync.offline'],
  refused: ['warn', 'sync.refused'],
};

/** Says what the sync state became, not each time that something was sent. */
export function createSyncLog(log: ShellLog): (state: SyncState) => void {
  let last: SyncState['state'] = 'off';
  return ({ state, pending }) => {
    if (state === last) return;
    last = state;
    const entry = SYNC_CODES[state];
    if (entry !== null) log(...entry, { pending });
  };
}
