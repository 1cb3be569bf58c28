import { describe, expect, test } from 'vitest';
import { priceFor, type PriceQuestion } from './prices.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const product = { id: 'p', price: eur(100_00), prices: [{ id: '1', price: usd(110_00) }] };
const book = {
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  prices: [
    { id: '1', product: 'p', price: eur(95_00) },
    { id: '2', product: 'p', price: eur(90_00), minQuantity: 10 },
    { id: '3', product: 'p', price: eur(80_00), minQuantity: 50 },
    { id: '4', product: 'p', price: usd(99_00), minQuantity: 5 },
    { id: '5', product: 'other', price: eur(1_00) },
  ],
};
const yen = {
  id: '6',
  product: 'p',
  price: { amountMinor: 70_00, currency: 'JPY' },
  minQuantity: 0,
};
const asked: PriceQuestion = { product, quantity: 1, currency: 'EUR', book, today: '2026-06-01' };

describe('a product on a line costs', () => {
  test.each<readonly [string, Partial<PriceQuestion>, object, string]>([
    ['what the price book says', {}, eur(95_00), 'book'],
    ['less from a quantity on', { quantity: 10 }, eur(90_00), 'book'],
    ['as much until the next break', { quantity: 49.5 }, eur(90_00), 'book'],
    ['least at the last break', { quantity: 1_000 }, eur(80_00), 'book'],
    [
      'the book’s price in the lines’ currency',
      { quantity: 5, currency: 'USD' },
      usd(99_00),
      'book',
    ],
    [
      'the product’s in that currency where the book’s break is not reached',
      { quantity: 4, currency: 'USD' },
      usd(110_00),
      'currency',
    ],
    ['the product’s without a book', { book: undefined }, eur(100_00), 'product'],
    [
      'the product’s where nobody has one in that currency',
      { currency: 'JPY' },
      eur(100_00),
      'product',
    ],
    ['the product’s before the book holds', { today: '2025-12-31' }, eur(100_00), 'product'],
    ['the book’s on its first day', { today: '2026-01-01' }, eur(95_00), 'book'],
    ['the book’s on its last day', { today: '2026-12-31' }, eur(95_00), 'book'],
    ['the product’s after it', { today: '2027-01-01' }, eur(100_00), 'product'],
    [
      'the product’s beside a book that is not active',
      { book: { ...book, active: false } },
      eur(100_00),
      'product',
    ],
    [
      'the product’s beside a book that is archived',
      { book: { ...book, archivedAt: 'x' } },
      eur(100_00),
      'product',
    ],
    [
      'what the first line of a deal brings, the book’s',
      { currency: undefined },
      eur(95_00),
      'book',
    ],
    [
      'on a first line the book’s price in the product’s currency, not the smaller number',
      { currency: undefined, book: { prices: [...book.prices, yen] } },
      eur(95_00),
      'book',
    ],
    [
      'on a first line the book’s in another currency where it has none in the product’s',
      { currency: undefined, book: { prices: [yen, { ...yen, id: '7', price: usd(98_00) }] } },
      yen.price,
      'book',
    ],
  ])('%s', (_what, more, price, from) => {
    expect(priceFor({ ...asked, ...more })).toMatchObject({ price, from });
  });

  test('nothing that anybody knows of', () => {
    expect(priceFor({ ...asked, book: undefined, product: { id: 'x' } })).toBeUndefined();
  });
});
