import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldDef } from './field-kinds.ts';
import type { Json } from './field-kind.ts';
import { writesFor } from './values.ts';
import { inverseOf, sameJson, sameSlot, type Change, type Write } from './write.ts';
import { docName } from './ids.ts';

const TEXT: FieldDef = { kind: 'text', label: 'Text' };
const TAGS: FieldDef = { kind: 'multiSelect', label: 'Tags', open: true, options: [] };
const LINES: FieldDef = { kind: 'rows', label: 'Lines', rowLabel: 'line', columns: {} };

/** A record's slots as a document keeps them, and the value that its slots make up. */
type Slots = Map<string, { readonly write: Write; readonly value: Json }>;

function apply(slots: Slots, writes: readonly Write[]): void {
  for (const write of writes) {
    const key = JSON.stringify(write.slot);
    if (write.to === null) slots.delete(key);
    else slots.set(key, { write, value: write.to });
  }
}

function valueIn(slots: Slots, field: FieldDef): unknown {
  const entries = [...slots.values()];
  if (field.kind === 'text') return entries[0]?.value;
  if (field.kind === 'multiSelect')
    return entries.map(({ write }) => write.slot.member ?? '').toSorted();
  const rows = new Map<string, { id: string; [column: string]: Json }>();
  for (const { write, value } of entries) {
    const id = write.slot.row ?? '';
    const row = rows.get(id) ?? { id };
    row[write.slot.column ?? ''] = value;
    rows.set(id, row);
  }
  return [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const text = fc.option(fc.string({ minLength: 1 }), { nil: undefined });
const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')).map((all) => all.toSorted());
const cell = fc.oneof(
  fc.integer(),
  fc.string(),
  fc.record({ amountMinor: fc.integer(), currency: fc.constant('EUR') }),
);
const lines = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('1', '2', '3'),
      quantity: cell,
      price: fc.option(cell, { nil: undefined }),
    }),
    { selector: ({ id }) => id },
  )
  .map((rows) => rows.map(({ price, ...row }) => (price === undefined ? row : { ...row, price })))
  .map((rows) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)));

describe.each([
  ['a scalar', TEXT, text],
  ['a set', TAGS, tags],
  ['child rows', LINES, lines],
] as const)('the writes for %s', (_what, field, values: fc.Arbitrary<unknown>) => {
  test('turn the value before into the value after', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const slots: Slots = new Map();
        apply(slots, writesFor('f', field, undefined, before));
        apply(slots, writesFor('f', field, before, after));
        expect(valueIn(slots, field)).toEqual(after);
      }),
    );
  });

  test('are none for a value that stays', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(writesFor('f', field, value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  test('leave no slot behind when the value is cleared', () => {
    fc.assert(
      fc.property(values, (value) => {
        const slots: Slots = new Map();
        apply(slots, writesFor('f', field, undefined, value));
        apply(slots, writesFor('f', field, value, null));
        expect(slots.size).toBe(0);
      }),
    );
  });
});

test('a member that a teammate added meanwhile is not touched', () => {
  const writes = writesFor('tags', TAGS, ['a', 'b'], ['b', 'c']);
  expect(writes).toEqual([
    { slot: { field: 'tags', member: 'c' }, to: true },
    { slot: { field: 'tags', member: 'a' }, to: null },
  ]);
});

test('of a child row only the cells that differ are written', () => {
  const before = [{ id: '1', quantity: 2, price: { amountMinor: 5, currency: 'EUR' } }];
  const after = [{ id: '1', quantity: 3, price: { currency: 'EUR', amountMinor: 5 } }];
  expect(writesFor('lines', LINES, before, after)).toEqual([
    { slot: { field: 'lines', row: '1', column: 'quantity' }, to: 3 },
  ]);
});

describe('JSON', () => {
  test.each([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [null, {}, false],
    [null, null, true],
    [{ a: { b: [1] } }, { a: { b: [1] } }, true],
    [{ a: { b: [1] } }, { a: { b: [2] } }, false],
    [{ a: 1 }, { b: 1 }, false],
    [1, '1', false],
  ])('%j and %j: the same is %s', (a, b, same) => {
    expect(sameJson(a, b)).toBe(same);
    expect(sameJson(b, a)).toBe(same);
  });
});

test('changes taken back twice are the changes again', () => {
  const doc = docName('deal', '0190a6b2-0000-7000-8000-000000000001');
  const changes: readonly Change[] = [
    { doc, slot: { field: 'name' }, from: null, to: 'A' },
    { doc, slot: { field: 'name' }, from: 'A', to: 'B' },
  ];
  expect(inverseOf(changes)).toEqual([
    { doc, slot: { field: 'name' }, from: 'B', to: 'A' },
    { doc, slot: { field: 'name' }, from: 'A', to: null },
  ]);
  expect(inverseOf(inverseOf(changes))).toEqual(changes);
});

test('slots are the same only if every part is', () => {
  expect(sameSlot({ field: 'a' }, { field: 'a' })).toBe(true);
  expect(sameSlot({ field: 'a' }, { field: 'a', member: 'x' })).toBe(false);
  expect(
    sameSlot({ field: 'a', row: '1', column: 'x' }, { field: 'a', row: '1', column: 'y' }),
  ).toBe(false);
});
