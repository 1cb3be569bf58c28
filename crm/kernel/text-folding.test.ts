import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitsOf, fold } from './text-folding.ts';

describe('folding', () => {
  test.each([
    ['  Élodie  ŁAŹ ', 'elodie laz'],
    ['Straße', 'strasse'],
    ['Ærøskøbing', 'aeroskobing'],
    ['ﬁne', 'fine'],
    ['a\u00a0b\tc\nd', 'a b c d'],
    ['ΑΘΉΝΑ', 'αθηνα'],
    ['plain text', 'plain text'],
    ['double  blank', 'double blank'],
    [' lead', 'lead'],
    ['', ''],
  ])('%j gives %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test.each([
    ['people', fc.string({ unit: 'grapheme', maxLength: 20 })],
    ['any file', fc.string({ unit: 'binary', maxLength: 8 })],
  ])('what is folded stays as it is: texts of %s', (_what, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('composed and decomposed letters are one text', () => {
    expect(fold('Zoe\u0308')).toBe(fold('Zo\u00eb'));
  });
});

test('only the digits of a number are left', () => {
  expect(digitsOf('+49 (30) 12-34')).toBe('49301234');
});
