import { expect, test } from 'vitest';
import { formatMinutes, parseMinutes } from './duration-text.ts';

test.each<readonly [string, number | undefined]>([
  ['30', 30],
  ['30 min', 30],
  [' 2 h ', 120],
  ['2h', 120],
  ['1 h 30 min', 90],
  ['1h30', 90],
  ['2 hours 5 minutes', 125],
  ['0', undefined],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['1.5 h', undefined],
])('“%s” are %s minutes', (text, minutes) => {
  expect(parseMinutes(text)).toBe(minutes);
});

test('what is written is read again', () => {
  for (const minutes of [1, 59, 60, 61, 90, 120, 4_320]) {
    expect(parseMinutes(formatMinutes(minutes))).toBe(minutes);
  }
});
