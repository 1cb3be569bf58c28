import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import {
  type Desktop,
  appArguments,
  appEnvironment,
  electronExecutable,
  launchApp,
  withApp,
} from './launch.ts';

declare global {
  interface Window {
    heard: [event: string, payload: unknown][];
  }
}

let root = '';
let count = 0;
const newDataDir = () => path.join(root, `data-${count++}`);
test.beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'rapport-main-'));
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

async function hear({ page }: Desktop): Promise<void> {
  await page.evaluate(() => {
    window.heard = [];
    for (const event of ['menu.command', 'link.join', 'route.open', 'theme.changed'] as const) {
      window.rapport.on(event, (payload) => window.heard.push([event, payload]));
    }
  });
}

const clickMenu = ({ app }: Desktop, id: string) =>
  app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);

/** A start that should end by itself and has not is ended, so that the test can say what it wrote. */
const START_MAX_MS = 60_000;
/** From the end of a process to the last that it wrote being here. */
const PIPES_REST_MS = 3_000;

/** A start of the app as a person makes it, not through the driver. */
function start(
  dataDir: string,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child: ChildProcess = spawn(electronExecutable(), appArguments({ dataDir, args }), {
    env: appEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const hung = setTimeout(() => child.kill('SIGKILL'), START_MAX_MS);
  return new Promise((resolve) => {
    const end = (code: number | null): void => {
      clearTimeout(hung);
      resolve({ code, out, err });
    };
    child.once('close', end);
    // A helper process of Chromium that outlives it for a while holds the pipes open.
    child.once('exit', (code) => setTimeout(end, PIPES_REST_MS, code));
  });
}

test('the page learns who and where it is', async () => {
  await withApp({ profile: 'anna', relayUrl: 'ws://127.0.0.1:9' }, async ({ page, app }) => {
    const answer = await page.evaluate(() => window.rapport.invoke('app.bootstrap', {}));
    expect(answer).toEqual({
      ok: true,
      value: {
        ipcVersion: 2,
        profile: 'anna',
        platform: process.platform,
        appVersion: (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string })
          .version,
        electronVersion: await app.evaluate(() => process.versions.electron),
        defaultRelayUrl: 'ws://127.0.0.1:9',
        joinLink: null,
        theme: 'system',
        isTest: true,
      },
    });
  });
});

test('a second start of a profile hands its invitation to the first and ends', async () => {
  await withApp({ dataDir: newDataDir() }, async (desktop) => {
    await hear(desktop);
    const second = await start(desktop.dataDir, '--join=rapport://join/abc');
    expect(second.code).toBe(0);
    expect(second.out).toContain('Rapport is open already');
    await expect
      .poll(() => desktop.page.evaluate(() => window.heard))
      .toContainEqual(['link.join', { link: 'rapport://join/abc' }]);
    expect(desktop.app.windows()).toHaveLength(1);
  });
});

test('a link to a place opens it in the app that is running, and in none that is not ours', async () => {
  await withApp({ dataDir: newDataDir() }, async (desktop) => {
    await hear(desktop);
    const workspace = '0190a000-0000-7000-8000-00000000000a';
    const second = await start(desktop.dataDir, `rapport://open/${workspace}/deal?view=board`);
    expect(second.code).toBe(0);
    await expect
      .poll(() => desktop.page.evaluate(() => window.heard))
      .toContainEqual(['route.open', { route: `/deal?view=board&in=${workspace}` }]);
    const refused = await start(desktop.dataDir, 'rapport://open/deal');
    expect(refused.code).toBe(2);
  });
});

test('the invitation of a start is for its first page, and gone after a reload', async () => {
  await withApp({ args: ['rapport://join/abc'] }, async ({ page, takeProblems }) => {
    const link = () =>
      page.evaluate(async () => {
        const answer = await window.rapport.invoke('app.bootstrap', {});
        return answer.ok ? answer.value.joinLink : 'failed';
      });
    expect(await link()).toBe('rapport://join/abc');
    await page.reload();
    expect(await link()).toBeNull();
    takeProblems();
  });
});

test('a switch that is not understood ends the start with code 2 and says what there is', async () => {
  const dataDir = newDataDir();
  const { code, err } = await start(dataDir, '--profil=anna');
  expect(code).toBe(2);
  expect(err).toContain('Unknown switch --profil.');
  expect(err).toContain('Rapport takes --profile=NAME');
  expect(existsSync(dataDir)).toBe(false);
});

test('a data folder that cannot be used ends the start with code 2 and names the folder', async () => {
  const inTheWay = path.join(root, 'a-file');
  writeFileSync(inTheWay, '');
  const { code, err } = await start(path.join(inTheWay, 'data'));
  expect(code).toBe(2);
  expect(err).toContain(`The folder ${path.join(inTheWay, 'data')} cannot be used`);
  expect(err).toContain('--data-dir=DIR');
});

test('a defect in the main process ends it, and leaves its place but not its words in the log', async () => {
  const desktop = await launchApp({ dataDir: newDataDir() });
  const ended = new Promise((resolve) => desktop.app.process().once('exit', resolve));
  await desktop.app.evaluate(() => {
    setTimeout(() => {
      throw new Error('anna@example.com is not a number');
    }, 10);
  });
  expect(await ended).toBe(1);
  const log = readFileSync(path.join(desktop.dataDir, 'logs', 'main.log'), 'utf8');
  expect(log).toContain('"code":"main.defect","tag":"exception"');
  expect(log).not.toContain('anna');
});

test('two profiles are two apps at once', async () => {
  await withApp({ dataDir: newDataDir(), profile: 'anna' }, async () => {
    await withApp({ dataDir: newDataDir(), profile: 'ben' }, async (ben) => {
      expect(await ben.page.evaluate(() => window.location.href)).toContain(
        'app://rapport/index.html',
      );
    });
  });
});

test('a file is saved whole under a plain name', async () => {
  const saveDirectory = mkdtempSync(path.join(root, 'saved-'));
  await withApp({ env: { RAPPORT_TEST_SAVE_DIR: saveDirectory } }, async ({ page }) => {
    const answer = await page.evaluate(() =>
      window.rapport.invoke('file.save', {
        suggestedName: '../deals.csv',
        bytes: new TextEncoder().encode('a;b\n'),
      }),
    );
    expect(answer).toEqual({ ok: true, value: { cancelled: false } });
    expect(readFileSync(path.join(saveDirectory, '_deals.csv'), 'utf8')).toBe('a;b\n');
    rmSync(saveDirectory, { recursive: true });
    const failed = await page.evaluate(() =>
      window.rapport.invoke('file.save', { suggestedName: 'x.csv', bytes: new Uint8Array(1) }),
    );
    expect(failed).toMatchObject({ ok: false, problem: { code: 'file.save-failed' } });
  });
});

test('a menu command reaches the page, but undo in a text field undoes the typing', async () => {
  await withApp({}, async (desktop) => {
    await hear(desktop);
    await desktop.page.evaluate(() => {
      const field = document.createElement('input');
      field.id = 'probe';
      document.body.append(field);
    });
    await clickMenu(desktop, 'search.open');
    await clickMenu(desktop, 'edit.undo');
    await expect
      .poll(() => desktop.page.evaluate(() => window.heard))
      .toEqual([
        ['menu.command', { command: 'search.open' }],
        ['menu.command', { command: 'edit.undo' }],
      ]);
    await desktop.page.focus('#probe');
    // In one go: letters that come apart on a busy machine are undone in several steps.
    await desktop.page.keyboard.insertText('typed');
    await clickMenu(desktop, 'edit.undo');
    await expect.poll(() => desktop.page.inputValue('#probe')).toBe('');
    await clickMenu(desktop, 'edit.redo');
    await expect.poll(() => desktop.page.inputValue('#probe')).toBe('typed');
    expect(await desktop.page.evaluate(() => window.heard.length)).toBe(2);
  });
});

test('the theme shows at once, in every window, and is remembered', async () => {
  const dataDir = newDataDir();
  const prefersDark = (desktop: Desktop) =>
    desktop.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await withApp({ dataDir }, async (desktop) => {
    await hear(desktop);
    await desktop.page.evaluate(() => window.rapport.invoke('theme.set', { theme: 'dark' }));
    await expect.poll(() => prefersDark(desktop)).toBe(true);
    expect(await desktop.page.evaluate(() => window.heard)).toContainEqual([
      'theme.changed',
      { theme: 'dark', dark: true },
    ]);
  });
  await withApp({ dataDir }, async (desktop) => {
    expect(await prefersDark(desktop)).toBe(true);
  });
});

test('a further window opens at its route', async () => {
  await withApp({}, async ({ app, page }) => {
    const opening = app.waitForEvent('window');
    await page.evaluate(() => window.rapport.invoke('window.open', { route: '/deals?stage=won' }));
    const second = await opening;
    expect(await second.evaluate(() => window.location.href)).toBe(
      'app://rapport/index.html#/deals?stage=won',
    );
  });
});

test('a window opens again where it was', async () => {
  const dataDir = newDataDir();
  const bounds = { x: 60, y: 40, width: 900, height: 620 };
  const current = ({ app }: Desktop) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  await withApp({ dataDir }, async (desktop) => {
    await desktop.app.evaluate(
      ({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place),
      bounds,
    );
    await expect.poll(() => existsSync(path.join(dataDir, 'window-state.json'))).toBe(true);
  });
  await withApp({ dataDir }, async (desktop) => {
    expect(await current(desktop)).toEqual(bounds);
  });
});

test('a page that crashes is loaded again', async () => {
  await withApp({}, async ({ app, page, takeProblems }) => {
    await page.evaluate(() => Object.assign(window, { before: true }));
    const crashed = new Promise((resolve) => page.once('crash', resolve));
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await crashed;
    await expect
      .poll(() =>
        app.evaluate(
          ({ BrowserWindow }) =>
            BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
              "'rapport' in window && !('before' in window)",
            ) as Promise<boolean>,
        ),
      )
      .toBe(true);
    expect(takeProblems().join('\n')).toContain('page-gone');
  });
});

test('a picture of the first painted screen is written, and the app ends if asked to', async () => {
  const dataDir = newDataDir();
  const picture = path.join(root, 'pictures', 'first.png');
  const { code, out } = await start(dataDir, `--screenshot=${picture}`, '--exit-after-screenshot');
  expect(code).toBe(0);
  expect(out).toContain(`Screenshot: ${picture}`);
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG');
});
