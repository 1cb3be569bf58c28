import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { MainLineReply } from '../../crm/contracts/main-line.contract.ts';
import { type Desktop, launchApp, withApp } from './launch.ts';

declare global {
  interface Window {
    takePort?: (port: MessagePort) => void;
    askMain: (op: string, input: unknown) => Promise<MainLineReply>;
  }
}

let root = '';
let count = 0;
const newDataDir = () => path.join(root, `data-${count++}`);
test.beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'rapport-line-'));
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

/**
 * The app's worker would fetch its line back from a test at once, so in these pages it is one that
 * stays silent, and the lines that come are kept for the test.
 */
const withoutWorker = {
  beforePage: () => {
    window.SharedWorker = class extends EventTarget {
      readonly port = new MessageChannel().port1;
      onerror = null;
    };
    window.addEventListener('message', (event) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== 'rapport:main-line' || !port) return;
      event.stopImmediatePropagation();
      window.takePort?.(port);
    });
  },
};

/** Fetches a line for the page, and asks on the newest. */
async function takeLine({ page }: Desktop): Promise<void> {
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

test('an envelope confirmed over the line is there after kill -9, until it is removed', async () => {
  const dataDir = newDataDir();
  const desktop = await launchApp({ ...withoutWorker, dataDir });
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

  await withApp({ ...withoutWorker, dataDir }, async (again) => {
    await takeLine(again);
    const listed = await again.page.evaluate(async (name) => {
      await window.askMain('unsent.remove', { ranges: [{ device: name, from: 1, to: 3 }] });
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
    await withApp({ ...withoutWorker, dataDir }, async (desktop) => {
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
  await withApp(withoutWorker, async (desktop) => {
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
  await withApp(withoutWorker, async (desktop) => {
    await takeLine(desktop);
    const first = await desktop.page.evaluateHandle(() => window.askMain);
    await takeLine(desktop);
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
