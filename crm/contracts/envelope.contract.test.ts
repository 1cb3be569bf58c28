import * as fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import { derivedId, docName } from '../kernel/ids.ts';
import {
  decodeEnvelope,
  encodeEnvelope,
  ENVELOPE_MAX_OPS,
  ENVELOPE_VERSION_IN_PARTS,
  readEnvelopeHead,
  type Envelope,
  type OpInParts,
} from './envelope.contract.ts';
import { EMPTY_ENVELOPE } from './empty-envelope.fixture.ts';
import type { PartWriter } from './update-parts.ts';

const doc = fc
  .tuple(fc.constantFrom('deal', 'contact', 'ticket'), fc.nat(50))
  .map(([entity, index]) => docName(entity, derivedId(entity, String(index))));
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
/** lib0 cannot carry a key named `__proto__`; no field is named so. */
const json = fc
  .jsonValue({ maxDepth: 2 })
  .filter((value) => !JSON.stringify(value).includes('"__proto__"')) as fc.Arbitrary<null>;

const envelope: fc.Arbitrary<Envelope> = fc.record({
  txId: text,
  device: text,
  n: fc.integer({ min: 1, max: 1_000_000 }),
  actor: text,
  atMs: fc.maxSafeNat(),
  scope: fc.constant('workspace' as const),
  batch: text,
  label: text,
  undoes: text,
  changes: fc.array(
    fc.record({
      doc,
      slot: fc.oneof(
        fc.record({ field: fc.constantFrom('amount', 'createdAt') }),
        fc.record({ field: fc.constant('tags'), member: fc.constant('vip') }),
        fc.record({
          field: fc.constant('lines'),
          row: fc.constant('r1'),
          column: fc.constant('price'),
        }),
      ),
      from: json,
      to: json,
    }),
    { maxLength: 5 },
  ),
  ops: fc.array(
    fc.record({
      doc,
      scope: fc.constant('workspace' as const),
      update: fc.uint8Array({ maxLength: 30 }),
    }),
    { maxLength: 5 },
  ),
  numbering: fc.array(fc.record({ doc, field: fc.constant('number') }), { maxLength: 3 }),
});

type WriteParts = OpInParts['writeParts'];

const tenTimes =
  (write: WriteParts): WriteParts =>
  (parts) => {
    for (let time = 0; time < 10; time++) write(parts);
  };

function opInParts(
  index: number,
  fields: readonly (readonly [string, string | number | boolean])[],
): OpInParts {
  const head = (field: string): Uint8Array => new TextEncoder().encode(`${field}=`);
  return {
    doc: docName('deal', derivedId('deal', String(index))),
    scope: 'workspace',
    update: encoding.encode((encoder) => {
      for (const [field, value] of fields) {
        encoding.writeUint8Array(encoder, head(field));
        encoding.writeAny(encoder, value);
      }
    }),
    writeParts: (parts) => {
      for (const [field, value] of fields) parts.withValue(field, head(field), value);
    },
    keptIn: () => undefined,
  };
}

/** Minus zero and plus zero are one number on the wire. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function codeOf(part: object): string | null {
  const decoded = decodeEnvelope(encodeEnvelope({ ...EMPTY_ENVELOPE, ...part }));
  return decoded.ok ? null : decoded.code;
}

describe('an envelope', () => {
  test('says the same when it is read', () => {
    fc.assert(
      fc.property(envelope, (written) => {
        const decoded = decodeEnvelope(encodeEnvelope(written));
        expect(decoded.ok && asJson(decoded.envelope)).toEqual(asJson(written));
      }),
      { numRuns: 300 },
    );
  });

  test('names its creations by the operations that hold them, and says the same when it is read', () => {
    const at = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z');
    const written = fc
      .tuple(
        fc.array(doc, { minLength: 1, maxLength: 12 }),
        fc.infiniteStream(fc.tuple(fc.nat(3), at)),
      )
      .map(([docs, choices]): Envelope => {
        const changes = docs.flatMap((name) => {
          const [kind, to] = choices.next().value!;
          const creation = { doc: name, slot: { field: 'createdAt' }, from: null, to };
          const other = { doc: name, slot: { field: 'amount' }, from: null, to: 7 };
          return [[creation], [creation, other], [other], []][kind] ?? [];
        });
        const ops = docs.map((name) => ({
          doc: name,
          scope: 'workspace' as const,
          update: new Uint8Array(),
        }));
        return { ...EMPTY_ENVELOPE, changes, ops };
      });
    fc.assert(
      fc.property(written, (before) => {
        const decoded = decodeEnvelope(encodeEnvelope(before));
        expect(decoded.ok && decoded.envelope).toEqual(before);
      }),
    );
  });

  test.each([
    [
      'an operation twice',
      [
        [0, 0, 2],
        [2, 1, 1],
      ],
    ],
    ['operations that are not there', [[0, 1, 2]]],
    ['a place that is not there', [[5, 0, 1]]],
  ])('that names as created %s is refused', (_title, runs) => {
    const name = docName('deal', derivedId('x'));
    const ops = [name, name].map((one) => ({
      doc: one,
      scope: 'workspace' as const,
      update: new Uint8Array(),
    }));
    const creation = { doc: name, slot: { field: 'createdAt' }, from: null, to: 'now' };
    const bytes = encodeEnvelope({ ...EMPTY_ENVELOPE, changes: [creation, creation], ops });
    const good = JSON.stringify([{ at: 0, op: 0, count: 2, to: 'now' }]);
    const text = new TextDecoder('latin1').decode(bytes);
    expect(text).toContain(good);
    const bad = JSON.stringify(runs.map(([at, op, count]) => ({ at, op, count, to: 'now' })));
    const meta = /\{"changes.*\}(?=\u0002)/u.exec(text)?.[0] ?? '';
    const changed = meta.replace(good, bad);
    const length = (value: string): string => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, value.length);
      return new TextDecoder('latin1').decode(encoding.toUint8Array(encoder));
    };
    const forged = text.replace(length(meta) + meta, length(changed) + changed);
    expect(forged).not.toBe(text);
    expect(decodeEnvelope(bytes).ok).toBe(true);
    expect(decodeEnvelope(Uint8Array.from(forged, (char) => char.charCodeAt(0)))).toEqual({
      ok: false,
      code: 'malformed-envelope',
    });
  });

  test('of many new records names what their updates have in common, and says the same when it is read', () => {
    const fields = fc.uniqueArray(
      fc.tuple(fc.constantFrom('name', 'stage', 'owner'), fc.constantFrom('x', 'y', 'ü', 7, true)),
      { selector: ([field]) => field },
    );
    fc.assert(
      fc.property(fc.array(fields, { minLength: 8, maxLength: 60 }), fc.nat(), (records, cut) => {
        const ops = records.map((one, index) => opInParts(index, one));
        const plainOps = ops.map(({ doc: name, scope, update }) => ({ doc: name, scope, update }));
        const bytes = encodeEnvelope({ ...EMPTY_ENVELOPE, ops });
        expect(bytes[0]).toBe(ENVELOPE_VERSION_IN_PARTS);
        const decoded = decodeEnvelope(bytes);
        expect(decoded.ok && decoded.envelope).toEqual({ ...EMPTY_ENVELOPE, ops: plainOps });
        expect(readEnvelopeHead(bytes)?.ops).toBe(records.length);
        expect(decodeEnvelope(bytes.slice(0, cut % bytes.byteLength)).ok).toBe(false);
        expect(decodeEnvelope(Uint8Array.from([...bytes, 7])).ok).toBe(false);
        const wrong = bytes.slice();
        wrong[cut % bytes.byteLength]! ^= 1 << (cut % 8);
        expect(decodeEnvelope(wrong).ok).toBeTypeOf('boolean');
      }),
    );
  });

  test('of few records, or of some that are not new, is written as it always was', () => {
    const few = Array.from({ length: 7 }, (_, index) => opInParts(index, [['name', 'x']]));
    expect(encodeEnvelope({ ...EMPTY_ENVELOPE, ops: few })[0]).toBe(1);
    const many = Array.from({ length: 20 }, (_, index) => opInParts(index, [['name', 'x']]));
    expect(encodeEnvelope({ ...EMPTY_ENVELOPE, ops: [...many, op] })[0]).toBe(1);
  });

  test('whose updates would be larger than any envelope is refused', () => {
    const large = Array.from({ length: 8 }, (_, index) => ({
      ...opInParts(index, []),
      writeParts: (parts: PartWriter) => {
        for (let time = 0; time < 10; time++)
          parts.again('large', (writer) => writer.raw(new Uint8Array(10_000)));
      },
    }));
    const bytes = encodeEnvelope({ ...EMPTY_ENVELOPE, ops: large });
    expect(decodeEnvelope(bytes).ok).toBe(true);
    const parts = large.map((one) => ({ ...one, writeParts: tenTimes(one.writeParts) }));
    // Too large in parts, so it is written whole.
    expect(encodeEnvelope({ ...EMPTY_ENVELOPE, ops: parts })[0]).toBe(1);
    const text = [...bytes];
    const at = text.lastIndexOf(3);
    const bomb = [...text.slice(0, at), ...Array.from({ length: 500 }, () => 3), ...text.slice(at)];
    expect(decodeEnvelope(Uint8Array.from(bomb))).toEqual({
      ok: false,
      code: 'malformed-envelope',
    });
  });

  test('of any bytes is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeEnvelope(bytes).ok).toBeTypeOf('boolean');
      }),
      { numRuns: 3_000 },
    );
  });

  test('with one bit wrong is read or refused, and never throws', () => {
    fc.assert(
      fc.property(envelope, fc.nat(), fc.nat(7), (written, at, bit) => {
        const bytes = encodeEnvelope(written);
        bytes[at % bytes.byteLength]! ^= 1 << bit;
        expect(decodeEnvelope(bytes).ok).toBeTypeOf('boolean');
      }),
      { numRuns: 2_000 },
    );
  });

  test('that is cut short or goes on too long is refused', () => {
    fc.assert(
      fc.property(envelope, fc.nat(), (written, at) => {
        const bytes = encodeEnvelope(written);
        expect(decodeEnvelope(bytes.slice(0, at % bytes.byteLength)).ok).toBe(false);
        expect(decodeEnvelope(Uint8Array.from([...bytes, 7])).ok).toBe(false);
      }),
    );
  });

  test.each([
    ['another version', { bytes: Uint8Array.of(9, 1, 2) }, 'unknown-envelope-version'],
    ['nothing', { bytes: new Uint8Array() }, 'malformed-envelope'],
  ])('of %s is refused', (_title, { bytes }, code) => {
    expect(decodeEnvelope(bytes)).toEqual({ ok: false, code });
  });

  const op = {
    doc: docName('deal', derivedId('x')),
    scope: 'workspace' as const,
    update: new Uint8Array(),
  };
  test.each([
    ['a number of zero', { n: 0 }, 'malformed-envelope'],
    ['a label beyond 300 characters', { label: 'x'.repeat(301) }, 'malformed-envelope'],
    ['a scope that is not known', { scope: 'team' }, 'unknown-scope'],
    ['an op in a scope that is not known', { ops: [{ ...op, scope: 'team' }] }, 'unknown-scope'],
    ['an op on no document', { ops: [{ ...op, doc: 'deal/7' }] }, 'malformed-envelope'],
    [
      'too many ops',
      { ops: Array.from({ length: ENVELOPE_MAX_OPS + 1 }, () => op) },
      'malformed-envelope',
    ],
    [
      'a change of no document',
      { changes: [{ doc: 'x', slot: { field: 'a' }, from: null, to: 1 }] },
      'malformed-envelope',
    ],
    [
      'a change of nothing',
      { changes: [{ doc: op.doc, slot: {}, from: null, to: 1 }] },
      'malformed-envelope',
    ],
    [
      'numbering without a field',
      { numbering: [{ doc: op.doc, field: '' }] },
      'malformed-envelope',
    ],
  ])('with %s is refused', (_title, part, code) => {
    expect(codeOf(part)).toBe(code);
  });

  test('whose changes are nested without end is refused, not crashed on', () => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    for (const text of ['t', 'd']) encoding.writeVarString(encoder, text);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, '');
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, 'workspace');
    for (let index = 0; index < 3; index++) encoding.writeVarString(encoder, '');
    // lib0 "any": 117 is an array, of one element, which is an array …
    for (let depth = 0; depth < 1_000_000; depth++) {
      encoding.writeUint8(encoder, 117);
      encoding.writeUint8(encoder, 1);
    }
    expect(decodeEnvelope(encoding.toUint8Array(encoder))).toEqual({
      ok: false,
      code: 'malformed-envelope',
    });
  });
});

test('the head of an envelope says what the whole of it says, and a cut one says nothing', () => {
  fc.assert(
    fc.property(envelope, (value) => {
      const bytes = encodeEnvelope(value);
      const { label, atMs, ops } = value;
      expect(readEnvelopeHead(bytes)).toEqual({ label, atMs, ops: ops.length });
      expect(readEnvelopeHead(bytes.subarray(0, 3))).toBeNull();
    }),
  );
});
