/** `npm run fuzz -- --seeds N --from S`: other seeds than the test suite's, or one again. */
import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } },
});
const from = Number(values.from);
const seeds = Number(values.seeds);
let failed = 0;
const startedMs = performance.now();
for (let seed = from; seed < from + seeds; seed++) {
  const outcome = await simulate(seed);
  if (outcome.ok) continue;
  failed += 1;
  console.log(
    `seed ${outcome.seed}: ${outcome.what}\n${outcome.trace.join('\n')}\nreplay: npm run fuzz -- --seeds 1 --from ${seed}\n`,
  );
}
console.log(
  `${seeds - failed} passed, ${failed} failed (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`,
);
process.exitCode = failed === 0 ? 0 : 1;
