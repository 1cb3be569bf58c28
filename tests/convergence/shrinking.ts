/**
 * A failing run with as few steps as can be found. Whole stretches are left out first, then ever shorter ones, as long
 * as it still fails in the same way (after Zeller's delta debugging).
 */
import { simulate, type Circumstances, type Outcome, type Step } from './simulate.ts';

export type Failure = Extract<Outcome, { readonly ok: false }>;

export interface Bounds {
  readonly nowMs: () => number;
  /** A run takes about a tenth of a second, and a failure is worth some hundreds of them. */
  readonly maxMs: number;
}

export async function shrink(
  failure: Failure,
  circumstances: Circumstances,
  { nowMs, maxMs }: Bounds,
): Promise<Failure> {
  const endMs = nowMs() + maxMs;
  let shortest = failure;
  /** Without what the failure was found in: an exception among the last actions may need only one of them. */
  const fails = async (steps: readonly Step[]): Promise<boolean> => {
    const outcome = await simulate(failure.seed, { ...circumstances, only: new Set(steps) });
    if (outcome.ok || kindOf(outcome) !== kindOf(failure)) return false;
    shortest = outcome;
    return true;
  };
  await fewest(failure.steps, fails, () => nowMs() < endMs);
  return shortest;
}

/** `fails` is asked of ever smaller selections, in their order; the last for which it held cannot lose any one item. */
export async function fewest<Item>(
  items: readonly Item[],
  fails: (items: readonly Item[]) => Promise<boolean>,
  goOn: () => boolean,
): Promise<readonly Item[]> {
  let kept = items;
  let length = Math.ceil(kept.length / 2);
  while (length >= 1) {
    let isShorter = false;
    for (let from = 0; from < kept.length;) {
      if (!goOn()) return kept;
      const without = [...kept.slice(0, from), ...kept.slice(from + length)];
      if (without.length < kept.length && (await fails(without))) {
        kept = without;
        isShorter = true;
      } else from += length;
    }
    // One pass at length 1 that leaves nothing out is the end; a longer stretch may have gone only now.
    if (length === 1 && !isShorter) break;
    length = length === 1 ? 1 : Math.ceil(length / 2);
  }
  return kept;
}

/** What failed, without which record, desktop and moment it was. */
function kindOf({ what }: Failure): string {
  const [line = ''] = what.split('\n');
  return line
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#')
    .replace(/"[^"]*"|\d+/g, '#')
    .slice(0, 60);
}

/** Everything that somebody needs to see it again. */
export function reportOf({ seed, what, trace, steps }: Failure, isWhole: boolean): string {
  const only = isWhole ? '' : ` --steps ${steps.join(',')}`;
  return `seed ${seed}: ${what}\n${trace.join('\n')}\nreplay: npm run fuzz -- --seeds 1 --from ${seed}${only}\n`;
}
