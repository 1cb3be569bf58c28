import { expect, test } from 'vitest';
import { roundTrip } from './round-trip.ts';

/** `npm run round-trip -- --seeds 1000 --from 5000` tries others. */
const SEEDS = 20;

test('a workspace that is exported, wiped and imported is the same workspace', async () => {
  let records = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    try {
      records += await roundTrip(seed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
  expect(records).toBeGreaterThan(SEEDS);
});
