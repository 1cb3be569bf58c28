import { defineConfig } from '@playwright/test';

/**
 * The two projects, each run by itself (scripts/test.mjs): what must take no longer than it may has the machine to
 * itself, the other files are taken two at a time, each on a screen of its own. The bench is among these: on a few
 * records only its being whole is tested.
 */
const MEASURING = '**/{many-deals-frames,bulk,calendar-frames,first-run}.e2e.ts';
/** As many as the slowest machine has cores. Elsewhere all windows would share one screen, and its focus. */
const AT_A_TIME = process.platform === 'linux' ? 2 : 1;

/** End-to-end tests start real Electron themselves (tests/e2e/launch.ts); no browser is used. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './tests/e2e/displays.config.ts',
  projects: [
    { name: 'acting', testMatch: '**/*.e2e.ts', testIgnore: MEASURING },
    { name: 'measuring', testMatch: MEASURING, workers: 1 },
  ],
  workers: AT_A_TIME,
  // The tests of a file build on each other.
  fullyParallel: false,
  // On a developer's machine a flaky test fails: a retry could hide a lost update. On CI, where two cores are shared
  // with others, a test may pass at its second try; the reporter then names it as flaky, and it is a bug to look into.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
});
