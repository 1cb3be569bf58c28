import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { CHECKOUT, type Desktop, launchApp } from './launch.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
let toolsDirectory = '';
const openedFile = () => path.join(toolsDirectory, 'opened.txt');
/** What the system was asked to open: a program of the test stands where the browser would. */
const openedAddresses = () =>
  existsSync(openedFile()) ? readFileSync(openedFile(), 'utf8').trim().split('\n') : [];

test.beforeAll(async () => {
  toolsDirectory = mkdtempSync(path.join(tmpdir(), 'rapport-tools-'));
  const bin = path.join(toolsDirectory, 'bin');
  mkdirSync(bin);
  for (const name of ['xdg-open', 'xdg-email']) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\nprintf '%s\\n' "$1" >> "${openedFile()}"\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  desktop = await launchApp({ env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` } });
});

test.afterAll(async () => {
  await desktop.close();
  rmSync(toolsDirectory, { recursive: true, force: true });
});

const address = () => desktop.page.evaluate(() => window.location.href);

test('a page has no Node, and of the app exactly the bridge', async () => {
  const found = await desktop.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter(
      (name) => name in globalThis,
    ),
    bridge: Object.keys(window.rapport).toSorted(),
  }));
  expect(found).toEqual({ node: [], bridge: ['invoke', 'on', 'requestMainLine'] });
});

test('every window is sandboxed, isolated and without Node, also in its workers', async () => {
  const preferences = await desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>;
      };
      const all = contents.getLastWebPreferences();
      const names = [
        'sandbox',
        'contextIsolation',
        'nodeIntegration',
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
        'webSecurity',
        'allowRunningInsecureContent',
        'webviewTag',
        'experimentalFeatures',
        'spellcheck',
      ];
      return Object.fromEntries(names.map((name) => [name, all[name] ?? false]));
    }),
  );
  expect(preferences).toEqual([
    {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      experimentalFeatures: false,
      spellcheck: false,
    },
  ]);
});

test('a page cannot change the bridge', async () => {
  const changed = await desktop.page.evaluate(() => {
    const before = window.rapport.invoke;
    try {
      (window as unknown as { rapport: unknown }).rapport = { invoke: () => 'forged' };
      (window.rapport as { invoke: unknown }).invoke = () => 'forged';
    } catch {
      // Refusing loudly is as good.
    }
    return window.rapport.invoke !== before;
  });
  expect(changed).toBe(false);
});

test('pages are isolated from other origins, and each gets a nonce of its own', async () => {
  const seen = await desktop.page.evaluate(async () => {
    const policies = [];
    for (let n = 0; n < 2; n++) {
      const response = await fetch('/index.html');
      policies.push({
        policy: response.headers.get('content-security-policy') ?? '',
        nosniff: response.headers.get('x-content-type-options'),
        html: await response.text(),
      });
    }
    return { policies, isolated: window.crossOriginIsolated };
  });
  expect(seen.isolated).toBe(true);
  const nonces = seen.policies.map(({ policy, nosniff, html }) => {
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(nosniff).toBe('nosniff');
    expect(policy).not.toContain('unsafe-');
    expect(html).toContain(nonce);
    expect(html).not.toContain('__CSP_NONCE__');
    return nonce;
  });
  expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{24}$/);
  expect(nonces[0]).not.toBe(nonces[1]);
});

test('only files of the build are served, and no address climbs out of it', async () => {
  const statuses = await desktop.page.evaluate(async () => {
    const addresses = [
      '/index.html',
      '/../package.json',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/main/index.js',
      '/..%5cmain%5cindex.js',
      '/assets/',
      '/no-such.js',
    ];
    const found: Record<string, number> = {};
    for (const url of addresses) found[url] = (await fetch(url)).status;
    return found;
  });
  expect(statuses).toEqual({
    '/index.html': 200,
    '/../package.json': 404,
    '/..%2f..%2fpackage.json': 404,
    '/%2e%2e/main/index.js': 404,
    '/..%5cmain%5cindex.js': 404,
    '/assets/': 404,
    '/no-such.js': 404,
  });
  // Chromium tells each failed load on the console.
  await desktop.page.waitForTimeout(100);
  for (const line of desktop.takeProblems()) expect(line).toContain('404');
});

test('camera, place and reading the clipboard are denied; notifying and keeping the store are not', async () => {
  const state = await desktop.page.evaluate(async () => {
    const query = async (name: string) =>
      (await navigator.permissions.query({ name } as PermissionDescriptor)).state;
    const refusal = async (act: () => Promise<unknown>) => {
      try {
        await act();
        return 'granted';
      } catch (error) {
        return error instanceof DOMException ? error.name : 'other';
      }
    };
    return {
      geolocation: await query('geolocation'),
      camera: await query('camera'),
      microphone: await query('microphone'),
      midi: await query('midi'),
      clipboardRead: await query('clipboard-read'),
      media: await refusal(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      screen: await refusal(() => navigator.mediaDevices.getDisplayMedia()),
      notifications: Notification.permission,
      persisted: await navigator.storage.persist(),
    };
  });
  expect(state).toMatchObject({
    geolocation: 'denied',
    camera: 'denied',
    microphone: 'denied',
    midi: 'denied',
    clipboardRead: 'denied',
    notifications: 'granted',
    persisted: true,
  });
  expect(['NotAllowedError', 'NotFoundError']).toContain(state.media);
  expect(state.screen).not.toBe('granted');
});

for (const target of [
  'https://example.com/',
  'file:///etc/passwd',
  'app://rapport/assets/anything.js',
  'app://elsewhere/index.html',
  'data:text/html,<p>elsewhere',
]) {
  test(`a window does not go to ${target}`, async () => {
    const before = await address();
    await desktop.page.evaluate((to) => {
      window.location.href = to;
    }, target);
    await desktop.page.waitForTimeout(150);
    expect(await address()).toBe(before);
    // Chromium refuses some of these by itself, and says so.
    desktop.takeProblems();
  });
}

test('window.open makes no window; a web or mail address goes to the system, others go nowhere', async () => {
  const returned = await desktop.page.evaluate(() =>
    [
      'https://example.com/from-a-record',
      'mailto:someone@example.com',
      'file:///etc/passwd',
      'app://rapport/index.html',
      'rapport://join/abc',
      'about:blank',
    ].map((url) => window.open(url)),
  );
  expect(returned).toEqual([null, null, null, null, null, null]);
  await expect.poll(() => openedAddresses().length).toBe(2);
  expect(openedAddresses().toSorted()).toEqual([
    'https://example.com/from-a-record',
    'mailto:someone@example.com',
  ]);
  expect(desktop.app.windows()).toHaveLength(1);
});

test('shell.openExternal over IPC refuses what is not on the list, with a way out', async () => {
  const answers = await desktop.page.evaluate(async () => ({
    file: await window.rapport.invoke('shell.openExternal', { url: 'file:///etc/passwd' }),
    web: await window.rapport.invoke('shell.openExternal', { url: 'https://example.com/ipc' }),
  }));
  expect(answers.file).toMatchObject({
    ok: false,
    problem: { code: 'shell.refused-address', remedy: expect.stringContaining('Copy it') },
  });
  expect(answers.web).toEqual({ ok: true, value: {} });
  await expect.poll(openedAddresses).toContain('https://example.com/ipc');
});

test('a webview is an element without powers', async () => {
  const powers = await desktop.page.evaluate(() => {
    const element = document.createElement('webview') as HTMLElement;
    element.setAttribute('src', 'https://example.com/');
    document.body.append(element);
    const found = ['getWebContentsId', 'loadURL', 'executeJavaScript'].filter(
      (name) => name in element,
    );
    element.remove();
    return found;
  });
  expect(powers).toEqual([]);
  const contents = await desktop.app.evaluate(
    ({ webContents }) => webContents.getAllWebContents().length,
  );
  expect(contents).toBe(1);
});

test('a frame inside a page has no bridge', async () => {
  const inside = await desktop.page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const has = 'rapport' in (frame.contentWindow ?? {});
    frame.remove();
    return has;
  });
  expect(inside).toBe(false);
});

test('a page that is not the app gets nothing over IPC, even with the preload in it', async () => {
  const answer = await desktop.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      });
      await window.loadURL('data:text/html,<p>elsewhere');
      const said: unknown = await window.webContents.executeJavaScript(
        `(async () => {
        let port = false;
        window.addEventListener('message', () => { port = true; });
        window.rapport.requestMainLine();
        const answer = await window.rapport.invoke('app.bootstrap', {});
        await new Promise((resolve) => setTimeout(resolve, 300));
        return { answer, port };
      })()`,
      );
      window.destroy();
      return said;
    },
    path.join(CHECKOUT, 'out/preload/index.cjs'),
  );
  expect(answer).toMatchObject({
    answer: { ok: false, problem: { code: 'ipc.sender' } },
    port: false,
  });
  desktop.takeProblems();
});

test('a request that does not fit the contract is refused', async () => {
  const codes = await desktop.page.evaluate(async () => {
    const invoke = window.rapport.invoke as unknown as (
      channel: unknown,
      request: unknown,
    ) => Promise<{ ok: boolean; problem?: { code: string } }>;
    const answers = [
      await invoke('no.such.channel', {}),
      await invoke('app.bootstrap', { extra: true }),
      await invoke('window.open', { route: 'https://example.com' }),
      await invoke('file.save', { suggestedName: 'x', bytes: 'text' }),
    ];
    return answers.map((answer) => answer.problem?.code);
  });
  expect(codes).toEqual(['ipc.unknown-channel', 'ipc.request', 'ipc.request', 'ipc.request']);
});
