import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinFeed } from '../../sync-relay/rig/feed-client.ts';
import { recordOf, sampleBytes, sampleDoc } from '../../sync-relay/rig/sample-envelopes.ts';
import { startRelay } from '../e2e/relay-process.ts';

const ROUNDS = 20;
const PER_ROUND = 25;
const KILL_AFTER_MS = 50;
const TOKEN = `0190f3a1-0000-7000-8000-0000000000aa.${'k'.repeat(43)}`;

let dataDir = '';
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'rapport-kill-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test(
  'a relay killed 50 ms after an acknowledgement, 20 times, has lost nothing that it acknowledged',
  { timeout: 180_000 },
  async () => {
    const acknowledged = new Map<number, number>();
    let n = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const relay = await startRelay({ dataDir });
      const desktop = await joinFeed(relay.url, { device: 'a', token: TOKEN, create: 'Kill' });
      const welcome = await desktop.whenOf('welcome');
      // Envelopes that were not acknowledged may be in the log all the same; they count from there.
      n = welcome.lastN;
      const pushing = (async () => {
        for (let index = 0; index < PER_ROUND; index++) {
          n++;
          desktop.say({ type: 'push', envelopes: [sampleBytes({ device: 'a', n })] });
          await sleep(4);
        }
      })();
      await desktop.whenOf('ack');
      await sleep(KILL_AFTER_MS);
      await relay.killHard();
      await pushing;
      for (const message of desktop.heard) {
        if (message.type !== 'ack') continue;
        for (const { n, seq } of message.acks) acknowledged.set(n, seq);
      }
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS * 2);

    const relay = await startRelay({ dataDir });
    const joiner = await joinFeed(relay.url, { device: 'joiner', token: TOKEN });
    await joiner.when('the last snapshot', (it) => it.type === 'snapshots' && it.done);
    const docs = new Map(
      joiner.heard.flatMap((it) =>
        it.type === 'snapshots' ? it.docs.map(({ doc, state }) => [doc, state] as const) : [],
      ),
    );
    for (const n of acknowledged.keys()) {
      expect(recordOf(docs.get(sampleDoc(n))!)).toEqual({ name: n });
    }
    const again = await joinFeed(relay.url, { device: 'a', token: TOKEN });
    const { head, lastN } = await again.whenOf('welcome');
    expect(Math.max(...acknowledged.keys())).toBeLessThanOrEqual(lastN);
    expect(Math.max(...acknowledged.values())).toBeLessThanOrEqual(head);
    await relay.stop();
  },
);
