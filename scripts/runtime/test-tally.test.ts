import { describe, expect, test } from 'vitest';
import { closingLine, tallyPlaywright, tallyVitest, withExitCode } from './test-tally.mjs';

const vitest = {
  numPassedTests: 10,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 0,
  testResults: [{ status: 'failed', assertionResults: [{}] }],
};
const playwright = { stats: { expected: 5, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

describe('the tally', () => {
  test('counts what the runners report', () => {
    expect(tallyVitest(vitest)).toEqual({ passed: 10, failed: 1, skipped: 2 });
    expect(tallyPlaywright(playwright)).toEqual({ passed: 5, failed: 0, skipped: 0 });
  });

  test('counts a file that could not be loaded as a failure', () => {
    const broken = [...vitest.testResults, { status: 'failed', assertionResults: [] }];
    expect(tallyVitest({ ...vitest, testResults: broken }).failed).toBe(2);
    expect(tallyPlaywright({ ...playwright, errors: [{}] }).failed).toBe(1);
  });

  test('counts a test that passed at its second try as passed', () => {
    const stats = { ...playwright.stats, flaky: 1 };
    expect(tallyPlaywright({ ...playwright, stats })).toEqual({ passed: 6, failed: 0, skipped: 0 });
  });

  test('counts a runner that crashed, or left no report, as a failure', () => {
    const green = { passed: 3, failed: 0, skipped: 0 };
    expect(withExitCode(green, 1).failed).toBe(1);
    expect(withExitCode(null, 0).failed).toBe(1);
    expect(withExitCode(green, 0)).toEqual(green);
  });
});

describe('the closing line', () => {
  test('adds the runners up', () => {
    const parts = [tallyPlaywright(playwright), { passed: 7, failed: 2, skipped: 0 }];
    expect(closingLine(parts)).toBe('12 passed, 2 failed');
  });

  test('names skipped tests where there are any', () => {
    expect(closingLine([tallyVitest(vitest)])).toBe('10 passed, 1 failed, 2 skipped');
  });
});
