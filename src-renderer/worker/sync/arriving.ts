/** How much of a teammate's large act has come: its envelopes say how many records all of them together write. */
import type { Envelope } from '../../../crm/contracts/envelope.contract.ts';
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import type { Timers } from '../engine/ports.ts';

/** An act that was stopped, or whose author went offline, comes no further: nobody waits for the rest of it. */
const GIVE_UP_AFTER_MS = 15_000;

export interface Arriving {
  readonly take: (envelopes: readonly Envelope[]) => void;
  readonly shown: () => SyncState['arriving'];
  readonly clear: () => void;
}

/** `changed` is called when what is shown goes away by itself. */
export function createArriving(timers: Timers, changed: () => void): Arriving {
  const batches = new Map<string, { done: number; readonly total: number }>();
  let cancelGivingUp: () => void = () => undefined;

  function clear(): void {
    cancelGivingUp();
    batches.clear();
  }

  return {
    take(envelopes) {
      for (const { batch, batchRecords, ops } of envelopes) {
        if (batch === '' || batchRecords === undefined || batchRecords <= ops.length) continue;
        const known = batches.get(batch) ?? { done: 0, total: batchRecords };
        known.done += ops.length;
        if (known.done >= known.total) batches.delete(batch);
        else batches.set(batch, known);
      }
      cancelGivingUp();
      if (batches.size === 0) return;
      cancelGivingUp = timers.after(GIVE_UP_AFTER_MS, () => {
        batches.clear();
        changed();
      });
    },
    shown() {
      if (batches.size === 0) return null;
      let done = 0;
      let total = 0;
      for (const batch of batches.values()) {
        done += batch.done;
        total += batch.total;
      }
      return { done, total };
    },
    clear,
  };
}
