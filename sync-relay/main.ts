/** `node sync-relay/main.ts --port P --data DIR`: the relay as a program. */
import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '../crm/kernel/ports.ts';
import type { Timers } from './ports.ts';
import { createRelayCore } from './relay-core.ts';
import { readArguments } from './server/arguments.ts';
import { createLogLines } from './server/log-lines.ts';
import { startRelayServer } from './server/relay-server.ts';
import { openDatabase } from './storage/sqlite/open-database.ts';
import { createSqliteStorage } from './storage/sqlite/sqlite-storage.ts';

/** A relay is not the owner of the disk: beyond this, the person who runs it should have a say. */
const DATABASE_BYTES_MAX = 256 * 1024 ** 3;
const EPOCH_BYTES = 12;

const clock: Clock = { nowMs: () => Date.now() };
const random: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };
const timers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
const log = createLogLines(
  () => clock.nowMs(),
  (line) => process.stderr.write(line),
);

function giveUp(why: string): never {
  process.stderr.write(`rapport-relay: ${why}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (!args.ok) giveUp(args.why);
  const { host, port, dataDirectory, creation, publicUrl } = args.value;

  const opened = openDatabase({
    directory: dataDirectory,
    newEpoch: () => Buffer.from(random.bytes(EPOCH_BYTES)).toString('base64url'),
    maxDatabaseBytes: DATABASE_BYTES_MAX,
  });
  if (!opened.ok) giveUp(opened.why);
  const storage = createSqliteStorage(opened);

  let listeningAt = '';
  const core = createRelayCore({
    storage,
    clock,
    random,
    timers,
    log,
    creation,
    ...(publicUrl === undefined ? {} : { publicUrl: () => publicUrl || listeningAt }),
  });
  const started = await startRelayServer({ core, host, port });
  if (!started.ok) {
    await storage.close();
    giveUp(started.why);
  }
  const { server } = started;
  const shown = host.includes(':') ? `[${host}]` : host;
  listeningAt = `http://${shown}:${server.port}`;
  process.stdout.write(`rapport-relay listening on ws://${shown}:${server.port}\n`);
  log('relay.started');

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void server.stop().then(() => {
      log('relay.stopped');
      process.exit(0);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

// Whoever read our lines may be gone; that is no reason to stop serving.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// A defect ends the relay: what it acknowledged is on the disk, and a half-broken one acknowledges nothing more.
process.on('uncaughtException', (error) => {
  log('relay.defect');
  // Where, without the message: messages can hold what people wrote.
  const trace = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  process.stderr.write(`${trace.join('\n')}\n`);
  process.exit(1);
});

await main();
