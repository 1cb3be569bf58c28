/**
 * `npm run fuzz -- --seeds N --from S`: other seeds than the test suite's. What fails is shown with the fewest steps
 * that were found, and how to take exactly those again: `--seeds 1 --from S --steps 3a,7m`.
 */
import { parseArgs } from 'node:util';
import { reportOf, shrink } from './shrinking.ts';
import { simulate, type Step } from './simulate.ts';

const SHRINKING_MAX_MS = 60_000;
/** Where everything fails, a few short ones say it all. */
const SHRUNK_MAX = 5;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string' },
  },
});
const from = Number(values.from);
const seeds = Number(values.seeds);
const circumstances =
  values.steps === undefined ? {} : { only: new Set(values.steps.split(',') as Step[]) };
let failed = 0;
const startedMs = performance.now();
for (let seed = from; seed < from + seeds; seed++) {
  const outcome = await simulate(seed, circumstances);
  if (outcome.ok) continue;
  failed += 1;
  const isWhole = values.steps !== undefined || failed > SHRUNK_MAX;
  const shown = isWhole
    ? outcome
    : await shrink(outcome, circumstances, { nowMs: Date.now, maxMs: SHRINKING_MAX_MS });
  console.log(reportOf(shown, isWhole && values.steps === undefined));
}
console.log(
  `${seeds - failed} passed, ${failed} failed (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`,
);
process.exitCode = failed === 0 ? 0 : 1;
