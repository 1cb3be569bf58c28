import { describe, expect, test } from 'vitest';
import { convertMinor, ratesFrom } from './exchange-rates.ts';

const rates = ratesFrom([
  { currency: 'USD', perUnit: 0.9, validFrom: '2025-07-01' },
  { currency: 'USD', perUnit: 0.8, validFrom: '2025-01-01' },
  { currency: 'JPY', perUnit: 0.006, validFrom: '2025-01-01' },
  { currency: 'USD', perUnit: 9, validFrom: '2025-02-01', archivedAt: '2025-03-01T00:00:00.000Z' },
  { currency: 'GBP', perUnit: 0, validFrom: '2025-01-01' },
  { currency: 'CHF', perUnit: 1.05 },
]);

describe('the rate in force', () => {
  test.each([
    ['2024-12-31', undefined],
    ['2025-01-01', 0.8],
    ['2025-06-30', 0.8],
    ['2025-07-01', 0.9],
    ['2031-01-01', 0.9],
  ])('on %s is the latest that is not after it: %s', (day, wanted) => {
    expect(rates.on('USD', day)).toBe(wanted);
  });

  test.each(['GBP', 'CHF', 'SEK'])(
    'of %s is none: it is not positive, has no day, or is not said',
    (currency) => {
      expect(rates.on(currency, '2030-01-01')).toBeUndefined();
    },
  );

  test('is known of these currencies', () => {
    expect(rates.currencies).toEqual(['JPY', 'USD']);
  });
});

test.each([
  [100_00, 'USD', 0.9, 'EUR', 90_00],
  [1000, 'JPY', 0.006, 'EUR', 6_00],
  [6_00, 'EUR', 165, 'JPY', 990],
  [1_000, 'KWD', 3, 'EUR', 3_00],
])('%d minor units of %s at %d are in %s %d', (amount, currency, perUnit, base, wanted) => {
  expect(convertMinor(amount, currency, perUnit, base)).toBeCloseTo(wanted, 6);
});
