import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDate } from './date-parsing.ts';
import { parseNumber } from './number-parsing.ts';
import { editDistance, matchOption, nearest, optionsOf } from './option-matching.ts';

describe('a date', () => {
  test.each([
    ['01-03-17', 'DMY', '2017-03-01'],
    ['01-03-17', 'MDY', '2017-01-03'],
    ['01-03-17', 'YMD', '2001-03-17'],
    ['3/1/2017', 'MDY', '2017-03-01'],
    ['1.3.2017', 'DMY', '2017-03-01'],
    ['2017-03-01', 'DMY', '2017-03-01'],
    ['2017/3/1 10:00', 'MDY', '2017-03-01'],
    ['2017-03-01T10:00:00Z', 'DMY', '2017-03-01'],
    ['01 Jan 2024', 'MDY', '2024-01-01'],
    ['1-Jan-24', 'DMY', '2024-01-01'],
    ['Jan 1, 2024', 'DMY', '2024-01-01'],
    ['January 1 2024', 'DMY', '2024-01-01'],
    ['Jan 1, 2024, 3:05 PM', 'DMY', '2024-01-01'],
    ['42795', 'DMY', '2017-03-01'],
    ['42795.75', 'DMY', '2017-03-01'],
    ['31-12-68', 'DMY', '2068-12-31'],
    ['01-01-69', 'DMY', '1969-01-01'],
    ['29-02-2024', 'DMY', '2024-02-29'],
  ] as const)('written as %j is, in the order %s, %s', (text, order, date) => {
    expect(parseDate(text, order)).toBe(date);
  });

  test.each([
    '',
    '29-02-2023',
    '31-04-2024',
    '32-01-2024',
    '13-13-13',
    '2024',
    '1-2',
    'Foo 1, 2024',
    '123456',
    '0-0-0',
  ])('is not %j', (text) => {
    expect(parseDate(text, 'DMY')).toBeNull();
  });

  test('of any day reads the same however its parts are ordered', () => {
    const day = fc.date({
      min: new Date('1000-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = iso.split('-');
        expect(parseDate(`${dayOfMonth}.${month}.${year}`, 'DMY')).toBe(iso);
        expect(parseDate(`${month}/${dayOfMonth}/${year}`, 'MDY')).toBe(iso);
        expect(parseDate(iso, 'DMY')).toBe(iso);
      }),
    );
  });
});

describe('a number', () => {
  test.each([
    ['1,234.5', '.', 1234.5],
    ['1.234,5', ',', 1234.5],
    ['1 234', '.', 1234],
    ['1\u202f234,5', ',', 1234.5],
    ["1'234.5", '.', 1234.5],
    ['(12)', '.', -12],
    ['-3', '.', -3],
    ['\u22123', '.', -3],
    ['1e3', '.', 1000],
    ['-0', '.', 0],
  ] as const)('written as %j with the mark %j is %d', (text, decimal, value) => {
    expect(parseNumber(text, decimal)).toBe(value);
  });

  test.each(['', '-', '1.2.3', '1-2', '12 %', '0x10', 'NaN', 'Infinity', '1e999', '()', '12a'])(
    'is not %j',
    (text) => {
      expect(parseNumber(text, '.')).toBeNull();
    },
  );
});

describe('an option', () => {
  const options = [
    ...optionsOf('Open', 'Waiting on customer', 'Waiting on third party'),
    { value: 'Technology', label: 'Technology', aliases: ['it', 'tech'], offers: ['technolgy'] },
    { value: 'u', label: 'Urgent', offers: ['critical'] },
  ];

  test.each([
    ['open', 'Open'],
    ['  WAITING  on Customer', 'Waiting on customer'],
    ['IT', 'Technology'],
    ['u', 'u'],
    ['urgent', 'u'],
  ])('is meant beyond doubt by %j', (text, value) => {
    expect(matchOption(text, options)).toEqual({ ok: true, value });
  });

  test.each([
    ['technolgy', 'Technology'],
    ['Critical', 'u'],
    ['Opne', 'Open'],
    ['Urgnet', 'u'],
    ['Waiting on custmer', 'Waiting on customer'],
  ])('is offered, and not taken, for %j', (text, offer) => {
    expect(matchOption(text, options)).toMatchObject({ ok: false, offer });
  });

  test.each(['', 'xyz', 'ot', 'something else'])('is not offered for %j', (text) => {
    expect(matchOption(text, options)).not.toHaveProperty('offer');
  });
});

describe('the nearest name', () => {
  const names = [
    'GTX Basic',
    'GTX Pro',
    'GTX Plus Pro',
    'GTX Plus Basic',
    'GTK 500',
    'MG Special',
    'MG Advanced',
  ];
  const near = (word: string): string | undefined => nearest(word, names, (name) => [name]);

  test('is found across blanks and case', () => {
    expect(near('GTXPro')).toBe('GTX Pro');
    expect(near('mg-special')).toBe('MG Special');
  });

  test('is none when two are as near, or nothing is', () => {
    expect(nearest('Ann', ['Anna', 'Anne'], (name) => [name])).toBeUndefined();
    expect(near('Rocket')).toBeUndefined();
    expect(near('')).toBeUndefined();
  });
});

describe('the edit distance', () => {
  const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
  test.each([
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['', 'abc', 3],
  ])('of %j and %j is %d', (a, b, distance) => {
    expect(editDistance(a, b, 10)).toBe(distance);
  });

  test('is nought for equals only, and the same both ways', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b, 20);
        expect(distance === 0).toBe(a === b);
        expect(editDistance(b, a, 20)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
