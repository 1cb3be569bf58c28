import { expect, test } from 'vitest';
import { createRig } from '../../rig/core-rig.ts';
import { fieldsUpdate, recordOf, sampleBytes, sampleDoc } from '../../rig/sample-envelopes.ts';

const doc = sampleDoc(1);
const write = (n: number, bytes = 0) =>
  sampleBytes({
    device: 'a',
    n,
    ops: [{ doc, scope: 'workspace', update: fieldsUpdate({ [`f${n}`]: 'x'.repeat(bytes) }) }],
  });

test('a document is sent whole to who asks for it', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  await desktop.push(write(1), write(2));
  await desktop.say({ type: 'fetchDoc', doc });
  const [answer] = desktop.heardOf('doc');
  expect(answer?.doc).toBe(doc);
  expect(recordOf(answer!.state)).toEqual({ f1: '', f2: '' });
});

test.each([sampleDoc(99), 'not a document'])('%s, which nobody wrote, is empty', async (name) => {
  const desktop = await createRig().joined('a');
  await desktop.say({ type: 'fetchDoc', doc: name });
  await desktop.say({ type: 'fetchHistory', doc: name, before: 0 });
  expect(desktop.heardOf('doc')).toEqual([{ type: 'doc', doc: name, state: new Uint8Array() }]);
  expect(desktop.heardOf('history')).toEqual([
    { type: 'history', doc: name, done: true, list: [] },
  ]);
});

test('history comes newest first, in parts, until done', async () => {
  const rig = createRig();
  const desktop = await rig.joined('a');
  for (let n = 1; n <= 6; n++) await desktop.push(write(n, 100_000));
  await desktop.push(sampleBytes({ device: 'a', n: 7 }));
  await desktop.say({ type: 'fetchHistory', doc, before: 0 });
  const parts = desktop.heardOf('history');
  expect(parts.flatMap(({ list }) => list.map(({ seq }) => seq))).toEqual([6, 5, 4, 3, 2, 1]);
  expect(parts.map(({ done }) => done)).toEqual([false, true]);
});

test('history starts below the number that was asked for', async () => {
  const desktop = await createRig().joined('a');
  for (let n = 1; n <= 4; n++) await desktop.push(write(n));
  await desktop.say({ type: 'fetchHistory', doc, before: 3 });
  const [part] = desktop.heardOf('history');
  expect(part?.list.map(({ seq }) => seq)).toEqual([2, 1]);
});

test('questions are answered in order, each when the answer before has gone out', async () => {
  const rig = createRig({ limits: { sendBufferBytesMax: 1 } });
  const desktop = await rig.joined('a');
  await desktop.push(write(1));
  desktop.holdFlush(true);
  await desktop.say({ type: 'fetchDoc', doc });
  await desktop.say({ type: 'fetchHistory', doc, before: 0 });
  expect(desktop.heardOf('doc')).toHaveLength(1);
  expect(desktop.heardOf('history')).toHaveLength(0);
  desktop.holdFlush(false);
  await rig.pass(1);
  expect(desktop.heardOf('history')).toHaveLength(1);
});
