import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { FRAME_MAX_BYTES, FEED_PROTOCOL } from '../../crm/contracts/feed.contract.ts';
import { RELAY_LIMITS, type RelayLimits } from '../../sync-relay/limits.ts';
import { createRelayCore } from '../../sync-relay/relay-core.ts';
import { connectFeed, joinFeed } from '../../sync-relay/rig/feed-client.ts';
import { sampleBytes } from '../../sync-relay/rig/sample-envelopes.ts';
import { startRelayServer, type RelayServer } from '../../sync-relay/server/relay-server.ts';
import { createMemoryStorage } from '../../sync-relay/storage/memory-storage.ts';
import { startRelay, type RelayProcess } from '../e2e/relay-process.ts';

const TOKEN = `0190f3a1-0000-7000-8000-0000000000bb.${'t'.repeat(43)}`;
let dataDir = '';
let relay: RelayProcess;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'rapport-sockets-'));
  relay = await startRelay({ dataDir });
});
afterAll(async () => {
  await relay.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A relay in this process, whose limits a test can reach. */
async function limited(
  limits: Partial<RelayLimits>,
  more: Partial<Parameters<typeof createRelayCore>[0]> = {},
): Promise<RelayServer & { url: string; http: string }> {
  const core = createRelayCore({
    storage: createMemoryStorage({ epoch: 'e' }),
    clock: { nowMs: () => Date.now() },
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    timers: {
      after(delayMs, run) {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    },
    log: () => undefined,
    creation: 'loopback',
    limits,
    ...more,
  });
  const started = await startRelayServer({ core, host: '127.0.0.1', port: 0, limits });
  if (!started.ok) throw new Error(started.why);
  const at = `127.0.0.1:${started.server.port}`;
  return { ...started.server, url: `ws://${at}`, http: `http://${at}` };
}

/** Opens a feed by hand: nothing answers for it what the relay sends. */
async function silentSocket(port: number) {
  const socket = connectTcp(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    [
      'GET /feed HTTP/1.1',
      'host: localhost',
      'connection: upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: c2lsZW50IGFzIHN0b25lcw==',
      '\r\n',
    ].join('\r\n'),
  );
  const answer = await new Promise((resolve) => socket.once('data', resolve));
  expect(String(answer)).toContain(' 101 ');
  socket.resume();
  return socket;
}

function get(address: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request(address, { headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

test('an edit goes from one desktop to another over real sockets', async () => {
  const anna = await joinFeed(relay.url, { device: 'anna', token: TOKEN, create: 'Acme' });
  const ben = await joinFeed(relay.url, { device: 'ben', token: TOKEN });
  const bytes = sampleBytes({ device: 'anna', n: 1 });
  anna.say({ type: 'push', envelopes: [bytes] });
  expect((await anna.whenOf('ack')).acks).toEqual([{ n: 1, seq: 1 }]);
  expect((await ben.whenOf('entries')).list[0]?.envelope).toEqual(bytes);
  await Promise.all([anna.close(), ben.close()]);
});

test('an idle relay acknowledges a change within 100 ms', async () => {
  const desktop = await joinFeed(relay.url, { device: 'timed', token: TOKEN, create: 'Acme' });
  const times: number[] = [];
  for (let n = 1; n <= 20; n++) {
    const from = performance.now();
    desktop.say({ type: 'push', envelopes: [sampleBytes({ device: 'timed', n })] });
    await desktop.when('ack', (it) => it.type === 'ack' && it.acks.some((ack) => ack.n === n));
    times.push(performance.now() - from);
  }
  expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(100);
  await desktop.close();
});

test('/healthz tells that it is a relay, and nothing of a workspace', async () => {
  const { status, body } = await get(`http://127.0.0.1:${relay.port}/healthz`);
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({
    ok: true,
    name: 'rapport-relay',
    protocol: FEED_PROTOCOL,
    epoch: expect.any(String),
    uptimeS: expect.any(Number),
  });
});

test.each(['/', '/feed', '/rooms/x', '/healthz/..', '/%2e%2e/etc'])(
  'GET %s is not found',
  async (at) => {
    expect((await get(`http://127.0.0.1:${relay.port}${at}`)).status).toBe(404);
  },
);

test('a socket to an unknown address is refused', async () => {
  const socket = new WebSocket(`${relay.url}/elsewhere`);
  const [error] = await new Promise<Error[]>((resolve) =>
    socket.once('error', (it) => resolve([it])),
  );
  expect(error?.message).toContain('404');
});

test('a wrong token is refused with a code and closed for good', async () => {
  const client = await connectFeed(relay.url);
  client.say({
    type: 'hello',
    protocol: FEED_PROTOCOL,
    device: 'x',
    token: `${TOKEN.slice(0, 37)}${'x'.repeat(43)}`,
    epoch: '',
    cursor: 0,
    create: '',
  });
  expect(await client.whenOf('refuse')).toMatchObject({ code: 'bad-token', retry: 'never' });
  expect(await client.closed).toBe(4401);
});

test('a web page in a browser on this machine may not create workspaces', async () => {
  const client = await connectFeed(relay.url, 'https://example.com');
  client.say({
    type: 'hello',
    protocol: FEED_PROTOCOL,
    device: 'x',
    token: `0190f3a1-0000-7000-8000-0000000000cc.${'t'.repeat(43)}`,
    epoch: '',
    cursor: 0,
    create: 'Spam',
  });
  expect((await client.whenOf('refuse')).code).toBe('creation-closed');
});

test('a text frame is refused as malformed', async () => {
  const client = await connectFeed(relay.url);
  client.socket.send('hello?');
  expect((await client.whenOf('refuse')).code).toBe('malformed-frame');
  expect(await client.closed).toBe(4400);
});

test('a member’s oversize frame is refused by name, a huge one is cut off', async () => {
  const told = await joinFeed(relay.url, { device: 'big', token: TOKEN, create: 'Acme' });
  told.socket.send(new Uint8Array(FRAME_MAX_BYTES + 1));
  expect(await told.whenOf('refuse')).toMatchObject({ code: 'frame-too-large', retry: 'never' });
  expect(await told.closed).toBe(4413);
  const cut = await joinFeed(relay.url, { device: 'huge', token: TOKEN });
  cut.socket.send(new Uint8Array(FRAME_MAX_BYTES * 3));
  expect([1006, 1009]).toContain(await cut.closed);
});

test('a stranger’s large frame is not even received', async () => {
  const client = await connectFeed(relay.url);
  client.socket.send(new Uint8Array(FRAME_MAX_BYTES));
  await client.closed;
  expect(client.heard).toEqual([]);
  expect((await get(`http://127.0.0.1:${relay.port}/healthz`)).status).toBe(200);
});

test('a stranger’s bytes are counted, a member’s are not', async () => {
  const server = await limited({ bytesUnauthenticatedMax: 1_000 });
  const member = await joinFeed(server.url, { device: 'm', token: TOKEN, create: 'Acme' });
  for (const n of [1, 2, 3, 4, 5]) {
    const envelopes = [sampleBytes({ device: 'm', n, ops: [], label: 'x'.repeat(300) })];
    member.say({ type: 'push', envelopes });
  }
  await member.when('the last ack', (it) => it.type === 'ack' && it.acks.some(({ n }) => n === 5));
  const stranger = await connectFeed(server.url);
  stranger.socket.send(new Uint8Array(200_000));
  expect(await stranger.closed, 'cut off').toBe(1006);
  expect(member.socket.readyState).toBe(WebSocket.OPEN);
  await member.close();
  await server.stop();
});

test('a request with endless headers is refused', async () => {
  const { status } = await get(`http://127.0.0.1:${relay.port}/healthz`, {
    junk: 'x'.repeat(RELAY_LIMITS.httpHeaderBytesMax),
  });
  expect(status).toBe(431);
});

test('a request that trickles in is ended', async () => {
  const server = await limited({ httpRequestTimeoutMs: 300 });
  const socket = connectTcp(server.port, '127.0.0.1');
  socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n');
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.resume();
  await expect(ended).resolves.not.toBeNull();
  await server.stop();
});

test('a connection that says nothing is ended', async () => {
  const server = await limited({ helloTimeoutMs: 100 });
  const client = await connectFeed(server.url);
  expect((await client.whenOf('refuse')).code).toBe('hello-timeout');
  expect(await client.closed).toBe(4508);
  await server.stop();
});

test('a half-open connection is found by its silence, a living one stays', async () => {
  const server = await limited({ pingIntervalMs: 100 });
  const dead = await joinFeed(server.url, { device: 'dead', token: TOKEN, create: 'Acme' });
  const living = await joinFeed(server.url, { device: 'living', token: TOKEN });
  dead.socket.pause();
  await sleep(500);
  dead.socket.resume();
  expect(await dead.closed).toBe(1006);
  expect(living.socket.readyState).toBe(WebSocket.OPEN);
  await living.close();
  await server.stop();
});

test.each([1_000, 70_000, 2_000_000])(
  'a form of %d letters is answered, and the relay goes on',
  async (letters) => {
    const server = await limited({}, { publicUrl: () => '' });
    const sent = await fetch(`${server.http}/p/nobody/ask`, {
      method: 'POST',
      body: 'x'.repeat(letters),
    }).then(
      ({ status }) => status,
      // Cut off while it was still sending: that is no answer, and no harm.
      () => 404,
    );
    expect(sent).toBe(404);
    expect((await fetch(`${server.http}/healthz`)).status).toBe(200);
    await server.stop();
  },
);

test('who leaves in the middle of a form, or sends it letter by letter, harms nobody', async () => {
  const server = await limited({ closeTimeoutMs: 200 }, { publicUrl: () => '' });
  const begin = 'POST /p/nobody/ask HTTP/1.1\r\nhost: x\r\ncontent-length: 60000\r\n\r\nname=';
  const gone = connectTcp(server.port, '127.0.0.1');
  gone.write(begin);
  await sleep(50);
  gone.resetAndDestroy();
  const slow = connectTcp(server.port, '127.0.0.1');
  slow.on('error', () => undefined);
  slow.write(begin);
  await sleep(50);
  expect((await fetch(`${server.http}/healthz`)).status).toBe(200);
  const from = performance.now();
  await server.stop();
  expect(performance.now() - from).toBeLessThan(5_000);
});

test('a defect in a page ends neither the relay nor what a team does with it', async () => {
  const storage = createMemoryStorage({ epoch: 'e' });
  vi.spyOn(storage, 'workspacesWith').mockRejectedValue(new Error('planted'));
  const logged: string[] = [];
  const server = await limited(
    {},
    { storage, publicUrl: () => '', log: (code) => void logged.push(code) },
  );
  await expect(fetch(`${server.http}/p/nobody/`)).rejects.toThrow('fetch failed');
  expect(logged).toContain('page.failed');
  const client = await joinFeed(server.url, { device: 'a', token: TOKEN, create: 'Acme' });
  await client.close();
  await server.stop();
});

test('a socket that answers the close with silence is ended, and does not hold up the relay’s end', async () => {
  const server = await limited({ closeTimeoutMs: 200 });
  const silent = await silentSocket(server.port);
  // A text frame with nothing in it, masked: refused, and closed.
  silent.write(new Uint8Array([0x81, 0x80, 0, 0, 0, 0]));
  await new Promise((resolve) => silent.once('close', resolve));
  await silentSocket(server.port);
  await server.stop();
});

test('a surplus connection is told to come back later', async () => {
  const server = await limited({ connectionsPerAddressMax: 1 });
  const first = await joinFeed(server.url, { device: 'a', token: TOKEN, create: 'Acme' });
  const second = await connectFeed(server.url);
  expect(await second.whenOf('refuse')).toMatchObject({
    code: 'too-many-connections',
    retry: 'later',
  });
  await first.close();
  await server.stop();
});

test('the log holds codes and numbers, never a token, a name or an address', async () => {
  const lines = relay.log().trim().split('\n');
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    const { at, code, endpoint, refusal, counts, ...rest } = JSON.parse(line) as Record<
      string,
      unknown
    >;
    expect(rest).toEqual({});
    expect(at).toMatch(/^\d{4}-/);
    for (const word of [code, endpoint ?? 'feed', refusal ?? 'x'])
      expect(word).toMatch(/^[a-z.-]+$/);
    for (const count of Object.values(counts ?? {})) expect(count).toBeTypeOf('number');
  }
  expect(relay.log()).not.toContain('Acme');
  expect(relay.log()).not.toContain(TOKEN.slice(0, 20));
});
