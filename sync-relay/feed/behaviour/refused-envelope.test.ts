import { expect, test } from 'vitest';
import { ENVELOPE_MAX_BYTES, encodeEnvelope } from '../../../crm/contracts/envelope.contract.ts';
import { createRig } from '../../rig/core-rig.ts';
import {
  fieldsUpdate,
  sampleBytes,
  sampleDoc,
  sampleEnvelope,
} from '../../rig/sample-envelopes.ts';

const bad = (part: object) => encodeEnvelope({ ...sampleEnvelope({ device: 'a', n: 1 }), ...part });
const op = (update: Uint8Array) => [{ doc: sampleDoc(1), scope: 'workspace', update }] as const;

test.each([
  [
    'an update that is none',
    bad({ ops: op(new Uint8Array([9, 9, 9, 9])) }),
    'malformed-envelope',
    'never',
  ],
  [
    'a document that is none',
    bad({ ops: [{ ...op(fieldsUpdate({}))[0], doc: 'deal/1' }] }),
    'malformed-envelope',
    'never',
  ],
  ['a cut envelope', bad({}).slice(0, 40), 'malformed-envelope', 'never'],
  ['an envelope of another desktop', bad({ device: 'b' }), 'device-mismatch', 'never'],
  ['a scope of a later version', bad({ scope: 'team' }), 'protocol-too-new', 'later'],
  [
    'a number for a record that it does not write',
    bad({ numbering: [{ doc: sampleDoc(2), field: 'number' }] }),
    'malformed-envelope',
    'never',
  ],
  [
    'an envelope that is too large',
    bad({ ops: op(fieldsUpdate({ text: 'x'.repeat(ENVELOPE_MAX_BYTES) })) }),
    'envelope-too-large',
    'never',
  ],
] as const)(
  '%s is refused with its number, and the session goes on',
  async (_t, bytes, code, retry) => {
    const rig = createRig();
    const desktop = await rig.joined('a');
    const witness = await rig.joined('w');
    await desktop.push(bytes);
    const [refused] = desktop.heardOf('refuse');
    expect(refused).toMatchObject({ code, retry, n: 1 });
    expect(refused!.why).not.toBe('');
    expect(desktop.closedWith()).toBeNull();
    await desktop.push(sampleBytes({ device: 'a', n: 1 }));
    expect(desktop.heardOf('ack')[0]?.acks).toEqual([{ n: 1, seq: 1 }]);
    expect(witness.heardOf('entries')).toHaveLength(1);
  },
);

test('bytes that do not even tell a number end the session', async () => {
  const desktop = await createRig().joined('a');
  await desktop.push(new Uint8Array([255, 255, 255]));
  expect(desktop.heardOf('refuse')[0]).toMatchObject({ code: 'malformed-frame', n: 0 });
  expect(desktop.closedWith()).toBe(4400);
});
