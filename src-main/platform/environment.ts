import { app } from 'electron';

export type Environment = {
  /** Set by the end-to-end tests; a packaged app cannot be put into this state. */
  readonly isTest: boolean;
  /** Where `file.save` writes instead of asking, null outside of tests. */
  readonly testSaveDirectory: string | null;
};

export function readEnvironment(): Environment {
  const isTest = !app.isPackaged && process.env['RAPPORT_TEST'] === '1';
  return {
    isTest,
    testSaveDirectory: isTest ? (process.env['RAPPORT_TEST_SAVE_DIR'] ?? null) : null,
  };
}
