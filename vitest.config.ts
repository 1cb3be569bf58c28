import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const NEVER = ['**/node_modules/**', '**/out/**', '**/.runtime/**', '**/fixtures/**'];
const UI_TESTS = '{crm,src-renderer}/**/*.ui.test.tsx';
const INTEGRATION_TESTS = '**/*.integration.test.ts';

export default defineConfig({
  plugins: [react()],
  resolve: { dedupe: ['yjs', 'y-protocols', 'lib0', 'react', 'react-dom'] },
  test: {
    // The slowest machine that must pass has two cores, shared with Electron and a relay.
    maxWorkers: 2,
    // What a test says on the console is shown where it fails.
    silent: 'passed-only',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{crm,sync-relay,src-main,src-renderer,scripts}/**/*.test.{ts,tsx}'],
          exclude: [...NEVER, UI_TESTS, INTEGRATION_TESTS],
          testTimeout: 20_000,
          // Modules are loaded once a worker, not once a file: more than half of the time. Who replaces something global
          // puts it back.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          environment: 'happy-dom',
          include: [UI_TESTS],
          exclude: NEVER,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          environment: 'node',
          include: [
            INTEGRATION_TESTS,
            'tests/{integration,upgrade,conformance,property}/**/*.test.ts',
          ],
          exclude: NEVER,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'convergence',
          environment: 'node',
          include: ['tests/convergence/**/*.test.ts'],
          exclude: NEVER,
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'architecture',
          environment: 'node',
          include: ['tests/architecture/**/*.test.ts'],
          exclude: NEVER,
          testTimeout: 120_000,
        },
      },
    ],
  },
});
