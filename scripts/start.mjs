// `npm start`: from a clean clone to an open desktop. Each phase does nothing where it was done.
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureToolchain } from './bootstrap.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { endProcess, startBeside } from './runtime/children.mjs';
import { withoutChromiumNoise } from './runtime/chromium-noise.mjs';
import { hasDisplay, openVirtualDisplay } from './runtime/display.mjs';
import { switchesOfThisMachine } from './runtime/electron-switches.mjs';
import { joinLocalRelay } from './runtime/local-relay.mjs';
import { CHECKOUT } from './runtime/places.mjs';
import { Setback, runScript, say } from './runtime/progress.mjs';
import { START_HELP, parseStartOptions, userDataFolder } from './runtime/start-options.mjs';
import { checkSandbox, ensureSystemPackages } from './runtime/system-packages.mjs';

const SCREENSHOT_TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/** Undone in reverse order when the app has closed, or the script is told to end. */
/** @type {(() => Promise<void>)[]} */
const undo = [];

/** @param {string} file */
async function tellWhenTaken(file) {
  const untilMs = Date.now() + SCREENSHOT_TIMEOUT_MS;
  while (Date.now() < untilMs) {
    if (existsSync(file) && statSync(file).size > 0) {
      say(`A picture of its first screen: ${file}`);
      say('It keeps running; Ctrl-C ends it.');
      return;
    }
    await sleep(POLL_MS);
  }
  say('It gave no picture of its first screen within a minute.');
}

/** @param {import('./runtime/start-options.mjs').StartOptions} options @returns {Promise<number>} */
async function openDesktop(options) {
  const headless = !hasDisplay(process.env, process.platform);
  await ensureSystemPackages({ headless });
  const electron = await ensureElectron(say);
  checkSandbox(electron.executablePath);
  await ensureBuilt();

  const profileFolder = path.join(options.dataFolder, 'profiles', options.profile);
  mkdirSync(profileFolder, { recursive: true });
  const args = [...switchesOfThisMachine(), CHECKOUT];
  args.push(`--profile=${options.profile}`, `--data-dir=${profileFolder}`);
  if (options.relay.kind === 'elsewhere') args.push(`--relay=${options.relay.url}`);
  if (options.relay.kind === 'own') {
    const relay = await joinLocalRelay(options.dataFolder, options.relay.port);
    undo.push(relay.leave);
    args.push(`--relay=${relay.url}`);
  }

  let env = process.env;
  const screenshot = path.join(profileFolder, 'first-screen.png');
  if (headless) {
    const display = await openVirtualDisplay();
    undo.push(display.close);
    env = { ...env, ...display.env };
    rmSync(screenshot, { force: true });
    args.push(`--screenshot=${screenshot}`);
    say('There is no display here: the app runs on a virtual one (Xvfb, 1280x800).');
  }
  if (options.joinLink !== null) args.push(options.joinLink);

  say(`Opening the desktop "${options.profile}" (Electron ${electron.version})`);
  const app = startBeside(electron.executablePath, args, {
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  app.stderr?.pipe(withoutChromiumNoise()).pipe(process.stderr);
  undo.push(async () => {
    if (app.pid !== undefined && app.exitCode === null) await endProcess(app.pid);
  });
  if (headless) void tellWhenTaken(screenshot);
  return new Promise((resolve, reject) => {
    app.on('error', reject);
    app.on('exit', (code, signal) => {
      if (code === 0 || signal !== null) resolve(0);
      else
        reject(
          new Setback(`The app ended with code ${code}. Its log is in ${profileFolder}/logs.`),
        );
    });
  });
}

async function undoAll() {
  for (let act = undo.pop(); act !== undefined; act = undo.pop()) await act();
}

/** One ending, however many signals and exits ask for it. */
/** @type {Promise<void> | null} */
let ending = null;

function tidyUp() {
  ending ??= undoAll();
  return ending;
}

await runScript(async () => {
  const parsed = parseStartOptions(
    process.argv.slice(2),
    userDataFolder(process.env, process.platform),
  );
  if (!parsed.ok) throw new Setback(`${parsed.problem}\n\n${START_HELP}`);
  if (parsed.options.help) {
    process.stdout.write(`${START_HELP}\n`);
    return 0;
  }
  const rerun = await ensureToolchain(import.meta.url);
  if (rerun !== null) return rerun;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      void tidyUp().then(() => process.exit(0));
    });
  }
  try {
    return await openDesktop(parsed.options);
  } finally {
    await tidyUp();
  }
});
