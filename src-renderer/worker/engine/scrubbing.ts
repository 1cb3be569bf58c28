/**
 * Scrubbing: after a start every pack is read once, slowly, so that damage is found while the relay still has what
 * was lost, and not on the day somebody opens that record on a train.
 */
import type { Core } from './core.ts';

/** Five packs a second: 100,000 records in five minutes, and none of what a person does meanwhile takes longer. */
const PACK_EVERY_MS = 200;

/** Calls `found` when a pack turned out to be unreadable and its documents were put on the list to be fetched. */
export function scrub(core: Core, found: () => void): void {
  const packIds = [...core.documents.packIds()];
  const next = (): void => {
    const packId = packIds.pop();
    if (packId === undefined) return;
    void core
      .turn(async () => {
        const missing = await core.documents.missingFrom(packId);
        for (const name of missing) core.incomplete.add(name);
        if (missing.length > 0) found();
      })
      .then(() => core.deps.timers.after(PACK_EVERY_MS, next));
  };
  core.deps.timers.after(PACK_EVERY_MS, next);
}
