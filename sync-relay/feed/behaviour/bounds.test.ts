import { expect, test } from 'vitest';
import {
  encodeClientMessage,
  FRAME_MAX_BYTES,
  FRAME_MAX_BYTES_UNAUTHENTICATED,
} from '../../../crm/contracts/feed.contract.ts';
import { RELAY_LIMITS } from '../../limits.ts';
import { createRig, settle } from '../../rig/core-rig.ts';
import { sampleBytes, sampleDoc } from '../../rig/sample-envelopes.ts';

const tenOfOneSize = () =>
  Array.from({ length: 10 }, (_, index) => sampleBytes({ device: 'a', n: index + 1, ops: [] }));
const SIZE = tenOfOneSize()[0]!.byteLength;

test('a connection that says nothing is ended', async () => {
  const rig = createRig();
  const silent = rig.feed();
  await rig.pass(RELAY_LIMITS.helloTimeoutMs - 1);
  expect(silent.closedWith()).toBeNull();
  await rig.pass(2);
  expect(silent.heardOf('refuse')[0]).toMatchObject({ code: 'hello-timeout', retry: 'later' });
  expect(silent.closedWith()).not.toBeNull();
});

test('a stranger’s frame may be no larger than a hello', async () => {
  const stranger = createRig().feed();
  stranger.session.receive(new Uint8Array(FRAME_MAX_BYTES_UNAUTHENTICATED + 1));
  expect(stranger.heardOf('refuse')[0]?.code).toBe('frame-too-large');
});

test('a member’s frame may be no larger than the largest envelope', async () => {
  const desktop = await createRig().joined('a');
  desktop.session.receive(new Uint8Array(FRAME_MAX_BYTES + 1));
  expect(desktop.heardOf('refuse')[0]).toMatchObject({
    code: 'frame-too-large',
    retry: 'never',
    n: 0,
  });
  expect(desktop.closedWith()).toBe(4413);
});

test.each([
  ['nonsense', new Uint8Array([7, 7, 7])],
  ['nothing', new Uint8Array()],
  ['a message of the relay', new Uint8Array([23])],
  ['a push before the hello', encodeClientMessage({ type: 'push', envelopes: [] })],
])('%s from a stranger ends the connection', async (_title, frame) => {
  const rig = createRig();
  const stranger = rig.feed();
  stranger.session.receive(frame);
  await settle();
  expect(stranger.heardOf('refuse')[0]).toMatchObject({ code: 'malformed-frame', retry: 'never' });
  expect(stranger.closedWith()).toBe(4400);
});

test('a second hello ends the connection', async () => {
  const desktop = await createRig().joined('a');
  await desktop.hello();
  expect(desktop.heardOf('refuse')[0]?.code).toBe('malformed-frame');
});

test.each([
  ['one address', { connectionsPerAddressMax: 3 }],
  ['all addresses', { connectionsMax: 3 }],
  ['strangers', { connectionsUnauthenticatedMax: 3 }],
])(
  'connections of %s are bounded, and a place is free again when one ends',
  async (_title, limits) => {
    const rig = createRig({ limits });
    const ends = [rig.feed(), rig.feed(), rig.feed()];
    const surplus = rig.feed();
    expect(surplus.heardOf('refuse')[0]).toMatchObject({
      code: 'too-many-connections',
      retry: 'later',
    });
    ends[0]!.session.closed();
    expect(rig.feed().closedWith()).toBeNull();
  },
);

test('members do not count as strangers', async () => {
  const rig = createRig({ limits: { connectionsUnauthenticatedMax: 2 } });
  for (const device of ['a', 'b', 'c', 'd']) {
    expect((await rig.joined(device)).heardOf('welcome')).toHaveLength(1);
  }
});

test('a session that sends too many frames is read more slowly, and loses nothing', async () => {
  const rig = createRig({ limits: { feedFramesBurst: 10, feedFramesPerSecond: 10 } });
  const desktop = await rig.joined('a');
  for (let n = 1; n <= 12; n++) await desktop.push(sampleBytes({ device: 'a', n }));
  expect(desktop.isReading()).toBe(false);
  await rig.pass(1_000);
  expect(desktop.isReading()).toBe(true);
  expect(desktop.heardOf('ack').flatMap(({ acks }) => acks)).toHaveLength(12);
});

test('a session that sends too many bytes is read more slowly', async () => {
  const rig = createRig({ limits: { feedBytesBurst: 10_000, feedBytesPerSecond: 1_000 } });
  const desktop = await rig.joined('a');
  await desktop.push(sampleBytes({ device: 'a', n: 1, label: 'x'.repeat(300), ops: [] }));
  expect(desktop.isReading()).toBe(true);
  for (let n = 2; n <= 40; n++) {
    await desktop.push(sampleBytes({ device: 'a', n, label: 'x'.repeat(300), ops: [] }));
  }
  expect(desktop.isReading()).toBe(false);
  expect(desktop.closedWith()).toBeNull();
});

test.each([
  ['envelopes', { commitEnvelopesMax: 4 }, [4, 4, 2]],
  // The one that reaches the bound is still taken along.
  ['bytes', { commitBytesMax: 2 * SIZE + 1 }, [3, 3, 3, 1]],
])('one commit holds a bounded number of %s', async (_title, limits, expected) => {
  const commits: number[] = [];
  const rig = createRig({
    limits,
    commitGate: async (envelopes) => {
      commits.push(envelopes);
      return 'commit';
    },
  });
  const desktop = await rig.joined('a');
  commits.length = 0;
  await desktop.push(...tenOfOneSize());
  expect(commits).toEqual(expected);
  expect(desktop.heardOf('ack').flatMap(({ acks }) => acks)).toHaveLength(10);
});

test('a session that goes on sending far beyond its rate is cut off for now', async () => {
  const rig = createRig({ limits: { feedFramesBurst: 10, feedFramesPerSecond: 10 } });
  const desktop = await rig.joined('a');
  for (let index = 0; index < 40; index++) await desktop.say({ type: 'ping' });
  expect(desktop.heardOf('refuse')[0]).toMatchObject({ code: 'rate-limited', retry: 'later' });
});

test('a clock that jumps neither starves a session nor gives it more than one burst', async () => {
  const rig = createRig({ limits: { feedFramesBurst: 10, feedFramesPerSecond: 1 } });
  const desktop = await rig.joined('a');
  await rig.pass(10 * 365 * 24 * 3_600_000);
  for (let index = 0; index < 11; index++) await desktop.say({ type: 'ping' });
  expect(desktop.isReading()).toBe(false);
});

test('reading pauses while too much waits for its commit', async () => {
  const done: (() => void)[] = [];
  let held = false;
  const rig = createRig({
    limits: { pushPendingBytesMax: 100 },
    commitGate: () =>
      held
        ? new Promise((resolve) => done.push(() => resolve('commit')))
        : Promise.resolve('commit'),
  });
  const desktop = await rig.joined('a');
  held = true;
  await desktop.push(sampleBytes({ device: 'a', n: 1 }));
  expect(desktop.isReading()).toBe(false);
  for (const release of done) release();
  await settle();
  expect(desktop.isReading()).toBe(true);
});

test('questions that wait for an answer are bounded', async () => {
  const rig = createRig({ limits: { requestsPendingMax: 3, sendBufferBytesMax: 1 } });
  const desktop = await rig.joined('a');
  desktop.holdFlush(true);
  for (let index = 0; index < 8; index++)
    await desktop.say({ type: 'fetchDoc', doc: sampleDoc(1) });
  expect(desktop.heardOf('refuse')[0]?.code).toBe('rate-limited');
});
