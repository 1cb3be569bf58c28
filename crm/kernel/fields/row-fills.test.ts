import { describe, expect, it } from 'vitest';
import { deal } from '../../modules/deal/deal.entity.ts';
import { fillsOf } from './row-fills.ts';

const { lines } = deal.fields;
const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const product = { price: usd(9_900), prices: [{ id: 'p', price: eur(8_900) }] };
const line = (values: object = {}) => ({ id: 'new', product: 'p1', ...values });

describe('a product line', () => {
  it('has the price of its product, and is about one of it', () => {
    const filled = fillsOf(lines, line(), 'product', product, []);
    expect(filled).toEqual({ unitPrice: usd(9_900), quantity: 1 });
  });

  it('has the price in the currency of the other lines, where the product has one', () => {
    const others = [{ id: 'a', unitPrice: eur(100) }];
    expect(fillsOf(lines, line(), 'product', product, others)['unitPrice']).toEqual(eur(8_900));
    const yen = [{ id: 'a', unitPrice: { amountMinor: 5, currency: 'JPY' } }];
    expect(fillsOf(lines, line(), 'product', product, yen)['unitPrice']).toEqual(usd(9_900));
  });

  it('keeps what somebody typed, and follows another choice of product where nobody did', () => {
    const typed = line({ unitPrice: usd(5_000), quantity: 3 });
    expect(fillsOf(lines, typed, 'product', product, [])).toEqual({});
    const before = { unitPrice: usd(5_000) };
    expect(fillsOf(lines, typed, 'product', product, [], before)).toEqual({
      unitPrice: usd(9_900),
    });
  });

  it('is left alone by a product without a price, and by what is chosen in another column', () => {
    expect(fillsOf(lines, line(), 'product', {}, [])).toEqual({ quantity: 1 });
    expect(fillsOf(lines, line(), 'tax', product, [])).toEqual({});
  });
});
