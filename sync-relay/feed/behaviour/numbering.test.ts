import { expect, test } from 'vitest';
import { decodeEnvelope } from '../../../crm/contracts/envelope.contract.ts';
import { NUMBER_CLAIM_MAX } from '../numbering.ts';
import { createRig, SAMPLE_EPOCH } from '../../rig/core-rig.ts';
import { fieldsUpdate, recordOf, sampleBytes, sampleDoc } from '../../rig/sample-envelopes.ts';

const ticket = (index: number) => sampleDoc(index, 'ticket');

/** Of two values that know nothing of each other Yjs takes the one of the higher client id. */
function brought(
  device: string,
  n: number,
  index: number,
  number: unknown,
  clientId?: number,
): Uint8Array {
  const update = fieldsUpdate({ number }, clientId);
  return sampleBytes({
    device,
    n,
    ops: [{ doc: ticket(index), scope: 'workspace', update }],
    numbering: [{ doc: ticket(index), field: 'number' }],
  });
}

/** The state of every ticket as a desktop gets it that joins now. */
async function numbersIn(rig: ReturnType<typeof createRig>): Promise<Map<string, unknown>> {
  const joiner = await rig.joined('joiner');
  const docs = joiner.heardOf('snapshots').flatMap((snapshots) => snapshots.docs);
  return new Map(docs.map(({ doc, state }) => [doc, recordOf(state)['number']]));
}

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
  expect(decoded.ok && [decoded.envelope.n, decoded.envelope.changes[0]?.to]).toEqual([1, 2]);
});

test('two desktops that bring one file back agree, and later numbers come after it', async () => {
  const rig = createRig();
  const [anna, ben] = [await rig.joined('anna'), await rig.joined('ben')];
  await Promise.all([anna.push(brought('anna', 1, 1, 41)), ben.push(brought('ben', 1, 1, 41))]);
  await ben.push(creation('ben', 2, 2));
  expect(await numbersIn(rig)).toEqual(
    new Map([
      [ticket(1), 41],
      [ticket(2), 42],
    ]),
  );
});

test.each([
  [1, 2],
  [2, 1],
  [2 ** 32 - 1, 2 ** 32 - 2],
  [2 ** 32 - 2, 2 ** 32 - 1],
])(
  'what a desktop says its number is never beats what the relay gave (%i, %i)',
  async (ofBen, ofAnna) => {
    const rig = createRig();
    const [anna, ben] = [await rig.joined('anna'), await rig.joined('ben')];
    await anna.push(creation('anna', 1, 1));
    await ben.push(brought('ben', 1, 1, 9, ofBen));
    await ben.push(brought('ben', 2, 2, 1, ofBen));
    await anna.push(brought('anna', 2, 1, 5, ofAnna));
    expect(await numbersIn(rig)).toEqual(
      new Map([
        [ticket(1), 1],
        [ticket(2), 2],
      ]),
    );
  },
);

test.each([0, -3, 1.5, '7', NUMBER_CLAIM_MAX + 1, Number.MAX_SAFE_INTEGER])(
  'a number such as nobody has (%s) is replaced by the next one',
  async (number) => {
    const rig = createRig();
    await (await rig.joined('a')).push(brought('a', 1, 1, number));
    expect(await numbersIn(rig)).toEqual(new Map([[ticket(1), 1]]));
  },
);
