import { expect, test } from 'vitest';
import { placeOf } from './visitor-place.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2'],
  ['2001:db8:1:2::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('%s is counted as %s', (address, place) => {
  expect(placeOf(address)).toBe(place);
});

test('what is no address at all is cut, not kept whole', () => {
  expect(placeOf('x'.repeat(10_000)).length).toBeLessThan(100);
  expect(placeOf(':'.repeat(10_000)).length).toBeLessThan(100);
});
