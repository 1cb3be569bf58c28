import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FEED_PROTOCOL } from '../../crm/contracts/feed.contract.ts';
import { CHECKOUT } from './places.mjs';

/** What a start script does with the relay: join, say so, and leave when its input ends. */
const DESKTOP = `
  import { joinLocalRelay } from './scripts/runtime/local-relay.mjs';
  try {
    const relay = await joinLocalRelay(process.argv[1], Number(process.argv[2]));
    process.stdout.write(relay.url + '\\n');
    process.stdin.resume();
    process.stdin.on('end', () => void relay.leave().then(() => process.exit(0)));
  } catch (error) {
    process.stdout.write(error.message + '\\n');
    process.exit(1);
  }
`;

let folder = '';
let port = 0;
const started: ChildProcess[] = [];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return free;
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'local-relay-'));
  port = await freePort();
});

afterEach(async () => {
  for (const desktop of started.splice(0)) await leave(desktop);
  rmSync(folder, { recursive: true, force: true });
});

/** @returns the desktop and the first line that it says: the relay's address, or what went wrong */
async function join(): Promise<{ desktop: ChildProcess; said: string }> {
  const args = ['--input-type=module', '-e', DESKTOP, folder, String(port)];
  const desktop = spawn(process.execPath, args, {
    cwd: CHECKOUT,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  started.push(desktop);
  const [line] = desktop.stdout === null ? [] : await once(desktop.stdout, 'data');
  return { desktop, said: String(line).trim() };
}

async function leave(desktop: ChildProcess): Promise<void> {
  if (desktop.exitCode !== null || desktop.signalCode !== null) return;
  desktop.stdin?.end();
  await once(desktop, 'exit');
}

async function relayAnswers(): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    return false;
  }
}

test('the first desktop starts the relay, and the last one ends it', async () => {
  const anna = await join();
  const ben = await join();
  expect([anna.said, ben.said]).toEqual([`ws://127.0.0.1:${port}`, `ws://127.0.0.1:${port}`]);
  await leave(anna.desktop);
  expect(await relayAnswers()).toBe(true);
  await leave(ben.desktop);
  expect(await relayAnswers()).toBe(false);
});

test('a desktop that was killed does not keep the relay, and the next one takes it over', async () => {
  const anna = await join();
  anna.desktop.kill('SIGKILL');
  await once(anna.desktop, 'exit');
  expect(await relayAnswers()).toBe(true);
  const ben = await join();
  expect(ben.said).toBe(`ws://127.0.0.1:${port}`);
  await leave(ben.desktop);
  expect(await relayAnswers()).toBe(false);
});

/** Whatever listens on the port says this of itself. */
async function withListener(health: string, act: () => Promise<void>): Promise<void> {
  const other: Server = createServer((_request, response) => response.end(health));
  other.listen(port, '127.0.0.1');
  await once(other, 'listening');
  try {
    await act();
    expect(existsSync(path.join(folder, 'relay', `relay-${port}.pid`))).toBe(false);
  } finally {
    other.close();
  }
}

test.each([
  ['no JSON', 'a wiki'],
  ['JSON of its own', JSON.stringify({ ok: true })],
])('a port with something else on it is named, with the way out: %s', async (_what, health) => {
  await withListener(health, async () => {
    const { said } = await join();
    expect(said).toContain(`Port ${port} is taken by something that is not a relay of Rapport`);
    expect(said).toContain(`--port ${port + 1}`);
  });
});

test('a relay of another version is not used, and both versions are named', async () => {
  const older = { ok: true, name: 'rapport-relay', protocol: FEED_PROTOCOL - 1 };
  await withListener(JSON.stringify(older), async () => {
    const { said } = await join();
    expect(said).toContain(`The relay on port ${port} is of another version of Rapport`);
    expect(said).toContain(`protocol ${FEED_PROTOCOL - 1}, this version speaks ${FEED_PROTOCOL}`);
    expect(said).toContain(`--port ${port + 1}`);
  });
});

test('a relay of another version that was left by desktops that are gone is ended, and ours begins', async () => {
  const health = JSON.stringify({ ok: true, name: 'rapport-relay', protocol: FEED_PROTOCOL - 1 });
  const program = `require('node:http').createServer((_q, r) => r.end(${JSON.stringify(health)}))
    .listen(${port}, '127.0.0.1', () => process.stdout.write('listening'))`;
  const left = spawn(process.execPath, ['-e', program, 'sync-relay/main.ts'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(left.stdout, 'data');
  mkdirSync(path.join(folder, 'relay'));
  writeFileSync(path.join(folder, 'relay', `relay-${port}.pid`), String(left.pid));
  const anna = await join();
  expect(anna.said).toBe(`ws://127.0.0.1:${port}`);
  expect(left.exitCode ?? left.signalCode).not.toBeNull();
  await leave(anna.desktop);
  expect(await relayAnswers()).toBe(false);
});
