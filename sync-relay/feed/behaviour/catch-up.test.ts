import { expect, test } from 'vitest';
import { CHUNK_TARGET_BYTES } from '../../../crm/contracts/feed.contract.ts';
import { createRig, type FeedWire } from '../../rig/core-rig.ts';
import { fieldOf, fieldsUpdate, sampleBytes, sampleDoc } from '../../rig/sample-envelopes.ts';

async function withEntries(count: number, bytesEach = 0) {
  const rig = createRig();
  const author = await rig.joined('author');
  for (let n = 1; n <= count; n++) {
    const update = fieldsUpdate({ name: n, text: 'x'.repeat(bytesEach) });
    const ops = [{ doc: sampleDoc(n % 5), scope: 'workspace', update }] as const;
    await author.push(sampleBytes({ device: 'author', n, ops }));
  }
  return { rig, author };
}

function seqs(desktop: FeedWire): number[] {
  return desktop.heardOf('entries').flatMap(({ list }) => list.map(({ seq }) => seq));
}

test('a known cursor is continued with entries only', async () => {
  const { rig } = await withEntries(10);
  const desktop = await rig.joined('b', 6);
  expect(desktop.heardOf('snapshots')).toEqual([]);
  expect(desktop.heardOf('entries')[0]?.after).toBe(6);
  expect(seqs(desktop)).toEqual([7, 8, 9, 10]);
});

test('a cursor at the head brings nothing', async () => {
  const { rig } = await withEntries(3);
  const desktop = await rig.joined('b', 3);
  expect(desktop.heard().map(({ type }) => type)).toEqual(['welcome']);
});

test('long history comes in chunks that join without gaps', async () => {
  const { rig } = await withEntries(12, 100_000);
  const fresh = rig.restart();
  const desktop = await fresh.joined('b', 2);
  const frames = desktop.heardOf('entries');
  expect(frames.length).toBeGreaterThan(3);
  let cursor = 2;
  for (const { after, upTo, list } of frames) {
    expect(after).toBe(cursor);
    cursor = upTo;
    const bytes = list.reduce((sum, { envelope }) => sum + envelope.byteLength, 0);
    expect(bytes).toBeLessThan(CHUNK_TARGET_BYTES + 110_000);
  }
  expect(seqs(desktop)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test.each([
  ['the start', { cursor: 0 }],
  ['a cursor of another epoch', { cursor: 2, epoch: 'another' }],
  ['a cursor beyond the head, of a log that was restored from a backup', { cursor: 99 }],
])('%s is answered with snapshots', async (_title, hello) => {
  const { rig } = await withEntries(10);
  const desktop = rig.feed();
  await desktop.hello({ device: 'b', epoch: rig.core.epoch, ...hello });
  const snapshots = desktop.heardOf('snapshots');
  expect(snapshots.at(-1)).toMatchObject({ upTo: 10, total: 5, done: true });
  expect(snapshots.flatMap(({ docs }) => docs)).toHaveLength(5);
  expect(desktop.heardOf('entries')).toEqual([]);
});

test('an empty workspace is a snapshot of nothing, so that a first sync always ends', async () => {
  const desktop = await createRig().joined('a');
  expect(desktop.heardOf('snapshots')).toEqual([
    { type: 'snapshots', upTo: 0, total: 0, done: true, docs: [] },
  ]);
});

test('snapshots come in parts, only the last says done, and entries follow from there', async () => {
  const { rig, author } = await withEntries(15, 100_000);
  const desktop = rig.feed();
  desktop.holdFlush(true);
  await desktop.hello({ device: 'b' });
  await author.push(sampleBytes({ device: 'author', n: 16 }));
  desktop.holdFlush(false);
  await rig.pass(10);
  const snapshots = desktop.heardOf('snapshots');
  expect(snapshots.length).toBeGreaterThan(1);
  expect(snapshots.map(({ done }) => done)).toEqual([
    ...Array.from({ length: snapshots.length - 1 }, () => false),
    true,
  ]);
  expect(new Set(snapshots.map(({ upTo }) => upTo)).size).toBe(1);
  const upTo = snapshots[0]!.upTo;
  expect(seqs(desktop)).toEqual(Array.from({ length: 16 - upTo }, (_, index) => upTo + 1 + index));
  const docs = new Map(
    snapshots.flatMap((part) => part.docs.map(({ doc, state }) => [doc, state])),
  );
  expect(fieldOf(docs.get(sampleDoc(0))!, 'text')).toHaveLength(100_000);
});
