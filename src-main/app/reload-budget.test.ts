import { expect, test } from 'vitest';
import { createReloadBudget } from './reload-budget.ts';

test('a page that crashes a fourth time within a minute is not loaded again', () => {
  let nowMs = 0;
  const budget = createReloadBudget(() => nowMs);
  expect([budget.take(), budget.take(), budget.take(), budget.take()]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  nowMs = 59_999;
  expect(budget.take()).toBe(false);
});

test('a crash now and then does not use the budget up', () => {
  let nowMs = 0;
  const budget = createReloadBudget(() => nowMs);
  for (let n = 0; n < 20; n++) {
    expect(budget.take()).toBe(true);
    nowMs += 30_000;
  }
});
