/** Back and forth: several acts taken back one after the other, some of them done again, also an older one alone. */
import type { Action } from './actions.ts';

const AT_ONCE_MAX = 4;

export const goBackAndForth: Action = async (stage, _desktop, engine) => {
  const { world, ledger } = stage;
  const done: string[] = [];
  const older = world.chance(250);
  for (let left = 1 + world.roll(AT_ONCE_MAX); left > 0; left--) {
    const acts = engine.undoList().filter(({ state }) => state === 'done');
    const target = older ? acts[world.roll(Math.max(1, acts.length))] : acts[0];
    if (target === undefined) break;
    // Before it is confirmed: a crash may come after the write and before the word of it.
    ledger.undone.add(target.id);
    const undone = await engine.undo(target.id);
    done.push(undone.ok ? 'back' : undone.problem.code);
  }
  for (let left = world.roll(AT_ONCE_MAX); left > 0; left--) {
    const redone = await engine.redo();
    done.push(redone.ok ? 'forth' : redone.problem.code);
  }
  return `goes ${done.join(', ')}`;
};
