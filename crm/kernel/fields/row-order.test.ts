import { expect, test } from 'vitest';
import { wholeRows } from '../fits.ts';
import type { FieldDef } from '../field-kinds.ts';
import { rankOfRow, rowsInOrder } from './row-order.ts';

const ids = (rows: readonly object[] | undefined) =>
  rows?.map((row) => (row as { readonly id: string }).id);

test('rows that nobody moved stand as they were added', () => {
  const rows = ['mk3f00a1', 'all', 'mk2zz9ff', 'mk3f00a0'].map((id) => ({ id }));
  expect(ids(rowsInOrder(rows))).toEqual(['all', 'mk2zz9ff', 'mk3f00a0', 'mk3f00a1']);
});

test('a row that was moved stands between the two that it was put between', () => {
  const [first, second, third] = [{ id: 'a1' }, { id: 'a2' }, { id: 'a3' }];
  const moved = { ...third, place: `${rankOfRow(first)}V` };
  expect(ids(rowsInOrder([first, second, moved]))).toEqual(['a1', 'a3', 'a2']);
});

test('rows of a document come in their order where they have one, and by their ids where not', () => {
  const columns = { place: { kind: 'text', label: 'Order' } } as const;
  const field = { kind: 'rows', label: 'Lines', rowLabel: 'line', columns } as const;
  const ordered: FieldDef = { ...field, ordered: true };
  const rows = [{ id: 'b', place: 'a0' }, { id: 'a' }];
  expect(ids(wholeRows(ordered, rows))).toEqual(['b', 'a']);
  expect(ids(wholeRows(field, rows))).toEqual(['a', 'b']);
});
