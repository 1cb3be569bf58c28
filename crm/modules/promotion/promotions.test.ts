import { describe, expect, test } from 'vitest';
import { lineTotals } from '../../kernel/fields/line-totals.ts';
import type { PromotionRow } from './promotion.entity.ts';
import { promotionsFor } from './promotions.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const promotion = (id: string, values: object): PromotionRow => ({
  id,
  entity: 'promotion',
  createdAt: 'x',
  createdBy: '',
  name: id,
  ...values,
});
const line = {
  product: { id: 'p', family: 'Gateways' },
  quantity: 10,
  unitPrice: eur(30_00),
};
const TODAY = '2026-04-01';

describe('a promotion', () => {
  test.each<readonly [string, object, number | undefined]>([
    ['holds for everything without products', { percentOff: 10 }, 10],
    ['holds for its products', { percentOff: 10, products: ['product/p'] }, 10],
    [
      'holds for a family of products, however it is written',
      { percentOff: 10, families: ['gateways'] },
      10,
    ],
    ['holds for no other product', { percentOff: 10, products: ['product/q'] }, undefined],
    ['holds from a quantity on', { percentOff: 10, minQuantity: 10 }, 10],
    ['does not hold below it', { percentOff: 10, minQuantity: 11 }, undefined],
    [
      'holds on its first and last day',
      { percentOff: 10, validFrom: TODAY, validUntil: TODAY },
      10,
    ],
    ['does not hold before', { percentOff: 10, validFrom: '2026-04-02' }, undefined],
    ['does not hold after', { percentOff: 10, validUntil: '2026-03-31' }, undefined],
    ['does not hold when it is not active', { percentOff: 10, active: false }, undefined],
    ['takes an amount off each piece', { amountOff: eur(3_00) }, 10],
    ['takes no more off than there is', { amountOff: eur(40_00) }, 100],
    [
      'takes no amount of another currency',
      { amountOff: { amountMinor: 1, currency: 'USD' } },
      undefined,
    ],
    ['that takes nothing is none', { percentOff: 0 }, undefined],
  ])('%s', (_what, values, discount) => {
    const [offered] = promotionsFor(line, [promotion('a', values)], TODAY);
    expect(offered?.discount).toBe(discount);
  });

  test('that takes more off is offered first', () => {
    const rows = [promotion('a', { percentOff: 5 }), promotion('b', { percentOff: 7 })];
    expect(promotionsFor(line, rows, TODAY).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('of an amount takes exactly that off, to the cent', () => {
    for (const price of [19_99, 7_77, 3_33, 129_95]) {
      for (const off of [1, 50, 2_50]) {
        const unitPrice = eur(price);
        const [offered] = promotionsFor(
          { ...line, quantity: 7, unitPrice },
          [promotion('a', { amountOff: eur(off) })],
          TODAY,
        );
        const lines = [{ id: 'l', quantity: 7, unitPrice, discount: offered?.discount }];
        expect(lineTotals(lines)?.net.amountMinor).toBe(7 * (price - off));
      }
    }
  });
});
