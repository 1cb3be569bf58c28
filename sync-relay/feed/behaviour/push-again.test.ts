import { expect, test } from 'vitest';
import { createRig } from '../../rig/core-rig.ts';
import { sampleBytes } from '../../rig/sample-envelopes.ts';

const bytes = (n: number) => sampleBytes({ device: 'a', n });

test('a repeated push is acknowledged under its old number and announced to nobody', async () => {
  const rig = createRig();
  const first = await rig.joined('a');
  await first.push(bytes(1), bytes(2));
  first.session.closed();
  const witness = await rig.joined('w', 2);
  const again = await rig.joined('a', 2);
  await again.push(bytes(1), bytes(2), bytes(3));
  expect(again.heardOf('ack')).toEqual([
    {
      type: 'ack',
      acks: [
        { n: 1, seq: 1 },
        { n: 2, seq: 2 },
        { n: 3, seq: 3 },
      ],
    },
  ]);
  expect(witness.heardOf('entries').flatMap(({ list }) => list.map(({ seq }) => seq))).toEqual([3]);
});

test('two sessions of one desktop push the same: it is in the log once', async () => {
  const rig = createRig();
  const [half, whole] = [await rig.joined('a'), await rig.joined('a')];
  await Promise.all([half.push(bytes(1)), whole.push(bytes(1))]);
  expect([half, whole].map((end) => end.heardOf('ack')[0]?.acks)).toEqual([
    [{ n: 1, seq: 1 }],
    [{ n: 1, seq: 1 }],
  ]);
  expect((await rig.joined('w', 1)).heardOf('welcome')[0]?.head).toBe(1);
});

test('another envelope under a used number is a clash of identities: refused for good', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  await desktop.push(bytes(1));
  await desktop.push(sampleBytes({ device: 'a', n: 1, txId: 'copied' }));
  expect(desktop.heardOf('refuse')[0]).toMatchObject({
    code: 'device-clash',
    retry: 'never',
    n: 1,
  });
  expect(desktop.closedWith()).toBeNull();
});

test('a gap is refused for now, and what follows in order is taken', async () => {
  const desktop = await createRig().joined('a');
  await desktop.push(bytes(1), bytes(3));
  expect(desktop.heardOf('refuse')[0]).toMatchObject({
    code: 'envelope-out-of-order',
    retry: 'later',
    n: 3,
  });
  await desktop.push(bytes(2), bytes(3));
  expect(desktop.heardOf('ack').flatMap(({ acks }) => acks.map(({ n }) => n))).toEqual([1, 2, 3]);
});
