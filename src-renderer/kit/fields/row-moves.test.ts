import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsInOrder } from '../../../crm/kernel/fields/row-order.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import { placeBesideRow, rowMoved, rowsBehind } from './row-moves.ts';

const lines: readonly Row[] = ['a1', 'a2', 'a3', 'a4'].map((id) => ({ id, quantity: 1 }));
const ids = (rows: readonly Row[]) => rows.map(({ id }) => id).join(' ');

test('a line that is moved stands there when the record is read again, and no other line is written', () => {
  const moved = rowMoved(lines, 'a4', 1);
  expect(ids(moved)).toBe('a1 a4 a2 a3');
  expect(ids(rowsInOrder(moved))).toBe('a1 a4 a2 a3');
  expect(moved.filter((row) => !lines.includes(row))).toHaveLength(1);
  expect(rowMoved(lines, 'a1', -1)).toBe(lines);
  expect(rowMoved(lines, 'a4', 4)).toBe(lines);
});

test('a line that is let go above or below another stands there', () => {
  expect(placeBesideRow(lines, 'a1', 'a3', true)).toBe(2);
  expect(placeBesideRow(lines, 'a1', 'a3', false)).toBe(1);
  expect(placeBesideRow(lines, 'a4', 'a1', false)).toBe(0);
});

test('a line that is added stands last, also behind one that was moved there', () => {
  const moved = rowMoved(lines, 'a1', 3);
  const all = rowsBehind(moved, [{ id: 'a5' }, { id: 'a6' }]);
  expect(ids(rowsInOrder(all))).toBe('a2 a3 a4 a1 a5 a6');
  expect(rowsBehind(lines, [{ id: 'a5' }]).at(-1)).toEqual({ id: 'a5' });
});

test('whatever is moved and added, what is seen is what is read again', () => {
  const step = fc.record({ from: fc.nat(9), to: fc.nat(9), adds: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let rows = lines;
      for (const [nth, { from, to, adds }] of steps.entries()) {
        rows = adds
          ? rowsBehind(rows, [{ id: `b${String(nth).padStart(2, '0')}` }])
          : rowMoved(rows, rows[from % rows.length]?.id ?? '', to % rows.length);
        expect(ids(rowsInOrder(rows))).toBe(ids(rows));
      }
    }),
  );
});
