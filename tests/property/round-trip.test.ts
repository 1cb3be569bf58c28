import { expect, test } from 'vitest';
import { importTakenBack, roundTrip } from './round-trip.ts';

/** `npm run round-trip -- --seeds 1000 --from 5000` tries others. */
const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);

test.each(SEEDS)(
  'a workspace that is exported, wiped and imported is the same workspace (seed %i)',
  async (seed) => {
    expect(await roundTrip(seed)).toBeGreaterThan(0);
  },
);

test.each(SEEDS)(
  'the undo of an import leaves the workspace as it was, to the last byte of its export (seed %i)',
  importTakenBack,
);
