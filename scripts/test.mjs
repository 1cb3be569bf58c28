// `npm test`: everything, from a clean clone. A part that fails does not stop the next ones; the
// closing line counts the tests of both runners, and each failed check as one failure.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureToolchain } from './bootstrap.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { printChecks, runChecks } from './runtime/checks.mjs';
import { CHECKOUT, RUNTIME } from './runtime/places.mjs';
import { runScript, say } from './runtime/progress.mjs';
import { checkSandbox, ensureSystemPackages } from './runtime/system-packages.mjs';
import { closingLine, tallyPlaywright, tallyVitest, withExitCode } from './runtime/test-tally.mjs';

const REPORTS = path.join(RUNTIME, 'reports');

/** The program that runs now; ended when this script is told to end. */
/** @type {import('node:child_process').ChildProcess | null} */
let running = null;
/** Told to end: what has not begun does not begin. */
let interrupted = false;

/**
 * @param {string} program below node_modules
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runShown(program, args, env) {
  if (interrupted) return Promise.resolve(1);
  return new Promise((resolve, reject) => {
    const file = path.join(CHECKOUT, 'node_modules', program);
    const child = spawn(process.execPath, [file, ...args], {
      cwd: CHECKOUT,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    running = child;
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * @template T
 * @param {string} file
 * @param {(report: T) => import('./runtime/test-tally.mjs').Tally} tally
 */
function readReport(file, tally) {
  return existsSync(file) ? tally(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

async function runVitest() {
  const report = path.join(REPORTS, 'vitest.json');
  say('Unit, integration, convergence and architecture tests');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runShown('vitest/vitest.mjs', args, process.env);
  return withExitCode(readReport(report, tallyVitest), code);
}

/** @param {string} project of playwright.config.ts @param {string} title */
async function runPlaywright(project, title) {
  const report = path.join(REPORTS, `playwright-${project}.json`);
  say(title);
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const args = ['test', `--project=${project}`, '--reporter=list,json'];
  const code = await runShown('@playwright/test/cli.js', args, env);
  return withExitCode(readReport(report, tallyPlaywright), code);
}

await runScript(async () => {
  const rerun = await ensureToolchain(import.meta.url);
  if (rerun !== null) return rerun;
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      interrupted = true;
      // As one types it: the runners take down what they have set up.
      running?.kill('SIGINT');
    });
  }
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  const failedChecks = printChecks(await runChecks());
  await ensureSystemPackages({ headless: true });
  checkSandbox((await ensureElectron(say)).executablePath);
  await ensureBuilt();
  const tallies = [
    { passed: 0, failed: failedChecks, skipped: 0 },
    await runVitest(),
    await runPlaywright('acting', 'End-to-end tests in Electron'),
    await runPlaywright('measuring', 'End-to-end tests that measure, with nothing beside them'),
  ];
  process.stdout.write(`${closingLine(tallies)}\n`);
  return tallies.every((tally) => tally.failed === 0) ? 0 : 1;
});
