import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import type { MainLineReply } from '../../crm/contracts/main-line.contract.ts';
import type { RapportBridge } from '../../crm/contracts/ipc.contract.ts';
import {
  type Desktop,
  appArguments,
  appEnvironment,
  electronExecutable,
  launchApp,
} from './launch.ts';

declare global {
  interface Window {
    rapport: RapportBridge;
    heard: [event: string, payload: unknown][];
    takePort?: (port: MessagePort) => void;
    askMain: (op: string, input: unknown) => Promise<MainLineReply>;
  }
}

let root = '';
let count = 0;
const newDataDir = () => path.join(root, `data-${count++}`);
test.beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'rapport-main-'));
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

async function withApp(
  options: Parameters<typeof launchApp>[0],
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
 * Fetches a line for this page. The page's own listener would pass the port on to the worker, so
 * the one here is put before it, by a reload, and takes the ports only that it asked for.
 */
async function takeLine({ page }: Desktop): Promise<void> {
  await page.addInitScript(() => {
    window.addEventListener('message', (event) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== 'rapport:main-line' || !port) return;
      if (window.takePort === undefined) return;
      event.stopImmediatePropagation();
      window.takePort(port);
      delete window.takePort;
    });
  });
  await page.reload();
  await newLine(page);
}

async function newLine(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const port = await new Promise<MessagePort>((resolve) => {
      window.takePort = resolve;
      window.rapport.requestMainLine();
    });
    let id = 0;
    const waiting = new Map<number, (reply: MainLineReply) => void>();
    port.addEventListener('message', (event: MessageEvent<MainLineReply>) => {
      waiting.get(event.data.id)?.(event.data);
    });
    port.start();
    window.askMain = (op, input) =>
      new Promise((resolve) => {
        waiting.set(++id, resolve);
        port.postMessage({ v: 1, id, op, input });
      });
  });
}

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
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

test('the page learns who and where it is', async () => {
  await withApp({ profile: 'anna', relayUrl: 'ws://127.0.0.1:9' }, async ({ page, app }) => {
    const answer = await page.evaluate(() => window.rapport.invoke('app.bootstrap', {}));
    expect(answer).toEqual({
      ok: true,
      value: {
        ipcVersion: 1,
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

test('an envelope confirmed over the line is there after kill -9, until it is removed', async () => {
  const dataDir = newDataDir();
  const desktop = await launchApp({ dataDir });
  await takeLine(desktop);
  const device = 'e2e-probe';
  const confirmed = await desktop.page.evaluate(async (name) => {
    const replies = [];
    for (let n = 1; n <= 5; n++) {
      const bytes = new Uint8Array(100_000).fill(n);
      replies.push(await window.askMain('unsent.append', { device: name, n, bytes }));
    }
    return replies.map((reply) => reply.ok);
  }, device);
  expect(confirmed).toEqual([true, true, true, true, true]);
  await desktop.killHard();

  await withApp({ dataDir }, async (again) => {
    await takeLine(again);
    const listed = await again.page.evaluate(async (name) => {
      await window.askMain('unsent.remove', { upTo: [{ device: name, n: 3 }] });
      const reply = await window.askMain('unsent.list', {});
      if (!reply.ok) return reply.problem.code;
      const { entries, damagedBytes } = reply.value as {
        entries: { device: string; n: number; bytes: Uint8Array }[];
        damagedBytes: number;
      };
      const own = entries.filter((entry) => entry.device === name);
      return {
        damagedBytes,
        own: own.map(({ n, bytes }) => [n, bytes.length, bytes.every((byte) => byte === n)]),
      };
    }, device);
    expect(listed).toEqual({
      damagedBytes: 0,
      own: [
        [4, 100_000, true],
        [5, 100_000, true],
      ],
    });
  });
});

test('the data key is the same at every start, and its file is for this user only', async () => {
  const dataDir = newDataDir();
  const keys: unknown[] = [];
  for (let round = 0; round < 2; round++) {
    await withApp({ dataDir }, async (desktop) => {
      await takeLine(desktop);
      keys.push(
        await desktop.page.evaluate(async () => {
          const reply = await window.askMain('vault.key', {});
          if (!reply.ok) return reply.problem.code;
          const { key, protection } = reply.value as { key: Uint8Array; protection: string };
          return { key: [...key], protection };
        }),
      );
    });
  }
  expect(keys[0]).toMatchObject({ key: { length: 32 } });
  expect(keys[1]).toEqual(keys[0]);
  expect(statSync(path.join(dataDir, 'vault.json')).mode & 0o777).toBe(0o600);
});

test('the line tells the free space and takes codes for the log, never words', async () => {
  await withApp({}, async (desktop) => {
    await takeLine(desktop);
    const replies = await desktop.page.evaluate(async () => ({
      free: await window.askMain('disk.free', {}),
      code: await window.askMain('log', {
        level: 'info',
        code: 'search.rebuilt',
        counts: { rows: 4711 },
      }),
      words: await window.askMain('log', { level: 'info', code: 'Anna called', counts: {} }),
    }));
    expect(replies.free).toMatchObject({ ok: true });
    expect(replies.code).toMatchObject({ ok: true });
    expect(replies.words).toMatchObject({ ok: false, problem: { code: 'line.request' } });
    const log = readFileSync(path.join(desktop.dataDir, 'logs', 'main.log'), 'utf8');
    expect(log).toContain('"code":"search.rebuilt","counts":{"rows":4711}');
    expect(log).not.toContain('Anna');
  });
});

test('a new line ends the one before', async () => {
  await withApp({}, async (desktop) => {
    await takeLine(desktop);
    const first = await desktop.page.evaluateHandle(() => window.askMain);
    await newLine(desktop.page);
    const outcome = await desktop.page.evaluate(async (old) => {
      const late = Promise.race([
        old('disk.free', {}).then(() => 'answered'),
        new Promise((resolve) => setTimeout(() => resolve('silent'), 300)),
      ]);
      return [await late, (await window.askMain('disk.free', {})).ok];
    }, first);
    expect(outcome).toEqual(['silent', true]);
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
    await desktop.page.keyboard.type('typed');
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
