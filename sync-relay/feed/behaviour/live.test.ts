import { expect, test } from 'vitest';
import { decodeEnvelope } from '../../../crm/contracts/envelope.contract.ts';
import { encodeClientMessage } from '../../../crm/contracts/feed.contract.ts';
import { createRig, SAMPLE_EPOCH } from '../../rig/core-rig.ts';
import { sampleBytes } from '../../rig/sample-envelopes.ts';
import { createMemoryStorage } from '../../storage/memory-storage.ts';

test('a push is acknowledged, then announced: empty to its author, whole to the others', async () => {
  const rig = createRig();
  const anna = await rig.joined('anna');
  const ben = await rig.joined('ben');
  const bytes = sampleBytes({ device: 'anna', n: 1 });
  await anna.push(bytes);

  const [, , ack, own] = anna.heard();
  expect(ack).toEqual({ type: 'ack', acks: [{ n: 1, seq: 1 }] });
  expect(own).toEqual({
    type: 'entries',
    after: 0,
    upTo: 1,
    list: [{ seq: 1, envelope: new Uint8Array() }],
  });
  expect(ben.heardOf('entries')).toEqual([
    { type: 'entries', after: 0, upTo: 1, list: [{ seq: 1, envelope: bytes }] },
  ]);
  expect(ben.heardOf('ack')).toEqual([]);
});

test('envelopes of one frame share one acknowledgement', async () => {
  const desktop = await createRig().joined('a');
  await desktop.push(...[1, 2, 3].map((n) => sampleBytes({ device: 'a', n })));
  expect(desktop.heardOf('ack')).toEqual([
    { type: 'ack', acks: [1, 2, 3].map((n) => ({ n, seq: n })) },
  ]);
});

test('everybody hears the same entries in the same order, without gaps, whoever pushes when', async () => {
  const rig = createRig();
  const devices = ['a', 'b', 'c'];
  const desktops = await Promise.all(devices.map((device) => rig.joined(device)));
  for (let n = 1; n <= 30; n++) {
    await Promise.all(
      desktops.map((desktop, index) => desktop.push(sampleBytes({ device: devices[index]!, n }))),
    );
  }
  for (const desktop of desktops) {
    let cursor = 0;
    for (const { after, upTo, list } of desktop.heardOf('entries')) {
      expect(after).toBe(cursor);
      expect(list.map(({ seq }) => seq)).toEqual(
        Array.from({ length: upTo - after }, (_, index) => after + 1 + index),
      );
      cursor = upTo;
    }
    expect(cursor).toBe(90);
  }
});

test('an empty envelope uses up its number: a quarantined change leaves no hole', async () => {
  const desktop = await createRig().joined('a');
  await desktop.push(
    sampleBytes({ device: 'a', n: 1, ops: [] }),
    sampleBytes({ device: 'a', n: 2 }),
  );
  expect(desktop.heardOf('ack')[0]?.acks).toHaveLength(2);
});

test('a ping is answered with the last number sent, so that a lost frame is noticed', async () => {
  const desktop = await createRig().joined('a');
  await desktop.say({ type: 'ping' });
  await desktop.push(sampleBytes({ device: 'a', n: 1 }), sampleBytes({ device: 'a', n: 2 }));
  await desktop.say({ type: 'ping' });
  expect(desktop.heardOf('pong').map(({ sent }) => sent)).toEqual([0, 2]);
});

test('the author’s envelope arrives byte for byte', async () => {
  const rig = createRig();
  const anna = await rig.joined('anna');
  await anna.push(sampleBytes({ device: 'anna', n: 1, label: 'Zoë → München' }));
  const ben = await rig.joined('ben', 0);
  const late = await rig.joined('late', 1);
  await anna.push(sampleBytes({ device: 'anna', n: 2, label: 'Zoë → München' }));
  for (const desktop of [ben, late]) {
    const decoded = decodeEnvelope(desktop.heardOf('entries')[0]!.list[0]!.envelope);
    expect(decoded.ok && decoded.envelope.label).toBe('Zoë → München');
  }
});

test('an entry is delivered at whatever moment of another delivery it is committed', async () => {
  for (let turns = 0; turns < 60; turns++) {
    const memory = createMemoryStorage({ epoch: SAMPLE_EPOCH });
    const rig = createRig(
      { limits: { tailBytesMax: 0 } },
      {
        ...memory,
        async readEntries(...range) {
          for (let turn = 0; turn < turns; turn++) await Promise.resolve();
          return memory.readEntries(...range);
        },
      },
    );
    const author = await rig.joined('a');
    const witness = await rig.joined('w');
    for (let n = 1; n <= 2; n++) {
      const envelopes = [sampleBytes({ device: 'a', n })];
      author.session.receive(encodeClientMessage({ type: 'push', envelopes }));
      for (let turn = 0; turn < 25; turn++) await Promise.resolve();
    }
    await rig.pass(1);
    expect(witness.heardOf('entries').at(-1)?.upTo).toBe(2);
  }
});
