import { describe, expect, test } from 'vitest';
import { lineTotals, sumBeside } from './line-totals.ts';

const euro = (amountMinor: number, more: object = {}) => ({
  id: 'l',
  quantity: 1,
  unitPrice: { amountMinor, currency: 'EUR' },
  ...more,
});
const yen = (amountMinor: number, more: object = {}) => ({
  id: 'l',
  quantity: 1,
  unitPrice: { amountMinor, currency: 'JPY' },
  ...more,
});

describe('product lines', () => {
  // By hand: net and tax in the smallest unit.
  test.each<readonly [string, readonly object[], number, number]>([
    ['of one piece', [euro(19_99)], 19_99, 0],
    ['of several', [euro(19_99, { quantity: 3 }), euro(5_00)], 64_97, 0],
    ['with a discount', [euro(100_00, { quantity: 2, discount: 12.5 })], 175_00, 0],
    ['with tax on what is left after it', [euro(100_00, { discount: 10, tax: 19 })], 90_00, 17_10],
    [
      'rounded line by line, half away from zero',
      [euro(1_15, { discount: 50 }), euro(1_15, { discount: 50 })],
      1_16,
      0,
    ],
    ['whose half stands in binary as a little less', [euro(2_01, { quantity: 0.5 })], 1_01, 0],
    ['that give back', [euro(-1_15, { discount: 50 })], -58, 0],
    ['in a currency without cents', [yen(333, { quantity: 0.5, tax: 10 })], 167, 17],
    ['without a quantity', [euro(7_00, { quantity: undefined })], 7_00, 0],
  ])('%s come to this', (_what, lines, net, tax) => {
    expect(lineTotals(lines)).toMatchObject({
      net: { amountMinor: net },
      tax: { amountMinor: tax },
    });
  });

  test('in two currencies have no sum, nor have none, nor those without a price', () => {
    expect(lineTotals([euro(1), yen(1)])).toBeUndefined();
    expect(lineTotals([])).toBeUndefined();
    expect(lineTotals(undefined)).toBeUndefined();
    expect(lineTotals([{ id: 'l', quantity: 2 }])).toBeUndefined();
  });
});

describe('an amount beside its lines', () => {
  const lines = [euro(100_00)];

  test.each<readonly [string, unknown, unknown, object | undefined]>([
    ['is no news where it is theirs', { amountMinor: 100_00, currency: 'EUR' }, lines, undefined],
    ['differs by a cent', { amountMinor: 99_99, currency: 'EUR' }, lines, { amountMinor: 100_00 }],
    [
      'differs by its currency',
      { amountMinor: 100_00, currency: 'USD' },
      lines,
      { currency: 'EUR' },
    ],
    ['is missing', undefined, lines, { amountMinor: 100_00 }],
    ['has no lines to compare with', { amountMinor: 1, currency: 'EUR' }, [], undefined],
  ])('%s', (_what, amount, of, sum) => {
    if (sum === undefined) expect(sumBeside(amount, of)).toBeUndefined();
    else expect(sumBeside(amount, of)).toMatchObject(sum);
  });
});
