import { describe, expect, test } from 'vitest';
import { paperOf, paperSizeOf } from './paper.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const line = (id: string, price: number, more: object = {}) => ({
  id,
  quantity: 1,
  unitPrice: eur(price),
  ...more,
});
const products = (id: string) => (id === 'p1' ? { name: 'Rocket', unit: 'piece' } : undefined);

describe('the paper of a quote', () => {
  test('has its lines in their groups, each group where it was begun, with what it comes to', () => {
    const lines = [
      line('1', 10_00, { group: 'Hardware', product: 'p1', quantity: 3, discount: 10 }),
      line('2', 5_00, { description: 'Delivery' }),
      line('3', 7_00, { group: 'Hardware', description: 'Stand', tax: 19 }),
    ];
    const paper = paperOf({ lines }, products);
    expect(
      paper.groups.map(({ name, lines: own, subtotal }) => [
        name,
        own.map(({ name: said }) => said),
        subtotal?.amountMinor,
      ]),
    ).toEqual([
      ['Hardware', ['Rocket', 'Stand'], 34_00],
      ['', ['Delivery'], 5_00],
    ]);
    expect([paper.hasDiscounts, paper.hasTaxes]).toEqual([true, true]);
    expect(paper.totals?.net).toEqual(eur(39_00));
  });

  test('says what a line is by its product, and the description below it; without one by the description', () => {
    const lines = [
      line('1', 1_00, { product: 'p1', description: 'Painted red' }),
      line('2', 1_00, { product: 'gone', description: 'Something else' }),
    ];
    const [group] = paperOf({ lines }, products).groups;
    expect(group?.lines.map(({ name, description }) => [name, description])).toEqual([
      ['Rocket', 'Painted red'],
      ['Something else', undefined],
    ]);
  });

  test('leaves out columns that no line uses, and has no total over two currencies', () => {
    const other = line('2', 1_00, { unitPrice: { amountMinor: 1, currency: 'USD' }, discount: 0 });
    const paper = paperOf({ lines: [line('1', 1_00), other] }, products);
    expect([paper.hasDiscounts, paper.hasTaxes, paper.totals]).toEqual([false, false, undefined]);
    expect(paperOf({}, products).groups).toEqual([]);
  });

  test.each([
    ['DE', 'A4'],
    ['US', 'Letter'],
    ['CA', 'Letter'],
    ['JP', 'A4'],
  ])('in %s is %s', (country, size) => expect(paperSizeOf(country)).toBe(size));
});
