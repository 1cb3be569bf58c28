import { describe, expect, it } from 'vitest';
import { fewest, reportOf, shrink, type Failure } from './shrinking.ts';
import { simulate, type Circumstances } from './simulate.ts';

describe('a failing run', () => {
  it('is shown with few steps that fail alike, and a line that takes exactly those again', async () => {
    const planted: Circumstances = { faults: { engine: { deleteOnlyUpdateLost: true } } };
    let found: Failure | undefined;
    for (let seed = 1; found === undefined; seed++) {
      const outcome = await simulate(seed, planted);
      if (!outcome.ok) found = outcome;
    }
    const shortest = await shrink(found, planted, { nowMs: Date.now, maxMs: 60_000 });
    expect(shortest.steps.length).toBeLessThan(found.steps.length / 4);
    const only = new Set(shortest.steps);
    expect(await simulate(found.seed, { ...planted, only })).toEqual(shortest);
    expect(await simulate(found.seed, { only })).toMatchObject({ ok: true });
    expect(reportOf(shortest, false)).toContain(
      `npm run fuzz -- --seeds 1 --from ${found.seed} --steps ${shortest.steps.join(',')}\n`,
    );
  });

  it('loses every step that it fails without, in whichever order they came', async () => {
    const asked: number[] = [];
    const needs = [3, 40, 77];
    const kept = await fewest(
      Array.from({ length: 100 }, (_, at) => at),
      (items) => {
        asked.push(items.length);
        return Promise.resolve(needs.every((one) => items.includes(one)));
      },
      () => true,
    );
    expect(kept).toEqual(needs);
    expect(asked.length).toBeLessThan(100);
  });

  it('is not made shorter for longer than was asked', async () => {
    let left = 3;
    const kept = await fewest(
      [1, 2, 3, 4],
      () => Promise.resolve(false),
      () => left-- > 0,
    );
    expect(kept).toEqual([1, 2, 3, 4]);
  });
});
