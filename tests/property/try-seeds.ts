/** `npm run round-trip -- --seeds N --from S`: other seeds than the test suite's, or one again. */
import { parseArgs } from 'node:util';
import { importTakenBack, roundTrip } from './round-trip.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } },
});
const from = Number(values.from);
const seeds = Number(values.seeds);
let failed = 0;
let records = 0;
const startedMs = performance.now();
for (let seed = from; seed < from + seeds; seed++) {
  try {
    records += await roundTrip(seed);
    await importTakenBack(seed);
  } catch (error) {
    failed += 1;
    console.log(
      `seed ${seed}: ${String(error)}\nreplay: npm run round-trip -- --seeds 1 --from ${seed}\n`,
    );
  }
}
console.log(
  `${seeds - failed} workspaces of ${records} records passed, ${failed} failed (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`,
);
process.exitCode = failed === 0 ? 0 : 1;
