// `npm test`: everything, from a clean clone. A part that fails does not stop the next ones; the
// closing line counts the tests of both runners, and each failed check as one failure.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureToolchain } from './bootstrap.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { printChecks, runChecks } from './runtime/checks.mjs';
import { findProgram } from './runtime/commands.mjs';
import { hasDisplay, openVirtualDisplay } from './runtime/display.mjs';
import { CHECKOUT, RUNTIME } from './runtime/places.mjs';
import { runScript, say } from './runtime/progress.mjs';
import { checkSandbox, ensureSystemPackages } from './runtime/system-packages.mjs';
import { closingLine, tallyPlaywright, tallyVitest, withExitCode } from './runtime/test-tally.mjs';

const REPORTS = path.join(RUNTIME, 'reports');

/** The program that runs now; ended when this script is told to end. */
/** @type {import('node:child_process').ChildProcess | null} */
let running = null;

/**
 * @param {string} program below node_modules
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runShown(program, args, env) {
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

async function runPlaywright() {
  const report = path.join(REPORTS, 'playwright.json');
  say('End-to-end tests in Electron');
  // Windows on the person's own screen would take the keyboard away in the middle of a word.
  const virtual =
    process.platform === 'linux' &&
    (findProgram('Xvfb') !== null || !hasDisplay(process.env, process.platform));
  const display = virtual ? await openVirtualDisplay() : null;
  try {
    const env = { ...process.env, ...display?.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const args = ['test', '--reporter=list,json'];
    const code = await runShown('@playwright/test/cli.js', args, env);
    return withExitCode(readReport(report, tallyPlaywright), code);
  } finally {
    await display?.close();
  }
}

await runScript(async () => {
  const rerun = await ensureToolchain(import.meta.url);
  if (rerun !== null) return rerun;
  process.on('SIGTERM', () => running?.kill('SIGTERM'));
  process.on('SIGINT', () => running?.kill('SIGTERM'));
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  const failedChecks = printChecks(await runChecks());
  await ensureSystemPackages({ headless: true });
  checkSandbox((await ensureElectron(say)).executablePath);
  await ensureBuilt();
  const tallies = [
    { passed: 0, failed: failedChecks, skipped: 0 },
    await runVitest(),
    await runPlaywright(),
  ];
  process.stdout.write(`${closingLine(tallies)}\n`);
  return tallies.every((tally) => tally.failed === 0) ? 0 : 1;
});
