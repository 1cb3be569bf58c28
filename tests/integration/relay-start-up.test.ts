import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FEED_PROTOCOL } from '../../crm/contracts/feed.contract.ts';
import { connectFeed, joinFeed } from '../../sync-relay/rig/feed-client.ts';
import { sampleBytes } from '../../sync-relay/rig/sample-envelopes.ts';
import { relayThatGivesUp, startRelay } from '../e2e/relay-process.ts';

const TOKEN = `0190f3a1-0000-7000-8000-0000000000ee.${'u'.repeat(43)}`;
let root = '';
let count = 0;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'rapport-start-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newDirectory = () => path.join(root, `d${count++}`);

test('a relay makes its directory, and SIGTERM tells everybody, flushes and ends it with 0', async () => {
  const dataDir = newDirectory();
  const relay = await startRelay({ dataDir });
  const desktop = await joinFeed(relay.url, { device: 'a', token: TOKEN, create: 'Acme' });
  const envelopes = Array.from({ length: 50 }, (_, index) =>
    sampleBytes({ device: 'a', n: index + 1 }),
  );
  desktop.say({ type: 'push', envelopes });
  await desktop.whenOf('ack');
  const [code] = await Promise.all([relay.stop(), desktop.whenOf('refuse')]);
  expect(code).toBe(0);
  expect(desktop.heard.at(-1)).toMatchObject({ code: 'shutting-down', retry: 'later' });

  const again = await startRelay({ dataDir });
  const [first] = desktop.heard;
  const epoch = first?.type === 'welcome' ? first.epoch : '';
  const back = await joinFeed(again.url, { device: 'a', token: TOKEN, cursor: 50, epoch });
  expect(await back.whenOf('welcome')).toMatchObject({
    head: 50,
    lastN: 50,
    workspaceName: 'Acme',
    knowsCursor: true,
  });
  expect((await back.whenOf('welcome')).epoch).not.toBe(epoch);
  await again.stop();
});

test('a port in use is named with the way out', async () => {
  const relay = await startRelay({ dataDir: newDirectory() });
  const ended = await relayThatGivesUp({ dataDir: newDirectory(), port: relay.port });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toBe(
    `rapport-relay: port ${relay.port} on 127.0.0.1 is in use: stop what listens there, or choose another --port\n`,
  );
  await relay.stop();
});

test('a data directory in use by another relay is named with the way out', async () => {
  const dataDir = newDirectory();
  const relay = await startRelay({ dataDir });
  const ended = await relayThatGivesUp({ dataDir });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('relay.sqlite is in use by another relay');
  await relay.stop();
});

test('a damaged database is named with the way out, and left as it is', async () => {
  const dataDir = newDirectory();
  mkdirSync(dataDir);
  writeFileSync(path.join(dataDir, 'relay.sqlite'), 'x'.repeat(10_000));
  const ended = await relayThatGivesUp({ dataDir });
  expect(ended.code).toBe(1);
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  expect(ended.stderr).toMatch(/relay\.sqlite is damaged: .*restore a backup/);
});

test('a directory that cannot be written is named with the way out', async () => {
  const file = path.join(root, 'file');
  writeFileSync(file, '');
  const ended = await relayThatGivesUp({ dataDir: path.join(file, 'data') });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('choose one that you may write to with --data');
});

test.each([
  ['an unknown switch', ['--frobnicate']],
  ['two that contradict each other', ['--closed', '--open-creation']],
])('%s is told in one line, exit 1', async (_title, args) => {
  const ended = await relayThatGivesUp({ dataDir: newDirectory(), args });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('usage: --port PORT --data DIRECTORY');
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
});

test('--closed lets nobody create', async () => {
  const relay = await startRelay({ dataDir: newDirectory(), args: ['--closed'] });
  const client = await connectFeed(relay.url);
  client.say({
    type: 'hello',
    protocol: FEED_PROTOCOL,
    device: 'a',
    token: TOKEN,
    epoch: '',
    cursor: 0,
    create: 'Acme',
  });
  expect((await client.whenOf('refuse')).code).toBe('creation-closed');
  await relay.stop();
});
