// What Electron needs of a Linux system beside itself, found by looking and put there by apt.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { findProgram, runQuietly } from './commands.mjs';
import { Setback, step } from './progress.mjs';

/** Longest wait for another apt on the same machine. */
const APT_LOCK_TIMEOUT_S = 300;

/**
 * A need is a library that the loader knows, a program in PATH, or a folder with something in it.
 * Debian 13 renamed some packages when time became 64-bit, hence the second names.
 *
 * @typedef {object} Need
 * @property {'library' | 'program' | 'folder'} kind
 * @property {string} name
 * @property {readonly string[]} packages names by preference
 */

/** @type {readonly Need[]} */
const ELECTRON_NEEDS = [
  { kind: 'library', name: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { kind: 'library', name: 'libnss3.so', packages: ['libnss3'] },
  { kind: 'library', name: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { kind: 'library', name: 'libgbm.so.1', packages: ['libgbm1'] },
  { kind: 'folder', name: '/usr/share/fonts/truetype', packages: ['fonts-dejavu-core'] },
];

/** @type {readonly Need[]} */
const HEADLESS_NEEDS = [{ kind: 'program', name: 'Xvfb', packages: ['xvfb'] }];

/** @param {string} folder */
function holdsSomething(folder) {
  return existsSync(folder) && readdirSync(folder).length > 0;
}

/** @returns {Promise<string>} the loader's own list of libraries */
async function knownLibraries() {
  const ldconfig = findProgram('ldconfig') ?? '/sbin/ldconfig';
  return (await runQuietly(ldconfig, ['-p'], { keepAll: true })).output;
}

/**
 * @param {readonly Need[]} needs
 * @param {string} libraries output of `ldconfig -p`
 * @param {(need: Need) => boolean} isThere for programs and folders
 * @returns {Need[]}
 */
export function missingNeeds(needs, libraries, isThere) {
  const known = new Set(libraries.split('\n').map((line) => line.trim().split(' ')[0] ?? ''));
  return needs.filter((need) => (need.kind === 'library' ? !known.has(need.name) : !isThere(need)));
}

/** @param {Need} need */
function isThere(need) {
  return need.kind === 'program' ? findProgram(need.name) !== null : holdsSomething(need.name);
}

/**
 * @param {readonly Need[]} needs
 * @param {(name: string) => boolean} offers whether this release of the system has the package
 * @returns {string[]}
 */
export function packagesFor(needs, offers) {
  return needs.map(
    (need) => need.packages.find((name) => offers(name)) ?? need.packages.at(-1) ?? '',
  );
}

/** @param {readonly string[]} args */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return runQuietly('apt-get', ['-o', `DPkg::Lock::Timeout=${APT_LOCK_TIMEOUT_S}`, ...args], {
    env,
  });
}

/** @param {readonly Need[]} missing */
async function installWithApt(missing) {
  const updated = await apt(['update']);
  const offered = await runQuietly('apt-cache', ['pkgnames'], { keepAll: true });
  const names = new Set(offered.output.split('\n'));
  const packages = packagesFor(missing, (name) => names.has(name));
  const installed = await apt(['install', '-y', '--no-install-recommends', ...packages]);
  if (installed.code === 0) return;
  throw new Setback(
    `The system packages ${packages.join(', ')} could not be installed:\n` +
      `${updated.code === 0 ? '' : updated.output}${installed.output}`,
  );
}

/**
 * Puts in place what Electron needs: on Debian and its kin as root with apt, elsewhere by naming
 * the one command to run. Does nothing on other systems than Linux.
 *
 * @param {{ headless: boolean }} options
 */
export async function ensureSystemPackages({ headless }) {
  if (process.platform !== 'linux') return;
  const needs = headless ? [...ELECTRON_NEEDS, ...HEADLESS_NEEDS] : ELECTRON_NEEDS;
  const missing = missingNeeds(needs, await knownLibraries(), isThere);
  if (missing.length === 0) return;
  const names = missing.map((need) => need.name).join(', ');
  if (findProgram('apt-get') === null) {
    throw new Setback(
      `Electron needs ${names}. Install what provides them with your system's package manager ` +
        'and run this again.',
    );
  }
  if (process.getuid?.() !== 0) {
    const packages = packagesFor(missing, () => false).join(' ');
    throw new Setback(
      `Electron needs ${names}. Run this one command, then start again:\n` +
        `  sudo apt-get update && sudo apt-get install -y ${packages}`,
    );
  }
  await step(`Installing what Electron needs of the system (${names})`, () =>
    installWithApt(missing),
  );
}

/** @param {string} file */
function readFlag(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/**
 * Chromium's sandbox needs user namespaces or a helper that belongs to root. Some systems (Ubuntu
 * 23.10 and later) forbid the first; then the person has to allow the second once.
 *
 * @param {string} electron path of the executable
 */
export function checkSandbox(electron) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return;
  const namespacesForbidden =
    readFlag('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    readFlag('/proc/sys/kernel/unprivileged_userns_clone') === '0';
  if (!namespacesForbidden) return;
  const helper = path.join(path.dirname(electron), 'chrome-sandbox');
  const { uid, mode } = statSync(helper);
  if (uid === 0 && (mode & 0o4000) !== 0) return;
  throw new Setback(
    'This system lets only root set up the sandbox that keeps pages apart. Run this one command, ' +
      `then start again:\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}
