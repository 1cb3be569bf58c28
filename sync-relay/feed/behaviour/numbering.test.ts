import { expect, test } from 'vitest';
import { decodeEnvelope } from '../../../crm/contracts/envelope.contract.ts';
import { createRig, SAMPLE_EPOCH } from '../../rig/core-rig.ts';
import { fieldsUpdate, recordOf, sampleBytes, sampleDoc } from '../../rig/sample-envelopes.ts';

const ticket = (index: number) => sampleDoc(index, 'ticket');

function creation(device: string, n: number, ...tickets: number[]): Uint8Array {
  return sampleBytes({
    device,
    n,
    ops: tickets.map((index) => ({
      doc: ticket(index),
      scope: 'workspace',
      update: fieldsUpdate({ subject: `from ${device}` }),
    })),
    numbering: tickets.map((index) => ({ doc: ticket(index), field: 'number' })),
  });
}

test('the number follows the creation as an envelope of the relay', async () => {
  const desktop = await createRig().joined('a');
  await desktop.push(creation('a', 1, 1, 2));
  const { list, upTo } = desktop.heardOf('entries')[0]!;
  expect(upTo).toBe(2);
  const decoded = decodeEnvelope(list[1]!.envelope);
  if (!decoded.ok) throw new Error(decoded.code);
  const { envelope } = decoded;
  expect(envelope).toMatchObject({ device: `relay:${SAMPLE_EPOCH}`, n: 1, actor: '' });
  expect(envelope.changes).toEqual(
    [1, 2].map((number) => ({
      doc: ticket(number),
      slot: { field: 'number' },
      from: null,
      to: number,
    })),
  );
  expect(envelope.ops.map(({ doc, update }) => [doc, recordOf(update)])).toEqual([
    [ticket(1), { number: 1 }],
    [ticket(2), { number: 2 }],
  ]);
});

test('one record created on two desktops gets one number, and no number is given twice', async () => {
  const rig = createRig();
  const [anna, ben] = [await rig.joined('anna'), await rig.joined('ben')];
  await Promise.all([anna.push(creation('anna', 1, 7)), ben.push(creation('ben', 1, 7))]);
  await anna.push(creation('anna', 2, 8));
  await anna.push(creation('anna', 2, 8));
  await ben.push(creation('ben', 2, 9));
  const joiner = await rig.joined('late');
  const numbers = joiner
    .heardOf('snapshots')
    .flatMap(({ docs }) => docs)
    .map(({ state }) => recordOf(state)['number']);
  expect(new Set(numbers)).toEqual(new Set([1, 2, 3]));
  expect(numbers).toHaveLength(3);
});

test('numbers go on where they were after a restart', async () => {
  const rig = createRig();
  await (await rig.joined('a')).push(creation('a', 1, 1));
  const after = rig.restart();
  const desktop = await after.joined('a', 2);
  await desktop.push(creation('a', 2, 2));
  const decoded = decodeEnvelope(desktop.heardOf('entries')[0]!.list[1]!.envelope);
  expect(decoded.ok && [decoded.envelope.n, decoded.envelope.changes[0]?.to]).toEqual([2, 2]);
});
