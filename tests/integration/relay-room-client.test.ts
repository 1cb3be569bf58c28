import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { decodeEnvelope } from '../../crm/contracts/envelope.contract.ts';
import { joinFeed } from '../../sync-relay/rig/feed-client.ts';
import {
  fieldsUpdate,
  recordOf,
  sampleBytes,
  sampleDoc,
} from '../../sync-relay/rig/sample-envelopes.ts';
import { startRelay, type RelayProcess } from '../e2e/relay-process.ts';

const TOKEN = `0190f3a1-0000-7000-8000-0000000000dd.${'r'.repeat(43)}`;
const WAIT_MS = 10_000;
let dataDir = '';
let relay: RelayProcess;
const providers: WebsocketProvider[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'rapport-rooms-'));
  relay = await startRelay({ dataDir });
  const creator = await joinFeed(relay.url, { device: 'creator', token: TOKEN, create: 'Rooms' });
  await creator.close();
});
afterAll(async () => {
  for (const provider of providers) provider.destroy();
  await relay.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The stock client, exactly as its page shows it. */
function stockClient(doc: string, token = TOKEN) {
  const ydoc = new Y.Doc();
  const provider = new WebsocketProvider(`${relay.url}/rooms`, doc, ydoc, {
    params: { token },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  providers.push(provider);
  return { ydoc, provider, record: ydoc.getMap('record') };
}

function synced(provider: WebsocketProvider): Promise<void> {
  if (provider.synced) return Promise.resolve();
  return new Promise((resolve) => provider.once('sync', () => resolve()));
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  const fromMs = performance.now();
  while (!isSo()) {
    if (performance.now() - fromMs > WAIT_MS) throw new Error(`never saw ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('a stock y-websocket client joins a room, edits, and a desktop hears of it on the feed', async () => {
  const doc = sampleDoc(1);
  const desktop = await joinFeed(relay.url, { device: 'd1', token: TOKEN });
  const { ydoc, provider, record } = stockClient(doc);
  await synced(provider);
  ydoc.transact(() => record.set('name', 'Acme'));
  const entries = await desktop.whenOf('entries');
  const decoded = decodeEnvelope(entries.list[0]!.envelope);
  if (!decoded.ok) throw new Error(decoded.code);
  expect(decoded.envelope.device).toMatch(/^room:/);
  expect(decoded.envelope.ops.map(({ doc, update }) => [doc, recordOf(update)])).toEqual([
    [doc, { name: 'Acme' }],
  ]);
  await desktop.close();
});

test('a stock client sees what a desktop pushes, and what is in the log from before', async () => {
  const doc = sampleDoc(2);
  const desktop = await joinFeed(relay.url, { device: 'd2', token: TOKEN });
  const push = (n: number, fields: Record<string, unknown>) =>
    desktop.say({
      type: 'push',
      envelopes: [
        sampleBytes({
          device: 'd2',
          n,
          ops: [{ doc, scope: 'workspace', update: fieldsUpdate(fields) }],
        }),
      ],
    });
  push(1, { name: 'Acme' });
  await desktop.whenOf('ack');
  const { provider, record } = stockClient(doc);
  await synced(provider);
  expect(record.get('name')).toBe('Acme');
  push(2, { city: 'Bonn' });
  await until('the city', () => record.get('city') === 'Bonn');
  await desktop.close();
});

test('two stock clients write one note together and see each other', async () => {
  const doc = `${sampleDoc(3)}/body`;
  const [anna, ben] = [stockClient(doc), stockClient(doc)];
  await Promise.all([synced(anna.provider), synced(ben.provider)]);
  const [left, right] = [anna.ydoc.getXmlFragment('body'), ben.ydoc.getXmlFragment('body')];
  left.insert(0, [new Y.XmlText('from Anna. ')]);
  right.insert(0, [new Y.XmlText('from Ben. ')]);
  anna.provider.awareness.setLocalStateField('user', { name: 'Anna' });
  await until('one text', () => left.length === 2 && left.toJSON() === right.toJSON());
  expect(left.toJSON()).toContain('from Anna.');
  expect(right.toJSON()).toContain('from Ben.');
  await until('Anna', () =>
    [...ben.provider.awareness.getStates().values()].some(
      (state) => (state['user'] as { name?: string } | undefined)?.name === 'Anna',
    ),
  );
  anna.provider.disconnect();
  await until('her leaving', () => ben.provider.awareness.getStates().size === 1);
});

test('a client that was offline brings its edits when it comes back', async () => {
  const doc = sampleDoc(4);
  const [away, here] = [stockClient(doc), stockClient(doc)];
  await Promise.all([synced(away.provider), synced(here.provider)]);
  away.provider.disconnect();
  away.record.set('a', 1);
  away.record.set('b', 2);
  here.record.set('c', 3);
  away.provider.connect();
  await until('both', () => here.record.size === 3 && away.record.size === 3);
  expect(here.record.toJSON()).toEqual({ a: 1, b: 2, c: 3 });
});

test('an address with an encoded name is the same room', async () => {
  const doc = sampleDoc(5);
  const plain = stockClient(doc);
  const encoded = stockClient(encodeURIComponent(doc));
  await Promise.all([synced(plain.provider), synced(encoded.provider)]);
  plain.record.set('name', 'Acme');
  await until('the name', () => encoded.record.has('name'));
  expect(encoded.record.toJSON()).toEqual({ name: 'Acme' });
});

test('a wrong token ends the stock client for good instead of letting it knock for ever', async () => {
  const { provider } = stockClient(sampleDoc(6), `${TOKEN.slice(0, 37)}${'x'.repeat(43)}`);
  const closed = await new Promise<{ code: number }>((resolve) => provider.once('closed', resolve));
  expect(closed.code).toBe(4401);
  expect(provider.shouldConnect).toBe(false);
});

test('room edits survive a killed relay', async () => {
  const doc = sampleDoc(7);
  const { provider, record } = stockClient(doc);
  const witness = await joinFeed(relay.url, { device: 'w7', token: TOKEN });
  const { head } = await witness.whenOf('welcome');
  await synced(provider);
  record.set('name', 'Acme');
  await witness.when('the edit', (it) => it.type === 'entries' && it.upTo > head);
  const { port } = relay;
  await relay.killHard();
  relay = await startRelay({ dataDir, port });
  const fresh = stockClient(doc);
  await synced(fresh.provider);
  expect(fresh.record.get('name')).toBe('Acme');
});
