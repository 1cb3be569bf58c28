import { expect, test } from 'vitest';
import { runOneAtATime } from './asked-again.ts';

test('what is asked for during a run is run once more after it, and never two at a time', async () => {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const ask = runOneAtATime(async () => {
    most = Math.max(most, ++running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
  });
  const first = ask();
  void ask();
  void ask();
  expect(ends).toHaveLength(1);
  ends.shift()?.();
  await new Promise(setImmediate);
  expect(ends).toHaveLength(1);
  ends.shift()?.();
  await first;
  expect([ends.length, most]).toEqual([0, 1]);
});

test('a run that fails keeps back none that come after it', async () => {
  let runs = 0;
  const ask = runOneAtATime(async () => {
    runs += 1;
    if (runs === 1) throw new Error('planted');
  });
  await expect(ask()).rejects.toThrow('planted');
  await ask();
  expect(runs).toBe(2);
});
