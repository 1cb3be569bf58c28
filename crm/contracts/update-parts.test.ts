import * as fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import type { Json } from '../kernel/field-kind.ts';
import { ByteWriter } from './byte-writer.ts';
import { PartReader, PartWriter } from './update-parts.ts';

const PLENTY = 1_000_000;

type Part =
  | { readonly once: Uint8Array }
  | { readonly again: string; readonly bytes: Uint8Array }
  | { readonly field: string; readonly value: Json };

const headOf = (name: string): Uint8Array => new TextEncoder().encode(`<${name}>`.repeat(12));
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ once: fc.uint8Array({ minLength: 1, maxLength: 200 }) }),
  fc.constantFrom('1', '2').map((again) => ({ again, bytes: headOf(again) })),
  fc.record({
    field: fc.constantFrom('a', 'b'),
    value: fc.oneof(
      fc.constantFrom('Won', 'Lost', 'ü'.repeat(64), true, false),
      fc.jsonValue() as fc.Arbitrary<Json>,
    ),
  }),
);
const updates = fc.array(fc.array(part, { maxLength: 10 }), { maxLength: 80 });

function plain(parts: readonly Part[]): Uint8Array {
  return encoding.encode((encoder) => {
    for (const one of parts) {
      if ('once' in one) encoding.writeUint8Array(encoder, one.once);
      else if ('again' in one) encoding.writeUint8Array(encoder, one.bytes);
      else {
        encoding.writeUint8Array(encoder, headOf(one.field));
        encoding.writeAny(encoder, one.value as never);
      }
    }
  });
}

function written(all: readonly (readonly Part[])[]) {
  const writer = new ByteWriter(256);
  const parts = new PartWriter(writer);
  const places: number[] = [];
  for (const update of all) {
    places.push(writer.length);
    for (const one of update) {
      if ('once' in one) parts.once((to) => to.raw(one.once));
      else if ('again' in one) parts.again(one.again, (to) => to.raw(one.bytes));
      else parts.withValue(one.field, headOf(one.field), one.value);
    }
    parts.end();
  }
  return { bytes: writer.copy(), parts, places };
}

describe('updates in parts', () => {
  it('are read as they were written, one after the other and each by itself', () => {
    fc.assert(
      fc.property(updates, (all) => {
        const { bytes, parts, places } = written(all);
        const reader = new PartReader(bytes);
        let at = 0;
        for (const [index, update] of all.entries()) {
          const wanted = plain(update);
          expect(reader.read(at, PLENTY)).toEqual(wanted);
          at = reader.at;
          const single = new PartReader(bytes, parts.pieces);
          expect(single.read(places[index] ?? 0, PLENTY)).toEqual(wanted);
        }
        expect(at).toBe(bytes.length);
        const whole = all.reduce((sum, update) => sum + plain(update).length, 0);
        expect(parts.wholeBytes).toBe(whole);
      }),
    );
  });

  it('say what comes again once', () => {
    const same: Part[] = [{ field: 'a', value: 'Won' }];
    const { bytes } = written(Array.from({ length: 100 }, () => same));
    expect(bytes.length).toBeLessThan(plain(same).length + 2 + 2 * 100);
  });

  it('of any bytes are read or refused, and nothing is read beyond their end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const inLarger = new Uint8Array(200).fill(1);
        inLarger.set(bytes, 70);
        const reader = new PartReader(inLarger.subarray(70, 70 + bytes.length));
        const read = reader.read(0, PLENTY);
        if (read === undefined) return;
        expect(reader.at).toBeLessThanOrEqual(bytes.length);
        expect(read).toEqual(new PartReader(bytes).read(0, PLENTY));
      }),
      { numRuns: 2000 },
    );
  });

  it('that name a large piece often are refused before they take memory', () => {
    const bytes = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint8Array(encoder, new Uint8Array(1000));
      for (let time = 0; time < 1_000_000; time++) encoding.writeVarUint(encoder, 3);
      encoding.writeVarUint(encoder, 0);
    });
    const reader = new PartReader(bytes);
    expect(reader.read(0, PLENTY)).toBeUndefined();
    expect(reader.at).toBeLessThan(5000);
    expect(decoding.createDecoder(bytes).arr.length).toBeGreaterThan(PLENTY);
  });
});
