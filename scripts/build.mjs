// `npm run build`: the app for Electron, into out/. Other scripts build only what is stale.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureToolchain } from './bootstrap.mjs';
import { runQuietly } from './runtime/commands.mjs';
import { oneAtATime } from './runtime/one-at-a-time.mjs';
import { CHECKOUT } from './runtime/places.mjs';
import { Setback, runScript, say, step } from './runtime/progress.mjs';
import { fingerprint } from './runtime/source-fingerprint.mjs';

const SOURCES = ['crm', 'src-main', 'src-renderer', 'electron.vite.config.ts', 'package-lock.json'];
const OUTPUT = path.join(CHECKOUT, 'out');
const STAMP = path.join(OUTPUT, 'built-from');
const RESULTS = ['main/index.js', 'preload/index.cjs', 'renderer/index.html'];

/** @param {string} wanted */
function isBuilt(wanted) {
  const complete = RESULTS.every((file) => existsSync(path.join(OUTPUT, file)));
  return complete && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
}

async function build() {
  const wanted = fingerprint(CHECKOUT, SOURCES);
  rmSync(STAMP, { force: true });
  const program = path.join(CHECKOUT, 'node_modules/electron-vite/bin/electron-vite.js');
  const outcome = await runQuietly(process.execPath, [program, 'build'], { cwd: CHECKOUT });
  if (outcome.code !== 0) throw new Setback(`The app could not be built:\n${outcome.output}`);
  writeFileSync(STAMP, wanted);
}

/** Builds the app if a source changed since the last time; 50 ms where nothing did. */
export async function ensureBuilt() {
  if (isBuilt(fingerprint(CHECKOUT, SOURCES))) return;
  await oneAtATime('build', say, async () => {
    if (!isBuilt(fingerprint(CHECKOUT, SOURCES))) await step('Building the app', build);
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runScript(async () => {
    const rerun = await ensureToolchain(import.meta.url);
    if (rerun !== null) return rerun;
    await oneAtATime('build', say, () => step('Building the app', build));
    return 0;
  });
}
