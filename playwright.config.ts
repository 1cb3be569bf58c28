import { defineConfig } from '@playwright/test';

/** End-to-end tests start real Electron themselves (tests/e2e/launch.ts); no browser is used. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/e2e',
  // One desktop or one pair of desktops at a time: timings on two cores stay honest.
  workers: 1,
  fullyParallel: false,
  // On a developer's machine a flaky test fails: a retry could hide a lost update. On CI, where two cores are shared
  // with others, a test may pass at its second try; the reporter then names it as flaky, and it is a bug to look into.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
});
