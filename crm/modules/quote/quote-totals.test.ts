import { describe, expect, test } from 'vitest';
import { lineTotals } from '../../kernel/fields/line-totals.ts';
import { linesWithDiscount, quoteTotals, type Line } from './quote-totals.ts';

let ids = 0;
const line = (amountMinor: number, more: object = {}, currency = 'EUR'): Line => ({
  id: `l${++ids}`,
  quantity: 1,
  unitPrice: { amountMinor, currency },
  ...more,
});
type Tax = readonly [rate: number, base: number, tax: number];

describe('a quote', () => {
  // By hand, in the smallest unit: subtotal, discount on everything, net, taxes by rate, what is to be paid.
  test.each<
    readonly [string, readonly Line[], number, number, number, number, readonly Tax[], number]
  >([
    ['of one line', [line(100_00)], 0, 100_00, 0, 100_00, [], 100_00],
    [
      'with tax at two rates',
      [line(100_00, { tax: 19 }), line(50_00, { quantity: 2, tax: 7 })],
      0,
      200_00,
      0,
      200_00,
      [
        [7, 100_00, 7_00],
        [19, 100_00, 19_00],
      ],
      226_00,
    ],
    [
      // 10 % and then 5 % leave 85.5 %.
      'with a discount on the line and one on everything',
      [line(100_00, { discount: 10, tax: 20 })],
      5,
      90_00,
      4_50,
      85_50,
      [[20, 85_50, 17_10]],
      102_60,
    ],
    [
      // 3 × 33.33 = 99.99 → 3 % off: 96.9903 → 96.99; 0.05 → 3 % off: 0.0485 → 0.05. Tax: 18.4281 → 18.43; 0.0095 → 0.01.
      'rounded line by line, tax too',
      [line(33_33, { quantity: 3, tax: 19 }), line(5, { tax: 19 })],
      3,
      100_04,
      3_00,
      97_04,
      [[19, 97_04, 18_44]],
      115_48,
    ],
    [
      // 1 % of 0.50 is half a cent: rounded away from zero it stays 0.50 (0.495), twice.
      'whose discount is lost in rounding',
      [line(50), line(50)],
      1,
      1_00,
      0,
      1_00,
      [],
      1_00,
    ],
    [
      'in a currency without cents',
      [line(1_999, { quantity: 3, tax: 10 }, 'JPY')],
      12.5,
      5_997,
      750,
      5_247,
      [[10, 5_247, 525]],
      5_772,
    ],
    [
      'some of which is free of tax',
      [line(10_00, { tax: 19 }), line(5_00), line(5_00, { tax: 0 })],
      50,
      20_00,
      10_00,
      10_00,
      [[19, 5_00, 95]],
      10_95,
    ],
    [
      'all of which is given away',
      [line(10_00, { tax: 19 })],
      100,
      10_00,
      10_00,
      0,
      [[19, 0, 0]],
      0,
    ],
  ])('%s', (_what, lines, discount, subtotal, off, net, taxes, gross) => {
    const totals = quoteTotals(lines, discount);
    expect([totals?.subtotal.amountMinor, totals?.discount.amountMinor]).toEqual([subtotal, off]);
    expect([totals?.net.amountMinor, totals?.gross.amountMinor]).toEqual([net, gross]);
    expect(
      totals?.taxes.map(({ rate, base, tax }) => [rate, base.amountMinor, tax.amountMinor]),
    ).toEqual(taxes);
    expect(totals?.tax.amountMinor).toBe(taxes.reduce((sum, [, , tax]) => sum + tax, 0));
  });

  test('has no totals without prices, nor in two currencies', () => {
    expect(quoteTotals([], 0)).toBeUndefined();
    expect(quoteTotals(undefined, undefined)).toBeUndefined();
    expect(quoteTotals([line(1), line(1, {}, 'USD')], 0)).toBeUndefined();
  });

  test('leaves lines that come to the same cent where nobody knows of its discount on everything', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const lines = [1, 2, 3].map((by) =>
        line((seed * 7919 * by) % 100_000, {
          quantity: (seed * by) % 7,
          discount: (seed * by) % 31,
        }),
      );
      const discount = (seed % 40) / 2;
      expect(lineTotals(linesWithDiscount(lines, discount))?.net).toEqual(
        quoteTotals(lines, discount)?.net,
      );
    }
  });
});
