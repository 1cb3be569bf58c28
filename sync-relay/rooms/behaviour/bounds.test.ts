import { expect, test } from 'vitest';
import { FRAME_MAX_BYTES } from '../../../crm/contracts/feed.contract.ts';
import { createRig, SAMPLE_TOKEN, settle } from '../../rig/core-rig.ts';
import { roomClient } from '../../rig/room-client.ts';
import { fieldsUpdate, sampleBytes, sampleDoc } from '../../rig/sample-envelopes.ts';
import { createMemoryStorage } from '../../storage/memory-storage.ts';
import { createRelayCore } from '../../relay-core.ts';
import { readToken } from '../../workspaces/token.ts';
import { updateFrame } from '../room-frames.ts';

const DOC = sampleDoc(1);
const WRONG = `${SAMPLE_TOKEN.slice(0, 37)}${'x'.repeat(43)}`;
const ELSEWHERE = `0190f3a1-0000-7000-8000-00000000ffff.${'s'.repeat(43)}`;

test.each([
  ['a wrong token', DOC, WRONG, 4401],
  ['no token', DOC, '', 4401],
  ['a workspace that is not here', DOC, ELSEWHERE, 4404],
  ['a name that is no document', 'deal/1', SAMPLE_TOKEN, 4400],
])('%s closes the room with a code that ends reconnecting', async (_title, doc, token, code) => {
  const rig = createRig();
  await rig.joined('a');
  const wire = rig.room(doc, token);
  await settle();
  expect(wire.closedWith()).toBe(code);
  expect(wire.frames).toEqual([]);
});

test('a document that cannot be loaded closes the room: it is never shown empty', async () => {
  const storage = createMemoryStorage({ epoch: 'e' });
  const frames: Uint8Array[] = [];
  let closedWith = 0;
  const core = createRelayCore({
    storage: {
      ...storage,
      docState: async () => ({ ok: false, problem: { code: 'storage-failed', errorNumber: 10 } }),
    },
    clock: { nowMs: () => 0 },
    random: { bytes: (length) => new Uint8Array(length) },
    timers: { after: () => () => undefined },
    log: () => undefined,
    creation: 'loopback',
  });
  const { workspace, secretHash } = readToken(SAMPLE_TOKEN)!;
  await storage.createWorkspace({ id: workspace, name: 'x', secretHash, createdAtMs: 0 });
  core.openRoom(
    {
      send: (frame) => frames.push(frame),
      close: (code) => {
        closedWith = code;
      },
      setReading: () => undefined,
    },
    { address: '', loopback: true },
    { doc: DOC, token: SAMPLE_TOKEN },
  );
  await settle();
  expect(closedWith).toBe(4500);
  expect(frames).toEqual([]);
});

test.each([
  ['nonsense', new Uint8Array([99, 1, 2])],
  ['an update that is none', updateFrame(new Uint8Array([5, 5, 5, 5]))],
  ['presence that is none', new Uint8Array([1, 3, 1, 2, 3])],
])('%s ends that member only', async (_title, frame) => {
  const rig = createRig();
  await rig.joined('a');
  const [good, bad] = [roomClient(rig.room(DOC)), roomClient(rig.room(DOC))];
  await good.sync();
  await bad.sync();
  await bad.send(frame);
  expect(bad.wire.closedWith()).toBe(4400);
  expect(good.wire.closedWith()).toBeNull();
  good.record.set('name', 'Acme');
  const third = roomClient(rig.room(DOC));
  await third.sync();
  expect(third.record.get('name')).toBe('Acme');
});

test('a frame or an update that is too large ends the member', async () => {
  const rig = createRig();
  await rig.joined('a');
  for (const bytes of [FRAME_MAX_BYTES + 1, FRAME_MAX_BYTES - 50_000]) {
    const member = roomClient(rig.room(DOC));
    await member.sync();
    await member.send(updateFrame(fieldsUpdate({ text: 'x'.repeat(bytes) })));
    expect(member.wire.closedWith()).toBe(4413);
  }
});

test('members of a room are bounded', async () => {
  const rig = createRig({ limits: { roomMembersMax: 2 } });
  await rig.joined('a');
  const members = [0, 1, 2].map(() => roomClient(rig.room(DOC)));
  for (const member of members) await member.sync();
  expect(members.map(({ wire }) => wire.closedWith())).toEqual([null, null, 4529]);
});

test('frames that come before the room is ready are bounded', () => {
  const rig = createRig({ limits: { roomWaitingBytesMax: 1_000 } });
  const wire = rig.room(DOC);
  wire.session.receive(updateFrame(new Uint8Array(2_000)));
  expect(wire.closedWith()).toBe(4413);
});

test.each([
  ['frames', { roomFramesBurst: 20, roomFramesPerSecond: 20 }, 'x'],
  ['bytes', { roomBytesBurst: 40_000, roomBytesPerSecond: 20_000 }, 'x'.repeat(2_000)],
])('a member that sends too many %s is read more slowly', async (_title, limits, text) => {
  const rig = createRig({ limits });
  await rig.joined('a');
  const member = roomClient(rig.room(DOC));
  await member.sync();
  for (let index = 0; index < 30; index++) member.record.set('k', `${index}${text}`);
  await settle();
  expect(member.wire.isReading()).toBe(false);
  await rig.pass(2_000);
  expect(member.wire.isReading()).toBe(true);
  expect(member.wire.closedWith()).toBeNull();
});

test('a room that nobody is in is kept for people who come straight back, then unloaded', async () => {
  const rig = createRig({ limits: { roomIdleMs: 5_000 } });
  await rig.joined('a');
  const closings = () => rig.logged.filter((code) => code === 'room.closed').length;
  const openings = () => rig.logged.filter((code) => code === 'room.opened').length;
  const visit = async () => {
    const member = roomClient(rig.room(DOC));
    await member.sync();
    return () => member.wire.session.closed();
  };

  const leave = await visit();
  await rig.pass(60_000);
  expect(closings(), 'somebody is in it').toBe(0);
  leave();
  await rig.pass(4_000);
  const leaveAgain = await visit();
  await rig.pass(4_000);
  expect([openings(), closings()], 'somebody came straight back').toEqual([1, 0]);
  leaveAgain();
  await rig.pass(6_000);
  expect(closings()).toBe(1);
  await visit();
  expect(openings()).toBe(2);
});

test('a slow member is spared updates and then gets the document whole', async () => {
  const rig = createRig({ limits: { sendBufferBytesMax: 30_000 } });
  const desktop = await rig.joined('a');
  const slow = roomClient(rig.room(DOC));
  await slow.sync();
  slow.wire.holdFlush(true);
  for (let n = 1; n <= 20; n++) {
    const update = fieldsUpdate({ [`f${n}`]: 'x'.repeat(10_000) });
    await desktop.push(
      sampleBytes({ device: 'a', n, ops: [{ doc: DOC, scope: 'workspace', update }] }),
    );
  }
  const underWay = slow.wire.frames.reduce((sum, frame) => sum + frame.byteLength, 0);
  expect(underWay).toBeLessThan(50_000);
  slow.wire.holdFlush(false);
  await slow.sync();
  expect(slow.record.size).toBe(20);
});
