import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeEnvelope, type Envelope } from '../../../crm/contracts/envelope.contract.ts';
import { createRig, SAMPLE_EPOCH, settle, type FeedWire } from '../../rig/core-rig.ts';
import { roomClient } from '../../rig/room-client.ts';
import { fieldsUpdate, recordOf, sampleBytes, sampleDoc } from '../../rig/sample-envelopes.ts';
import { createMemoryStorage } from '../../storage/memory-storage.ts';
import { step2Frame, updateFrame } from '../room-frames.ts';

const DOC = sampleDoc(1);
const writing = (n: number, fields: Record<string, unknown>) =>
  sampleBytes({
    device: 'a',
    n,
    ops: [{ doc: DOC, scope: 'workspace', update: fieldsUpdate(fields) }],
  });

function envelopesHeard(desktop: FeedWire): Envelope[] {
  return desktop.heardOf('entries').flatMap(({ list }) =>
    list.flatMap(({ envelope }) => {
      const decoded = decodeEnvelope(envelope);
      return decoded.ok ? [decoded.envelope] : [];
    }),
  );
}

test('who enters a room gets the document as the log has it', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  await desktop.push(writing(1, { name: 'Acme' }));
  const member = roomClient(rig.room(DOC));
  await member.sync();
  expect(member.record.toJSON()).toEqual({ name: 'Acme' });
});

test('an edit in a room goes into the log, to the feed, and to the other members', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  const [one, two] = [roomClient(rig.room(DOC)), roomClient(rig.room(DOC))];
  await one.sync();
  await two.sync();
  one.record.set('name', 'Acme');
  await one.sync();
  await two.sync();
  expect(two.record.get('name')).toBe('Acme');
  const [envelope] = envelopesHeard(desktop);
  expect(envelope).toMatchObject({ device: `room:${SAMPLE_EPOCH}`, n: 1, actor: '', changes: [] });
  expect(envelope!.ops.map(({ doc, update }) => [doc, recordOf(update)])).toEqual([
    [DOC, { name: 'Acme' }],
  ]);
});

test('a change through the feed reaches the open room', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  const member = roomClient(rig.room(DOC));
  await member.sync();
  await desktop.push(writing(1, { name: 'Acme' }));
  await member.sync();
  expect(member.record.get('name')).toBe('Acme');
});

test('members are shown nothing before it is durable, and a failed commit closes the room', async () => {
  let fate: 'commit' | 'failed' = 'commit';
  let release: (() => void) | null = null;
  let held = false;
  const rig = createRig({
    commitGate: () =>
      held ? new Promise((done) => (release = () => done(fate))) : Promise.resolve('commit'),
  });
  await rig.joined('a');
  const [one, two] = [roomClient(rig.room(DOC)), roomClient(rig.room(DOC))];
  await one.sync();
  await two.sync();
  held = true;
  one.record.set('name', 'Acme');
  await settle();
  const late = roomClient(rig.room(DOC));
  await two.sync();
  await late.sync();
  expect([two, late].map(({ record }) => record.get('name'))).toEqual([undefined, undefined]);
  fate = 'failed';
  held = false;
  (release as (() => void) | null)?.();
  await settle();
  expect([one, two, late].map(({ wire }) => wire.closedWith())).toEqual([4500, 4500, 4500]);

  const again = roomClient(rig.room(DOC));
  Y.applyUpdate(again.ydoc, Y.encodeStateAsUpdate(one.ydoc), 'kept by the client');
  const witness = roomClient(rig.room(DOC));
  await again.sync();
  await witness.sync();
  expect(witness.record.get('name')).toBe('Acme');
});

test('what is known already is not logged again', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  const member = roomClient(rig.room(DOC));
  await member.sync();
  member.record.set('name', 'Acme');
  await member.sync();
  await member.send(step2Frame(Y.encodeStateAsUpdate(member.ydoc)));
  await member.send(updateFrame(Y.encodeStateAsUpdate(member.ydoc)));
  expect(envelopesHeard(desktop)).toHaveLength(1);
});

test('an update that only deletes is logged and shown', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  const [one, two] = [roomClient(rig.room(DOC)), roomClient(rig.room(DOC))];
  await one.sync();
  await two.sync();
  one.record.set('name', 'Acme');
  await one.sync();
  await two.sync();
  two.record.delete('name');
  await two.sync();
  await one.sync();
  expect(one.record.has('name')).toBe(false);
  expect(envelopesHeard(desktop)).toHaveLength(2);
  const joiner = roomClient(rig.restart().room(DOC));
  await joiner.sync();
  expect(joiner.record.has('name')).toBe(false);
});

test('an update that builds on something unknown is not logged; its author is asked for the rest', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  const member = roomClient(rig.room(DOC), true);
  await member.sync();
  const updates: Uint8Array[] = [];
  member.ydoc.on('update', (update: Uint8Array) => updates.push(update));
  member.record.set('first', 1);
  member.record.set('second', 2);
  const askedBefore = member.asked();
  await member.send(updateFrame(updates[1]!));
  expect(envelopesHeard(desktop)).toEqual([]);
  await member.sync();
  expect(member.asked()).toBe(askedBefore + 1);
  const [envelope] = envelopesHeard(desktop);
  expect(recordOf(envelope!.ops[0]!.update)).toEqual({ first: 1, second: 2 });
});

test('a client that never has the rest is not asked in a circle', async () => {
  const rig = createRig({ limits: { roomResyncMinMs: 3_000 } });
  await rig.joined('a');
  const member = roomClient(rig.room(DOC), true);
  await member.sync();
  const other = new Y.Doc();
  other.getMap('record').set('first', 1);
  const seen = Y.encodeStateVector(other);
  other.getMap('record').set('second', 2);
  const gapped = Y.encodeStateAsUpdate(other, seen);
  for (let index = 0; index < 50; index++) await member.send(updateFrame(gapped));
  await member.sync();
  const askedBefore = member.asked();
  expect(askedBefore).toBeLessThanOrEqual(2);
  await rig.pass(2_900);
  await member.sync();
  expect(member.asked()).toBe(askedBefore);
  await rig.pass(200);
  await member.sync();
  expect(member.asked()).toBe(askedBefore + 1);
  expect(member.wire.closedWith()).toBeNull();
});

test('keystrokes that arrive during a commit share the next one', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  const member = roomClient(rig.room(DOC));
  await member.sync();
  const before = desktop.frames.length;
  for (let index = 0; index < 40; index++) member.record.set(`k${index}`, index);
  await member.sync();
  const envelopes = envelopesHeard(desktop);
  expect(envelopes.length).toBeLessThan(5);
  expect(desktop.frames.length - before).toBeLessThan(5);
  const joiner = roomClient(rig.room(DOC));
  await joiner.sync();
  expect(joiner.record.size).toBe(40);
});

test('the last member’s last edit is kept when it leaves at once', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  const member = roomClient(rig.room(DOC));
  await member.sync();
  member.record.set('name', 'Acme');
  member.wire.session.closed();
  await rig.pass(60_000);
  expect(envelopesHeard(desktop)).toHaveLength(1);
  const joiner = roomClient(rig.room(DOC));
  await joiner.sync();
  expect(joiner.record.get('name')).toBe('Acme');
});

test('an idle room is unloaded, and loaded again as the log has it', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  const member = roomClient(rig.room(DOC));
  await member.sync();
  member.wire.session.closed();
  await rig.pass(20_000);
  expect(rig.logged).toContain('room.closed');
  await desktop.push(writing(1, { name: 'Acme' }));
  const again = roomClient(rig.room(DOC));
  await again.sync();
  expect(again.record.get('name')).toBe('Acme');
});

test('a room that is joined again in time stays', async () => {
  const rig = createRig();
  await rig.joined('a');
  const member = roomClient(rig.room(DOC));
  await member.sync();
  member.wire.session.closed();
  await rig.pass(5_000);
  const again = roomClient(rig.room(DOC));
  await again.sync();
  await rig.pass(60_000);
  expect(rig.logged).not.toContain('room.closed');
  again.record.set('name', 'Acme');
  const third = roomClient(rig.room(DOC));
  await third.sync();
  expect(third.record.get('name')).toBe('Acme');
});

test('a gap of one member does not trouble another', async () => {
  const rig = createRig();
  await rig.joined('a');
  const [gappy, good] = [roomClient(rig.room(DOC), true), roomClient(rig.room(DOC))];
  await gappy.sync();
  await good.sync();
  const other = new Y.Doc();
  other.getMap('record').set('first', 1);
  const seen = Y.encodeStateVector(other);
  other.getMap('record').set('second', 2);
  await gappy.send(updateFrame(Y.encodeStateAsUpdate(other, seen)));
  const askedBefore = good.asked();
  good.record.set('name', 'Acme');
  await good.sync();
  await rig.pass(5_000);
  await good.sync();
  expect(good.asked()).toBe(askedBefore);
});

test('a change that is committed while the room loads is in it', async () => {
  const memory = createMemoryStorage({ epoch: SAMPLE_EPOCH });
  let open: (() => void) | null = null;
  const rig = createRig(
    {},
    {
      ...memory,
      async docState(workspace, doc) {
        const state = await memory.docState(workspace, doc);
        await new Promise<void>((resolve) => (open = resolve));
        return state;
      },
    },
  );
  const desktop = await rig.joined('a');
  const member = roomClient(rig.room(DOC));
  await settle();
  await desktop.push(writing(1, { name: 'Acme' }));
  (open as (() => void) | null)?.();
  await member.sync();
  expect(member.record.get('name')).toBe('Acme');
});

test('who comes while the last edit of who left is being stored hears of it', async () => {
  let release: (() => void) | null = null;
  let held = false;
  const rig = createRig({
    commitGate: () =>
      held
        ? new Promise((done) => (release = () => done('commit')))
        : Promise.resolve('commit' as const),
  });
  (await rig.joined('a')).session.closed();
  const member = roomClient(rig.room(DOC));
  await member.sync();
  held = true;
  member.record.set('name', 'Acme');
  await settle();
  member.wire.session.closed();
  await settle();
  const desktop = await rig.joined('b');
  held = false;
  (release as (() => void) | null)?.();
  await settle();
  expect(envelopesHeard(desktop)).toHaveLength(1);
});
