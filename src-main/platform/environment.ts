import { app } from 'electron';

declare global {
  /** There only while a test's start waits, see `driverAttached`. */
  var rapportDriverAttached: (() => void) | undefined;
}

export type Environment = {
  /** Set by the end-to-end tests; a packaged app cannot be put into this state. */
  readonly isTest: boolean;
  /** Where `file.save` writes instead of asking, null outside of tests. */
  readonly testSaveDirectory: string | null;
  /**
   * Settled at once, but with RAPPORT_TEST_WAIT=1 in a test only after its driver called
   * `rapportDriverAttached`: a driver that attaches while a window is being made hangs at times.
   */
  readonly driverAttached: Promise<void>;
};

export function readEnvironment(): Environment {
  const isTest = !app.isPackaged && process.env['RAPPORT_TEST'] === '1';
  return {
    isTest,
    testSaveDirectory: isTest ? (process.env['RAPPORT_TEST_SAVE_DIR'] ?? null) : null,
    driverAttached:
      isTest && process.env['RAPPORT_TEST_WAIT'] === '1'
        ? new Promise((resolve) => {
            globalThis.rapportDriverAttached = resolve;
          })
        : Promise.resolve(),
  };
}
