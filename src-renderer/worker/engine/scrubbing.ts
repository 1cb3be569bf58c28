/**
 * Scrubbing: after a start every pack is read once, slowly, so that damage is found while the relay still has what
 * was lost, and not on the day somebody opens that record on a train.
 */
import type { Core } from './core.ts';

/** Five packs a second: 100,000 records in five minutes, or a little longer with somebody who acts all the time. */
const PACK_EVERY_MS = 200;

/** Calls `found` when a pack turned out to be unreadable and its documents were put on the list to be fetched. */
export function scrub(core: Core, found: () => void): void {
  const packIds = [...core.documents.packIds()];
  const next = async (): Promise<void> => {
    const packId = packIds.pop();
    if (packId === undefined) return;
    await core.deps.lull?.();
    await core.turn(async () => {
      const missing = await core.documents.missingFrom(packId);
      for (const name of missing) core.incomplete.add(name);
      if (missing.length > 0) found();
    });
    core.deps.timers.after(PACK_EVERY_MS, () => void next());
  };
  core.deps.timers.after(PACK_EVERY_MS, () => void next());
}
