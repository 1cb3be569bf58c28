import { expect, test } from 'vitest';
import { createRig, settle } from '../../rig/core-rig.ts';
import { sampleBytes } from '../../rig/sample-envelopes.ts';
import type { CommitGate } from '../../storage/memory-storage.ts';

const bytes = (n: number) => sampleBytes({ device: 'a', n });

/** A disk that commits when it is told to. */
function heldDisk() {
  let held: (() => void)[] | null = null;
  const gate: CommitGate = () =>
    held === null
      ? Promise.resolve('commit')
      : new Promise((done) => held?.push(() => done('commit')));
  return {
    gate,
    hold: () => {
      held = [];
    },
    release: async () => {
      const waiting = held ?? [];
      held = null;
      for (const done of waiting) done();
      await settle();
    },
  };
}

test('nothing is acknowledged or announced before it is durable', async () => {
  const disk = heldDisk();
  const rig = createRig({ commitGate: disk.gate });
  const [anna, ben] = [await rig.joined('a'), await rig.joined('b')];
  disk.hold();
  await anna.push(bytes(1));
  expect(anna.heardOf('ack')).toEqual([]);
  expect(ben.heardOf('entries')).toEqual([]);
  await disk.release();
  expect(anna.heardOf('ack')).toHaveLength(1);
  expect(ben.heardOf('entries')).toHaveLength(1);
});

test('what was not acknowledged at a crash is not in the log, and is taken when it comes again', async () => {
  const disk = heldDisk();
  const rig = createRig({ commitGate: disk.gate });
  const desktop = await rig.joined('a');
  await desktop.push(bytes(1));
  disk.hold();
  await desktop.push(bytes(2));
  const after = rig.restart();
  await disk.release();
  const again = await after.joined('a', 1);
  expect(again.heardOf('welcome')[0]).toMatchObject({ head: 1, lastN: 1 });
  await again.push(bytes(2));
  expect(again.heardOf('ack')[0]?.acks).toEqual([{ n: 2, seq: 2 }]);
});

test.each([
  ['full', 'storage-full'],
  ['failed', 'storage-failed'],
] as const)(
  'a disk that is %s refuses for now, loses nothing, and goes on when it recovers',
  async (fate, code) => {
    let now: 'commit' | 'full' | 'failed' = 'commit';
    const rig = createRig({ commitGate: async () => now });
    const desktop = await rig.joined('a');
    now = fate;
    await desktop.push(bytes(1), bytes(2));
    expect(desktop.heardOf('refuse').map(({ code, retry, n }) => [code, retry, n])).toEqual([
      [code, 'later', 1],
      [code, 'later', 2],
    ]);
    expect(desktop.closedWith()).toBeNull();
    expect(rig.logged).toContain(fate === 'full' ? 'storage.full' : 'storage.failed');
    now = 'commit';
    await desktop.push(bytes(1), bytes(2));
    expect(desktop.heardOf('ack').flatMap(({ acks }) => acks)).toEqual([
      { n: 1, seq: 1 },
      { n: 2, seq: 2 },
    ]);
  },
);

test('the planted bug acknowledges before the commit', async () => {
  const disk = heldDisk();
  const rig = createRig({ commitGate: disk.gate, faults: { ackBeforeCommit: true } });
  const desktop = await rig.joined('a');
  disk.hold();
  await desktop.push(bytes(1));
  expect(desktop.heardOf('ack')).toHaveLength(1);
});

test('stopping refuses everybody, waits for what was taken in, then closes the storage', async () => {
  const disk = heldDisk();
  const rig = createRig({ commitGate: disk.gate });
  const desktop = await rig.joined('a');
  disk.hold();
  await desktop.push(bytes(1));
  let stopped = false;
  void rig.core.stop().then(() => {
    stopped = true;
  });
  await settle();
  expect(desktop.heardOf('refuse')[0]).toMatchObject({
    code: 'shutting-down',
    retry: 'later',
    n: 0,
  });
  expect(stopped).toBe(false);
  await disk.release();
  expect(stopped).toBe(true);
  const late = await rig.restart().joined('a', 1);
  expect(late.heardOf('welcome')[0]?.head).toBe(1);
  const tooLate = rig.feed();
  expect(tooLate.closedWith()).toBe(4503);
});
