import { expect, test } from 'vitest';
import type { ParseContext } from '../../../crm/kernel/field-kind.ts';
import { quote } from '../../../crm/modules/quote/quote.entity.ts';
import { blockOf, linesOfBlock, rowsPasted } from './pasted-lines.ts';

const columns = Object.entries(quote.fields.lines.columns).filter(
  ([key]) => key !== 'promotion' && key !== 'place',
);
const context: ParseContext = {
  dateOrder: 'DMY',
  decimal: '.',
  currency: 'EUR',
  country: 'DE',
  findRecord: () => undefined,
};
const read = (text: string, from = 'product') =>
  linesOfBlock(blockOf(text) ?? [], columns, from, context);
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

test('a word is no block; tabs, and lines of a CSV file, are', () => {
  expect(blockOf('Edge Gateway, small')).toBeUndefined();
  expect(blockOf('Edge Gateway\n')).toBeUndefined();
  expect(blockOf('a\tb')).toEqual([['a', 'b']]);
  expect(blockOf('a;b\r\n"c;d";e\r\n')).toEqual([
    ['a', 'b'],
    ['c;d', 'e'],
  ]);
});

test('cells go into the columns from the one on that they are pasted into', () => {
  expect(read('3\t1,290.00\t8', 'quantity')).toEqual({
    lines: [{ values: { quantity: 3, unitPrice: eur(129_000), discount: 8 }, names: {} }],
    lost: [],
  });
  expect(read('Edge Gateway\tfor site 2').lines).toEqual([
    { values: { description: 'for site 2' }, names: { product: 'Edge Gateway' } },
  ]);
});

test('a first row that names columns says where each cell goes', () => {
  const { lines, lost } = read('Unit price,Remark,Product\n12.50,no,Onboarding\n,,\n20,,Care Plan');
  expect(lines).toEqual([
    { values: { unitPrice: eur(1250) }, names: { product: 'Onboarding' } },
    { values: { unitPrice: eur(2000) }, names: { product: 'Care Plan' } },
  ]);
  expect(lost).toEqual([]);
});

test('what cannot be read is said, and what has no column', () => {
  const { lines, lost } = read('many\t10\t1\t19\tbeyond', 'quantity');
  expect(lines[0]?.values).toEqual({ unitPrice: eur(1000), discount: 1, tax: 19 });
  expect(lost).toHaveLength(2);
  expect(lost[0]).toContain('Quantity “many” in line 1');
  expect(lost[1]).toBe('“beyond” in line 1 has no column');
});

test('lines go over those from that one on, and what is left behind the last', () => {
  const rows = [{ id: 'a', quantity: 1, tax: 19 }, { id: 'b' }];
  let serial = 0;
  const lines = [{ quantity: 5 }, { quantity: 6 }];
  expect(rowsPasted(rows, 1, lines, () => `new${(serial += 1)}`)).toEqual({
    changed: [rows[0], { id: 'b', quantity: 5 }],
    added: [{ id: 'new1', quantity: 6 }],
  });
});
