import { defineConfig } from '@playwright/test';

/** End-to-end tests start real Electron themselves (tests/e2e/launch.ts); no browser is used. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/e2e',
  // One desktop or one pair of desktops at a time: timings on two cores stay honest.
  workers: 1,
  fullyParallel: false,
  // A retry would hide a lost update; a flaky test is a bug.
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
});
