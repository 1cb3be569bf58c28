import { expect, test } from 'vitest';
import { shortHour } from './short-hour.ts';

test.each([
  ['en-US', 'UTC', '2026-11-22T09:00:00Z', '9:00 AM', '9 AM'],
  ['en-US', 'UTC', '2026-11-22T11:45:00Z', '11:45 AM', '11:45 AM'],
  ['de-DE', 'UTC', '2026-11-22T09:00:00Z', '09:00', '09:00'],
  // A zone whose clocks are half an hour off: full there is what counts.
  ['en-US', 'Asia/Kolkata', '2026-11-22T09:00:00Z', '2:30 PM', '2:30 PM'],
  ['en-US', 'Asia/Kolkata', '2026-11-22T09:30:00Z', '3:00 PM', '3 PM'],
])('in %s, %s, %s is said as %s, and as %s where there is little room', (...given) => {
  const [locale, timeZone, at, whole, short] = given;
  expect(shortHour(locale, timeZone, at, whole).replaceAll(/\s/gu, ' ')).toBe(short);
});
