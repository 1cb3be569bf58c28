import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, type Page, _electron } from '@playwright/test';
import type { RapportBridge } from '../../crm/contracts/ipc.contract.ts';
import { readyElectron } from '../../scripts/electron-runtime.mjs';

declare global {
  interface Window {
    rapport: RapportBridge;
  }
}

export const CHECKOUT =
  process.env['RAPPORT_E2E_APP'] ?? path.resolve(import.meta.dirname, '..', '..');

/** A start on a loaded two-core machine; longer means that it hangs. */
const START_TIMEOUT_MS = 45_000;
/** Between asking the app to quit and giving it up. */
const QUIT_TIMEOUT_MS = 15_000;

export type LaunchOptions = {
  readonly profile?: string;
  /** The profile's folder; without one a fresh folder is made, and removed at `close`. */
  readonly dataDir?: string;
  readonly relayUrl?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Runs in each page before anything of the app; for tests that need the page without the app. */
  readonly beforePage?: () => void;
};

export type Desktop = {
  readonly app: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  readonly dataDir: string;
  /** What went wrong so far, and forgets it: for tests that provoke something. */
  readonly takeProblems: () => string[];
  /** Quits as a person would; throws if anything went wrong that no test took. */
  readonly close: () => Promise<void>;
  /** SIGKILL of the whole process tree, as a power cut would; keeps `dataDir`. */
  readonly killHard: () => Promise<void>;
};

/** The Electron of this machine; `npm test` has fetched it, as `npm start` does. */
export function electronExecutable(): string {
  const runtime = readyElectron();
  if (runtime === null)
    throw new Error('Electron is missing: run node scripts/electron-runtime.mjs');
  return runtime.executablePath;
}

/** What every start of the app needs; as root Chromium's own sandbox cannot be set up. */
export function appArguments(options: LaunchOptions & { readonly dataDir: string }): string[] {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    CHECKOUT,
    `--data-dir=${options.dataDir}`,
    ...(options.profile === undefined ? [] : [`--profile=${options.profile}`]),
    ...(options.relayUrl === undefined ? [] : [`--relay=${options.relayUrl}`]),
    ...(options.args ?? []),
  ];
}

/** A JSON list: what a program needs to show itself on the screen of the first worker, the second, … */
export const DISPLAYS_VARIABLE = 'RAPPORT_E2E_DISPLAYS';

/** The screen of the worker of the test runner that this runs in; elsewhere that of the machine. */
function displayOfWorker(): Record<string, string> {
  const displays = JSON.parse(process.env[DISPLAYS_VARIABLE] ?? '[]') as Record<string, string>[];
  return displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)] ?? {};
}

export function appEnvironment(
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    ...Object.fromEntries(inherited),
    ...displayOfWorker(),
    RAPPORT_TEST: '1',
    ...extra,
  };
}

/** Starts the built app. Everything that goes wrong in any of its pages or workers is collected. */
export async function launchApp(options: LaunchOptions = {}): Promise<Desktop> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'rapport-e2e-'));
  const problems: string[] = [];
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: appArguments({ ...options, dataDir }),
    env: appEnvironment({ ...options.env, RAPPORT_TEST_WAIT: '1' }),
    cwd: CHECKOUT,
    // `null` leaves the colour scheme to the app; Playwright would set light.
    colorScheme: null,
    timeout: START_TIMEOUT_MS,
  });
  const main = app.process();
  followStandardError(main.stderr, problems);
  const watch = (page: Page) =>
    page.on('pageerror', (error) => problems.push(`page-exception ${String(error)}`));
  app.on('window', watch);
  app.windows().forEach(watch);
  if (options.beforePage !== undefined) await app.context().addInitScript(options.beforePage);
  await letItStart(app);
  const page = await app.firstWindow({ timeout: START_TIMEOUT_MS });
  // The driver may tell of the window while it still holds the empty page that every window begins with.
  await page.waitForURL(/^app:/, { waitUntil: 'commit', timeout: START_TIMEOUT_MS });
  const exited = new Promise<void>((resolve) => {
    if (main.exitCode !== null || main.signalCode !== null) resolve();
    else main.once('exit', () => resolve());
  });
  const takeProblems = () => problems.splice(0);
  const forgetData = () => {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    app,
    page,
    dataDir,
    takeProblems,
    async close() {
      const timer = setTimeout(() => {
        problems.push('the app did not quit');
        killTree(main.pid);
      }, QUIT_TIMEOUT_MS);
      await app.close();
      await exited;
      clearTimeout(timer);
      forgetData();
      const left = takeProblems();
      if (left.length > 0) throw new Error(`the app had problems:\n${left.join('\n')}`);
    },
    async killHard() {
      killTree(main.pid);
      await exited;
    },
  };
}

/** Windows are made once everything here is listening, so that nothing of theirs is missed. */
async function letItStart(app: ElectronApplication): Promise<void> {
  const deadlineMs = Date.now() + START_TIMEOUT_MS;
  const start = () =>
    app.evaluate(() => {
      globalThis.rapportDriverAttached?.();
      return globalThis.rapportDriverAttached !== undefined;
    });
  while (!(await start())) {
    if (Date.now() > deadlineMs) throw new Error('the app did not begin to start');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** One app for one act; killed where the act fails, so that the next test starts clean. */
export async function withApp(
  options: LaunchOptions,
  act: (desktop: Desktop) => Promise<void>,
): Promise<void> {
  const desktop = await launchApp(options);
  try {
    await act(desktop);
  } catch (error) {
    await desktop.killHard();
    throw error;
  }
  await desktop.close();
}

/**
 * Chromium's word for sizes that are told in the next frame because one change led to another, as where a window
 * changes its size under an open list. Nothing is wrong with it.
 */
const RESIZED_AGAIN = 'ResizeObserver loop completed';

/** The app in test mode tells page errors and policy violations on its standard error, from the first line on. */
function followStandardError(stream: NodeJS.ReadableStream | null, problems: string[]): void {
  let rest = '';
  stream?.on('data', (chunk: Buffer | string) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const told = /^rapport-test (\S+) (.*)$/.exec(line);
      if (told?.[2]?.includes(RESIZED_AGAIN) === true) continue;
      if (told !== null) problems.push(`${told[1]} ${told[2]}`);
      else if (line.startsWith('Rapport has to close')) problems.push(line);
    }
  });
}

/** All processes are listed before the first is killed: orphans no longer name their parent. */
function killTree(root: number | undefined): void {
  if (root === undefined) return;
  for (const pid of [root, ...descendants(root)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  }
}

function descendants(root: number): number[] {
  if (process.platform === 'win32') return [];
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found: number[] = [];
  const visit = (parent: number) => {
    for (const [pid, ppid] of table) {
      if (ppid === parent && pid !== undefined) {
        found.push(pid);
        visit(pid);
      }
    }
  };
  visit(root);
  return found;
}
