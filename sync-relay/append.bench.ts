/**
 * How much the relay takes in and how fast a joiner gets it, on a real file and real sockets:
 * `node scripts/run.mjs sync-relay/append.bench.ts [documents]`. Prints, judges nothing.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FEED_PROTOCOL } from '../crm/contracts/feed.contract.ts';
import { RELAY_LIMITS } from './limits.ts';
import { createRelayCore } from './relay-core.ts';
import { connectFeed, joinFeed, type FeedClient } from './rig/feed-client.ts';
import { fieldsUpdate, sampleBytes, sampleDoc } from './rig/sample-envelopes.ts';
import { startRelayServer } from './server/relay-server.ts';
import { openDatabase } from './storage/sqlite/open-database.ts';
import { createSqliteStorage } from './storage/sqlite/sqlite-storage.ts';

const DOCUMENTS = Number(process.argv[2] ?? 100_000);
const OPS_PER_ENVELOPE = 500;
const EDITS = 8_000;
const PIPELINE = 64;
const MIB = 1024 * 1024;
const TOKEN = `0190f3a1-0000-7000-8000-0000000000f0.${'b'.repeat(43)}`;

/** A record of twelve fields, about 300 bytes of values. */
function record(index: number): Uint8Array {
  const fields: Record<string, unknown> = {};
  for (let field = 0; field < 12; field++) fields[`field${field}`] = `value ${index} of ${field} …`;
  return fieldsUpdate(fields, index + 1);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const directory = mkdtempSync(path.join(tmpdir(), 'rapport-bench-'));
const opened = openDatabase({
  directory,
  newEpoch: () => 'bench',
  maxDatabaseBytes: 64 * 1024 * MIB,
});
if (!opened.ok) throw new Error(opened.why);
const core = createRelayCore({
  storage: createSqliteStorage(opened),
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
  // The bench is the flood that the rate is there to slow down.
  limits: { feedFramesPerSecond: 1e9, feedBytesPerSecond: 1e12 },
});
const started = await startRelayServer({ core, host: '127.0.0.1', port: 0, limits: RELAY_LIMITS });
if (!started.ok) throw new Error(started.why);
const url = `ws://127.0.0.1:${started.server.port}`;

/** Pushes envelopes with so many unacknowledged at a time; resolves when all are durable. */
async function pushAll(
  client: FeedClient,
  envelopes: readonly Uint8Array[],
  pipeline: number,
): Promise<void> {
  let next = 0;
  let acknowledged = 0;
  const sendMore = () => {
    const batch = envelopes.slice(next, Math.max(next, acknowledged + pipeline));
    next += batch.length;
    if (batch.length > 0) client.say({ type: 'push', envelopes: batch });
  };
  await new Promise<void>((resolve, reject) => {
    let seen = client.heard.length;
    const look = () => {
      for (; seen < client.heard.length; seen++) {
        const message = client.heard[seen];
        if (message?.type === 'refuse') reject(new Error(message.code));
        if (message?.type === 'ack') acknowledged += message.acks.length;
      }
      if (acknowledged === envelopes.length) resolve();
      else sendMore();
    };
    client.socket.on('message', look);
    sendMore();
  });
}

const importer = await joinFeed(url, { device: 'importer', token: TOKEN, create: 'Bench' });
const bulk: Uint8Array[] = [];
for (let first = 0, n = 1; first < DOCUMENTS; first += OPS_PER_ENVELOPE, n++) {
  const ops = Array.from({ length: Math.min(OPS_PER_ENVELOPE, DOCUMENTS - first) }, (_, index) => ({
    doc: sampleDoc(first + index),
    scope: 'workspace' as const,
    update: record(first + index),
  }));
  bulk.push(sampleBytes({ device: 'importer', n, ops }));
}
let fromMs = performance.now();
await pushAll(importer, bulk, 8);
let tookMs = performance.now() - fromMs;
say(
  `import of ${DOCUMENTS} documents, ${OPS_PER_ENVELOPE} an envelope: ${(tookMs / 1000).toFixed(2)} s`,
);

for (const pipeline of [1, 16, PIPELINE, 256]) {
  const device = `editor-${pipeline}`;
  const editor = await joinFeed(url, { device, token: TOKEN, cursor: bulk.length, epoch: 'bench' });
  const count = pipeline === 1 ? 500 : EDITS;
  const edits = Array.from({ length: count }, (_, index) =>
    sampleBytes({
      device,
      n: index + 1,
      ops: [
        {
          doc: sampleDoc(index % DOCUMENTS),
          scope: 'workspace',
          update: fieldsUpdate({ field1: index }),
        },
      ],
    }),
  );
  fromMs = performance.now();
  await pushAll(editor, edits, pipeline);
  tookMs = performance.now() - fromMs;
  say(
    `edits acknowledged after fsync, ${pipeline} under way: ${Math.round((count / tookMs) * 1000)}/s, ` +
      `${(tookMs / count).toFixed(2)} ms each`,
  );
  await editor.close();
}
await importer.close();

global.gc?.();
const baseMib = process.memoryUsage().rss / MIB;
let peakMib = 0;
const sampler = setInterval(() => {
  peakMib = Math.max(peakMib, process.memoryUsage().rss / MIB);
}, 20);
fromMs = performance.now();
const joiner = await connectFeed(url);
let documents = 0;
let bytes = 0;
joiner.socket.on('message', (data) => {
  bytes += (data as ArrayBuffer).byteLength;
  for (const message of joiner.heard.splice(0)) {
    if (message.type === 'snapshots') documents += message.docs.length;
    if (message.type === 'snapshots' && message.done) joiner.socket.close();
  }
});
joiner.say({
  type: 'hello',
  protocol: FEED_PROTOCOL,
  device: 'joiner',
  token: TOKEN,
  epoch: '',
  cursor: 0,
  create: '',
});
await joiner.closed;
clearInterval(sampler);
tookMs = performance.now() - fromMs;
say(
  `first sync of ${documents} documents, ${(bytes / MIB).toFixed(1)} MiB: ${(tookMs / 1000).toFixed(2)} s, ` +
    `memory ${baseMib.toFixed(0)} MiB before, ${peakMib.toFixed(0)} MiB at most (relay and joiner in one process)`,
);
say(`database ${(statSync(path.join(directory, 'relay.sqlite')).size / MIB).toFixed(0)} MiB`);
await started.server.stop();
rmSync(directory, { recursive: true, force: true });
