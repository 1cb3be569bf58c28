import { expect, it } from 'vitest';
import { crc32 } from './checksum.ts';

it('the checksum of "123456789" is the check value of CRC-32/ISO-HDLC', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

it('the checksum of parts is the checksum of the whole', () => {
  const utf8 = new TextEncoder();
  expect(crc32(utf8.encode('1234'), utf8.encode('56789'))).toBe(0xcbf43926);
});
