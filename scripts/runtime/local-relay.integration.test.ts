import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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

test('a port with something else on it is named, with the way out', async () => {
  const other: Server = createServer((_request, response) => response.end('a wiki'));
  other.listen(port, '127.0.0.1');
  await once(other, 'listening');
  try {
    const { said } = await join();
    expect(said).toContain(`Port ${port} is taken`);
    expect(said).toContain('--port');
    expect(existsSync(path.join(folder, 'relay', `relay-${port}.pid`))).toBe(false);
  } finally {
    other.close();
  }
});
