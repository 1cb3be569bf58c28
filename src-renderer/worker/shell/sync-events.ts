/**
 * What windows are told of the connection. How much waits to be sent goes up and down with every edit, mostly within
 * some twenty milliseconds: told each time, a word in the header came and went, and was laid out before the row that
 * somebody looks at.
 */
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import type { Timers } from '../engine/ports.ts';

/** What waits for longer than this is worth a word. */
const PENDING_AFTER_MS = 150;

export function createSyncEvents(
  timers: Timers,
  tell: (state: SyncState) => void,
): (state: SyncState) => void {
  let told: SyncState | undefined;
  let latest: SyncState | undefined;
  let cancel: (() => void) | undefined;
  const tellNow = (state: SyncState): void => {
    cancel?.();
    cancel = undefined;
    told = state;
    tell(state);
  };
  return (state) => {
    latest = state;
    if (told === undefined || keyOf(told) !== keyOf(state)) tellNow(state);
    else
      cancel ??= timers.after(PENDING_AFTER_MS, () => {
        cancel = undefined;
        if (latest !== undefined && latest.pending !== told?.pending) tellNow(latest);
      });
  };
}

/** All of it that is told at once. */
function keyOf({ state, refused, problem, progress, arriving }: SyncState): string {
  return JSON.stringify([state, refused, problem, progress, arriving]);
}
