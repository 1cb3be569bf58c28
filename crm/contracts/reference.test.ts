import { expect, test } from 'vitest';
import { isReference, referenceFrom } from './reference.ts';

test('a reference is short, is known as one, and has no letters that are taken for others', () => {
  for (let seed = 0; seed < 500; seed++) {
    const reference = referenceFrom(
      Uint8Array.from({ length: 8 }, (_, at) => (seed * 31 + at * 57) % 256),
    );
    expect(isReference(reference)).toBe(true);
    expect(reference.slice(2)).not.toMatch(/[01ILOU]/);
  }
  for (const other of ['P-123', 'T-12', '', undefined, 7]) expect(isReference(other)).toBe(false);
});
