import { expect, test } from 'vitest';
import { createRig } from '../../rig/core-rig.ts';
import { fieldsUpdate, sampleBytes, sampleDoc } from '../../rig/sample-envelopes.ts';

const LIMITS = { sendBufferBytesMax: 64 * 1024, tailBytesMax: 128 * 1024, sendStallMs: 5_000 };

function large(n: number): Uint8Array {
  const update = fieldsUpdate({ text: 'x'.repeat(20_000) });
  return sampleBytes({ device: 'a', n, ops: [{ doc: sampleDoc(n), scope: 'workspace', update }] });
}

test('a slow reader is sent no more than its buffer, and everything once it reads again', async () => {
  const rig = createRig({ limits: LIMITS });
  const author = await rig.joined('a');
  const slow = await rig.joined('slow');
  slow.holdFlush(true);
  for (let n = 1; n <= 40; n++) await author.push(large(n));
  const underWay = slow.frames.reduce((sum, frame) => sum + frame.byteLength, 0);
  // One frame more than the buffer can be under way: the one that filled it.
  expect(underWay).toBeLessThan(LIMITS.sendBufferBytesMax + 30_000);
  slow.holdFlush(false);
  await rig.pass(10);
  const seqs = slow.heardOf('entries').flatMap(({ list }) => list.map(({ seq }) => seq));
  expect(seqs).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test('a reader whose buffer never empties is disconnected', async () => {
  const rig = createRig({ limits: LIMITS });
  const author = await rig.joined('a');
  const dead = await rig.joined('dead');
  dead.holdFlush(true);
  for (let n = 1; n <= 8; n++) await author.push(large(n));
  await rig.pass(LIMITS.sendStallMs - 1);
  expect(dead.closedWith()).toBeNull();
  await rig.pass(2);
  expect(dead.closedWith()).not.toBeNull();
  expect(author.closedWith()).toBeNull();
});
