import Papa from 'papaparse';
import { expect, it } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { product } from '../../../crm/modules/product/product.entity.ts';
import { csvHeader, csvRows } from './list-csv.ts';

const context = { locale: 'en-GB', timeZone: 'UTC', titleOf: () => undefined };
const row = (values: object): AnyRow => ({
  id: 'p',
  entity: 'product',
  createdAt: '',
  createdBy: '',
  ...values,
});
const read = (text: string): string[][] => Papa.parse<string[]>(text.trim()).data;

it('every field is a column, and commas, quotes and line breaks survive', () => {
  const awkward = 'Cable, 2 m "flat"\nblack';
  const [header, first] = read(
    csvHeader(product) + csvRows(product, [row({ name: 'Cable', description: awkward })], context),
  );
  expect(header).toEqual(Object.values(product.fields).map((field) => field.label));
  expect(first?.[header?.indexOf('Description') ?? -1]).toBe(awkward);
});

it('a text that a spreadsheet would run is made a text, a phone number or an amount is left alone', () => {
  const text = csvRows(
    product,
    [row({ name: '=HYPERLINK("x")', code: '+49 30 1234', unit: '-12.5' })],
    context,
  );
  const [first] = read(text);
  expect(first?.slice(0, 2)).toEqual(['\'=HYPERLINK("x")', '+49 30 1234']);
  expect(first).toContain('-12.5');
});
