import { expect, test } from 'vitest';
import { missingRates, sumInWords, sumText } from './sums.ts';

test('a sum is one figure, and what has no rate stands beside it', () => {
  const sum = sumInWords({ EUR: 1234_56, USD: 500_00, JPY: 0 }, 'en', 'EUR');
  expect(sum).toEqual({ whole: '€1,235', apart: [{ currency: 'USD', text: '$500' }] });
  expect(missingRates(sum)).toBe('No exchange rate for USD');
  expect(sumText({ EUR: 1234_56, USD: 500_00 }, 'en', 'EUR')).toBe('€1,235 + $500');
});

test('a sum of plain numbers needs no rate, and nothing sums up to nothing', () => {
  expect(sumInWords({ '': 12.5 }, 'en', 'EUR')).toEqual({ whole: '12.5', apart: [] });
  expect(sumText(undefined, 'en', 'EUR')).toBe('');
  expect(missingRates(sumInWords({ EUR: 1 }, 'en', 'EUR'))).toBe('');
});
