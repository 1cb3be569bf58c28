import { expect, test } from 'vitest';
import { readToken, sameHash } from './token.ts';

const ID = '0190f3a1-0000-7000-8000-000000000001';

test('a token is a workspace and the hash of its secret', () => {
  const credentials = readToken(`${ID}.${'a'.repeat(43)}`);
  expect(credentials?.workspace).toBe(ID);
  // printf 'a%.0s' {1..43} | sha256sum
  expect(Buffer.from(credentials!.secretHash).toString('hex')).toBe(
    '66d34fba71f8f450f7e45598853e53bfc23bbd129027cbb131a2f4ffd7878cd0',
  );
  expect(readToken(`${ID}.${'b'.repeat(43)}`)?.secretHash).not.toEqual(credentials?.secretHash);
});

test.each([
  '',
  ID,
  `${ID}.short`,
  `${ID}.${'a'.repeat(44)}`,
  `${ID} ${'a'.repeat(43)}`,
  `../${ID}.${'a'.repeat(43)}`,
])('%s is no token', (token) => {
  expect(readToken(token)).toBeNull();
});

test('hashes are the same only when every byte is', () => {
  const hash = Uint8Array.from({ length: 32 }, (_, index) => index);
  expect(sameHash(hash, hash.slice())).toBe(true);
  for (const index of [0, 15, 31]) {
    const other = hash.slice();
    other[index]! ^= 1;
    expect(sameHash(hash, other)).toBe(false);
  }
  expect(sameHash(hash, hash.slice(0, 31))).toBe(false);
  expect(sameHash(hash.slice(0, 31), hash)).toBe(false);
  expect(sameHash(new Uint8Array(), hash)).toBe(false);
});
