/**
 * A person with several desktops is told of a thing once: a desktop writes that it is about to (its claim), waits for
 * the merge to keep one claim of those that were made at the same moment, and shows what is still its own. Without a
 * connection it shows it at once: telling twice does less harm than not telling.
 */
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import type { Act, RecordInput } from '../engine/engine-api.ts';
import type { Timers } from '../engine/ports.ts';

/** Longer than a claim takes over a relay and back. */
const GRACE_MS = 3000;
/** At a start another desktop may have seen to it already: its claims are waited for, so long. */
const CATCHING_UP_MAX_MS = 15_000;

export interface ClaimsDeps {
  readonly write: (records: readonly RecordInput[], act: Act) => Promise<{ readonly ok: boolean }>;
  readonly syncState: () => SyncState['state'];
  readonly nowMs: () => number;
  readonly timers: Timers;
}

export interface Claims {
  /** What other desktops have seen to may still be on its way: ask again in a moment. */
  readonly arriving: () => boolean;
  /** `show` is called when it is clear whose claim stands. False: nothing was written, and nothing is shown. */
  readonly make: (
    records: readonly RecordInput[],
    label: string,
    show: () => void,
  ) => Promise<boolean>;
}

export function createClaims({ write, syncState, nowMs, timers }: ClaimsDeps): Claims {
  const startedMs = nowMs();
  return {
    arriving: () => {
      const state = syncState();
      const comes = state === 'connecting' || state === 'catching-up';
      return comes && nowMs() - startedMs < CATCHING_UP_MAX_MS;
    },
    make: async (records, label, show) => {
      const done = await write(records, { label, batch: '', unlisted: true });
      if (!done.ok) return false;
      if (syncState() === 'live') timers.after(GRACE_MS, show);
      else show();
      return true;
    },
  };
}
