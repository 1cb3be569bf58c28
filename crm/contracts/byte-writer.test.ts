import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { ByteWriter } from './byte-writer.ts';

const SEED = 20_260_101;

test('writes whole numbers, texts and bytes as lib0 does', () => {
  const writer = new ByteWriter();
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.uint8Array({ maxLength: 300 }),
      (number, text, bytes) => {
        writer.varUint(number);
        writer.varString(text);
        writer.varBytes(bytes);
        writer.raw(bytes);
        writer.uint8(7);
        const expected = encoding.encode((encoder) => {
          encoding.writeVarUint(encoder, number);
          encoding.writeVarString(encoder, text);
          encoding.writeVarUint8Array(encoder, bytes);
          encoding.writeUint8Array(encoder, bytes);
          encoding.writeUint8(encoder, 7);
        });
        expect(writer.take()).toEqual(expected);
      },
    ),
    { seed: SEED },
  );
});

test('writes texts whose bytes are counted in more digits than their letters as lib0 does', () => {
  const writer = new ByteWriter();
  for (const letter of ['a', 'ü', '漢', '🙂'])
    for (const length of [1, 31, 32, 42, 43, 63, 64, 127, 128, 129, 5461, 5462, 8192, 20_000]) {
      const text = letter.repeat(length);
      writer.varString(text);
      expect(writer.take()).toEqual(
        encoding.encode((encoder) => encoding.writeVarString(encoder, text)),
      );
    }
});

test('says before something how long it is', () => {
  const writer = new ByteWriter(64);
  for (const length of [0, 1, 63, 64, 127, 128, 16_383, 16_384]) {
    const bytes = new Uint8Array(length).fill(7);
    const opened = writer.open();
    writer.raw(bytes);
    writer.close(opened, 1);
    expect(writer.take()).toEqual(
      encoding.encode((encoder) => encoding.writeVarUint8Array(encoder, bytes)),
    );
  }
});

test('writes any JSON as lib0 does', () => {
  const writer = new ByteWriter();
  const specials = fc.constantFrom(0, -0, -1, 64, -64, 2 ** 31 - 1, -(2 ** 31), 2 ** 40, 1.5, '');
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), specials), (value) => {
      writer.any(value);
      expect(writer.take()).toEqual(
        encoding.encode((encoder) => encoding.writeAny(encoder, value as never)),
      );
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('what was taken stays as it was, however much is written after it', () => {
  const writer = new ByteWriter();
  const texts = Array.from({ length: 5000 }, (_, index) => `record ${index} `.repeat(5));
  const taken = texts.map((text) => {
    writer.varString(text);
    return writer.take();
  });
  for (const [index, text] of texts.entries())
    expect(taken[index]).toEqual(
      encoding.encode((encoder) => encoding.writeVarString(encoder, text)),
    );
});

test('a copy is of its own, and what is taken before and after it stays whole', () => {
  const writer = new ByteWriter(16);
  writer.varString('before');
  const before = writer.take();
  writer.varString('a first text that needs another block');
  const first = writer.copy();
  writer.varString('a second one');
  const second = writer.copy();
  const texts = [before, first, second].map((bytes) => new TextDecoder().decode(bytes.subarray(1)));
  expect(texts).toEqual(['before', 'a first text that needs another block', 'a second one']);
  expect(first.buffer.byteLength).toBe(first.length);
});
