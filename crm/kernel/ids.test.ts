import { describe, expect, test } from 'vitest';
import {
  bodyName,
  derivedId,
  docName,
  DOC_NAME_MAX_CHARS,
  isId,
  newId,
  parseDocName,
} from './ids.ts';
import { randomInt, type Random } from './ports.ts';

/** Bytes that count up, so that every test sees the same. */
function countingRandom(): Random {
  let next = 0;
  return { bytes: (length) => Uint8Array.from({ length }, () => next++ % 256) };
}
const at = (ms: number) => ({ nowMs: () => ms });

describe('a new id', () => {
  test('is a UUID of version 7, variant 1, that begins with its milliseconds', () => {
    const id = newId(at(Date.UTC(2024, 0, 1)), countingRandom());
    expect(isId(id)).toBe(true);
    expect(id[14]).toBe('7');
    expect('89ab').toContain(id[19]);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2024, 0, 1));
  });

  test('sorts after every id of an earlier millisecond', () => {
    const random = countingRandom();
    const times = [0, 1, 255, 256, 65_536, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 48 - 1];
    const ids = times.map((ms) => newId(at(ms), random));
    expect(ids.toSorted()).toEqual(ids);
  });

  test('is another one in the same millisecond', () => {
    const random = countingRandom();
    expect(newId(at(5), random)).not.toBe(newId(at(5), random));
  });

  test('is an id also where the clock stands before 1970', () => {
    expect(isId(newId(at(-5), countingRandom()))).toBe(true);
  });
});

describe('a derived id', () => {
  test('is the same for the same cause on every desktop and in every version', () => {
    // SHA-256 of ["lead-1","deal"], its version and variant bits replaced.
    expect(derivedId('lead-1', 'deal')).toBe('93159eab-7189-8e98-996f-51f36ed5fa25');
  });

  test('is a UUID of version 8', () => {
    const id = derivedId('x');
    expect(isId(id)).toBe(true);
    expect(id[14]).toBe('8');
  });

  test('differs where the parts of the cause are cut differently', () => {
    expect(
      new Set([
        derivedId('ab', 'c'),
        derivedId('a', 'bc'),
        derivedId('abc'),
        derivedId('ab', 'c', ''),
      ]).size,
    ).toBe(4);
  });
});

describe('a document name', () => {
  const id = derivedId('x');
  test('is read back as what it was made of', () => {
    expect(parseDocName(docName('deal', id))).toEqual({ entity: 'deal', id, part: 'record' });
    expect(parseDocName(bodyName('deal', id))).toEqual({ entity: 'deal', id, part: 'body' });
  });

  test.each([
    '',
    'deal',
    `deal/${id}/notes`,
    `deal/${id}/body/x`,
    `Deal/${id}`,
    `../${id}`,
    `deal/${id.toUpperCase()}`,
    `deal/${id.slice(1)}`,
    `${'d'.repeat(41)}/${id}`,
    'x'.repeat(DOC_NAME_MAX_CHARS + 1),
  ])('%j is none', (name) => {
    expect(parseDocName(name)).toBeNull();
  });

  test('of the longest entity fits into the limit', () => {
    const longest = bodyName('d'.repeat(40), id);
    expect(longest.length).toBeLessThanOrEqual(DOC_NAME_MAX_CHARS);
    expect(parseDocName(longest)).not.toBeNull();
  });
});

test('a random integer lies below its bound', () => {
  const random = countingRandom();
  const drawn = Array.from({ length: 500 }, () => randomInt(random, 7));
  expect(drawn.every((value) => Number.isInteger(value) && value >= 0 && value < 7)).toBe(true);
  expect(new Set(drawn).size).toBeGreaterThan(1);
});
