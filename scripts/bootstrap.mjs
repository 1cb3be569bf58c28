// From a clean clone to installed dependencies and a running pinned Node. Runs on Node 20 with
// built-ins only, because it runs before anything is installed.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installLocked } from './runtime/commands.mjs';
import { staleness } from './runtime/installed-packages.mjs';
import { isWantedNode } from './runtime/node-version.mjs';
import { oneAtATime } from './runtime/one-at-a-time.mjs';
import { CHECKOUT, RUNTIME } from './runtime/places.mjs';
import { Setback, say, step } from './runtime/progress.mjs';

const NODE_SOURCE = path.join(CHECKOUT, 'scripts/runtime/node');
const NODE_HOME = path.join(RUNTIME, 'node');

/** @param {string} file @returns {import('./runtime/installed-packages.mjs').Lockfile} */
function readLockfile(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** @returns {boolean} */
function dependenciesAreCurrent() {
  const wanted = readLockfile(path.join(CHECKOUT, 'package-lock.json'));
  const installed = readLockfile(path.join(CHECKOUT, 'node_modules/.package-lock.json'));
  return staleness(wanted, installed).length === 0;
}

/** @returns {string | null} */
function readyPinnedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const places = [
    path.join(CHECKOUT, 'node_modules/node', file),
    path.join(NODE_HOME, 'node_modules', `node-${system}-${process.arch}`, file),
  ];
  return places.find((place) => existsSync(place)) ?? null;
}

/** @returns {Promise<string>} the path of a Node that may run the tree */
async function ensureNode() {
  if (isWantedNode(process.version)) return process.execPath;
  const ready = readyPinnedNode();
  if (ready !== null) return ready;
  return step(`This is Node ${process.versions.node}; fetching the pinned Node 24`, async () => {
    mkdirSync(NODE_HOME, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) {
      cpSync(path.join(NODE_SOURCE, file), path.join(NODE_HOME, file));
    }
    const outcome = await installLocked(NODE_HOME, process.execPath);
    const node = readyPinnedNode();
    if (outcome.code === 0 && node !== null) return node;
    throw new Setback(
      `Node 24 could not be fetched for ${process.platform} ${process.arch}. Install Node 24 ` +
        `(24.5 or newer) yourself and run this again.\n${outcome.output}`,
    );
  });
}

/** @param {string} node */
async function installDependencies(node) {
  if (dependenciesAreCurrent()) return;
  await step('Installing the locked dependencies', async () => {
    const outcome = await installLocked(CHECKOUT, node);
    if (outcome.code === 0) return;
    throw new Setback(
      'The dependencies could not be installed. Check the network or the proxy settings and run ' +
        `this again.\n${outcome.output}`,
    );
  });
}

/** @param {string} node @param {string} script @returns {Promise<number>} */
function runAgainUnder(node, script) {
  return new Promise((resolve, reject) => {
    const PATH = path.dirname(node) + path.delimiter + (process.env['PATH'] ?? '');
    const child = spawn(node, [script, ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...process.env, PATH },
    });
    // The child is the one that tidies up. A terminal tells both of an interrupt; a second telling
    // does no harm, and a `kill` may have told this process only.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => child.kill(signal));
    }
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}

/**
 * Installs what is missing. Where this process is not run by the pinned Node, runs the script
 * again under it and gives that run's exit code; null means: go on, this is the pinned Node.
 *
 * @param {string} scriptUrl `import.meta.url` of the calling script
 * @returns {Promise<number | null>}
 */
export async function ensureToolchain(scriptUrl) {
  if (!isWantedNode(process.version) || !dependenciesAreCurrent()) {
    const node = await oneAtATime('installation', say, async () => {
      const found = await ensureNode();
      await installDependencies(found);
      return found;
    });
    if (!isWantedNode(process.version)) return runAgainUnder(node, fileURLToPath(scriptUrl));
  }
  return null;
}
