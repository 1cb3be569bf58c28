import { expect, test } from 'vitest';
import { RELAY_LIMITS } from '../../limits.ts';
import { createRig } from '../../rig/core-rig.ts';
import { roomClient } from '../../rig/room-client.ts';
import { sampleDoc } from '../../rig/sample-envelopes.ts';

const DOC = sampleDoc(1);
const FLUSH_MS = RELAY_LIMITS.awarenessFlushMs + 1;

async function room(members: number) {
  const rig = createRig();
  await rig.joined('a');
  const clients = Array.from({ length: members }, () => roomClient(rig.room(DOC)));
  for (const client of clients) await client.sync();
  return { rig, clients };
}

test('members see each other, also who was there before they came', async () => {
  const { rig, clients } = await room(2);
  await clients[0]!.sayPresence(1, 1, { user: 'anna', field: 'amount' });
  await rig.pass(FLUSH_MS);
  await clients[1]!.sync();
  expect(clients[1]!.presence().get(1)).toEqual({ user: 'anna', field: 'amount' });
  const late = roomClient(rig.room(DOC));
  await late.sync();
  expect(late.presence().get(1)).toEqual({ user: 'anna', field: 'amount' });
});

test('who disconnects is gone for the others', async () => {
  const { rig, clients } = await room(2);
  await clients[0]!.sayPresence(1, 1, { user: 'anna' });
  await rig.pass(FLUSH_MS);
  clients[0]!.wire.session.closed();
  await rig.pass(FLUSH_MS);
  await clients[1]!.sync();
  expect(clients[1]!.presence().get(1)).toBeNull();
  const late = roomClient(rig.room(DOC));
  await late.sync();
  expect([...late.presence()]).toEqual([]);
});

test('an older state does not replace a newer one', async () => {
  const { rig, clients } = await room(2);
  await clients[0]!.sayPresence(1, 5, { at: 'new' });
  await clients[0]!.sayPresence(1, 4, { at: 'old' });
  await rig.pass(FLUSH_MS);
  await clients[1]!.sync();
  expect(clients[1]!.presence().get(1)).toEqual({ at: 'new' });
});

test('nobody can send another away, and a client that reconnects takes its place over', async () => {
  const { rig, clients } = await room(3);
  await clients[0]!.sayPresence(1, 1, { user: 'anna' });
  await clients[1]!.sayPresence(1, 1, null);
  await rig.pass(FLUSH_MS);
  await clients[2]!.sync();
  expect(clients[2]!.presence().get(1)).toEqual({ user: 'anna' });
  await clients[1]!.sayPresence(1, 2, { user: 'anna, again' });
  clients[0]!.wire.session.closed();
  await rig.pass(FLUSH_MS);
  await clients[2]!.sync();
  expect(clients[2]!.presence().get(1)).toEqual({ user: 'anna, again' });
});

test('a cursor that moves with every pixel costs one frame in fifty milliseconds', async () => {
  const { rig, clients } = await room(2);
  const before = clients[1]!.wire.frames.length;
  for (let clock = 1; clock <= 100; clock++) await clients[0]!.sayPresence(1, clock, { x: clock });
  await rig.pass(FLUSH_MS);
  expect(clients[1]!.wire.frames.length - before).toBe(1);
  await clients[1]!.sync();
  expect(clients[1]!.presence().get(1)).toEqual({ x: 100 });
});

test('a state that is too large, or too many clients of one connection, end the member', async () => {
  const { clients } = await room(2);
  await clients[0]!.sayPresence(1, 1, { text: 'x'.repeat(RELAY_LIMITS.awarenessStateBytesMax) });
  expect(clients[0]!.wire.closedWith()).toBe(4400);
  for (let client = 1; client <= RELAY_LIMITS.awarenessClientsPerMemberMax + 1; client++) {
    expect(clients[1]!.wire.closedWith()).toBeNull();
    await clients[1]!.sayPresence(client, 1, { client });
  }
  expect(clients[1]!.wire.closedWith()).toBe(4400);
});

test('presence is never stored', async () => {
  const { rig, clients } = await room(1);
  await clients[0]!.sayPresence(1, 1, { user: 'anna' });
  await rig.pass(FLUSH_MS);
  const desktop = await rig.joined('b');
  expect(desktop.heardOf('welcome')[0]?.head).toBe(0);
});
