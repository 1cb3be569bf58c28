import { expect, test } from 'vitest';
import { createLull } from './lull.ts';

function setUp() {
  let nowMs = 0;
  const timers = {
    after: (ms: number, run: () => void) => {
      nowMs += ms;
      run();
      return () => undefined;
    },
  };
  const lull = createLull(() => nowMs, timers);
  return {
    lull,
    now: () => nowMs,
    pass: (ms: number) => {
      nowMs += ms;
    },
    timers,
  };
}

test('work of the worker’s own begins at once where nobody acts', async () => {
  const { lull, now } = setUp();
  await lull.wait();
  expect(now()).toBe(0);
});

test('it waits until somebody who acts has paused', async () => {
  const { lull, now, pass } = setUp();
  lull.heard();
  pass(100);
  await lull.wait();
  expect(now()).toBe(300);
});

test('somebody who never pauses does not put it off for ever', async () => {
  let nowMs = 0;
  const lull = createLull(() => nowMs, {
    after: (ms, run) => {
      nowMs += ms;
      lull.heard();
      run();
      return () => undefined;
    },
  });
  lull.heard();
  await lull.wait();
  expect(nowMs).toBeGreaterThanOrEqual(2000);
  expect(nowMs).toBeLessThan(2500);
});
