/** How a log knows its own past: rules that a test file runs against each storage, free of any test runner. */
import assert from 'node:assert/strict';
import type { RelayStorage } from './storage.ts';
import { append, must, newWorkspace, pushed, WORKSPACE } from './storage-rig.ts';

export interface EpochPlace {
  /** As it is open now. */
  readonly storage: () => RelayStorage;
  readonly restart: () => Promise<void>;
  /** Keeps a copy, in place of the one before, and starts again. */
  readonly backUp: () => Promise<void>;
  /** Puts the copy in the place of what is there, and starts with it. */
  readonly restore: () => Promise<void>;
}

let lastN = 0;

/** A desktop connects, which begins the epoch, and some entries are appended. The place where it then stands. */
async function write(
  { storage }: EpochPlace,
  entries: number,
): Promise<{ readonly epoch: string; readonly cursor: number }> {
  must(await storage().enterEpoch(WORKSPACE));
  const device = `d${lastN++}`;
  for (let n = 1; n <= entries; n++) await append(storage(), pushed({ device, n }));
  const head = must(await storage().findWorkspace(WORKSPACE))?.head ?? 0;
  return { epoch: storage().epoch, cursor: head };
}

async function mustKnow(
  place: EpochPlace,
  at: { readonly epoch: string; readonly cursor: number },
  isKnown: boolean,
): Promise<void> {
  const known = must(await place.storage().knows(WORKSPACE, at));
  assert.equal(known, isKnown, `${at.epoch} at ${at.cursor}`);
}

export const epochRules: Readonly<Record<string, (place: EpochPlace) => Promise<void>>> = {
  async 'a cursor is known for ever, whatever is appended and however often the relay starts'(
    place,
  ) {
    await newWorkspace(place.storage());
    const first = await write(place, 3);
    await mustKnow(place, first, true);
    await place.restart();
    await mustKnow(place, first, true);
    const second = await write(place, 4);
    await place.restart();
    await write(place, 1);
    for (const at of [first, second, { ...first, cursor: 1 }]) await mustKnow(place, at, true);
  },

  async 'no cursor of a log that is not this one is known'(place) {
    await newWorkspace(place.storage());
    await write(place, 3);
    await mustKnow(place, { epoch: 'another', cursor: 2 }, false);
    await mustKnow(place, { epoch: '', cursor: 0 }, false);
  },

  async 'a cursor beyond the head is not known'(place) {
    await newWorkspace(place.storage());
    const { epoch, cursor } = await write(place, 3);
    await mustKnow(place, { epoch, cursor: cursor + 1 }, false);
  },

  async 'put back to an older copy it knows what came before the copy, and never again what came after'(
    place,
  ) {
    await newWorkspace(place.storage());
    const before = await write(place, 3);
    await place.backUp();
    const lost = await write(place, 2);
    await place.restart();
    const lostLater = await write(place, 2);
    await place.restore();
    // Longer than what was lost by now.
    const after = await write(place, 9);
    await place.restart();
    await write(place, 1);
    for (const at of [before, after]) await mustKnow(place, at, true);
    for (const at of [lost, lostLater]) await mustKnow(place, at, false);
  },

  async 'of the epoch in which the copy was made it knows what the copy holds'(place) {
    await newWorkspace(place.storage());
    const { epoch, cursor } = await write(place, 3);
    await place.backUp();
    await place.restore();
    await write(place, 5);
    await mustKnow(place, { epoch, cursor }, true);
    await mustKnow(place, { epoch, cursor: cursor + 1 }, false);
  },
};
