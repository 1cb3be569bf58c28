import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntityDef } from './entity.ts';
import { arrangementOf, canBeHidden, placesOf, sectionId, standing, withLayout } from './layout.ts';

const paper: EntityDef = {
  name: 'paper',
  label: { one: 'Paper', many: 'Papers' },
  icon: 'file',
  traits: [],
  titleFields: ['name'],
  subtitleFields: [],
  listFields: ['name'],
  migrations: [],
  sections: [
    { label: 'About', fields: ['name', 'due', 'pages'] },
    { label: 'Lines', fields: ['lines'], wide: 'above' },
    { label: 'More', fields: ['colour', 'owner'] },
  ],
  fields: {
    name: { kind: 'text', label: 'Name' },
    due: { kind: 'date', label: 'Due', required: true },
    pages: { kind: 'number', label: 'Pages' },
    lines: { kind: 'rows', label: 'Lines', rowLabel: 'line', columns: {} },
    colour: { kind: 'text', label: 'Colour' },
    owner: { kind: 'user', label: 'Owner' },
  },
};
const NONE = placesOf([]);
const [ABOUT, LINES, MORE] = paper.sections.map((section) => sectionId('paper', section));
const keysOf = (entity: EntityDef) =>
  entity.sections.map(({ label, fields }) => [label, ...fields]);
const laid = (record: object) => keysOf(withLayout(paper, { ...record }, NONE));

test('without a layout an entity is itself', () => {
  expect(withLayout(paper, undefined, NONE)).toBe(paper);
  expect(withLayout(paper, { name: 'Papers', of: 'paper' }, NONE)).toBe(paper);
});

test('a field stands where it was put, and all others where they stood', () => {
  const fields = [{ id: 'owner', at: standing(ABOUT ?? '', 'a0V') }];
  expect(laid({ fields })).toEqual([
    ['About', 'name', 'owner', 'due', 'pages'],
    ['Lines', 'lines'],
    ['More', 'colour'],
  ]);
});

test('a section that is renamed keeps its fields, and one that is removed gives them back', () => {
  const added = { id: 'new', label: 'Print', rank: 'a0V' };
  const fields = [{ id: 'colour', at: standing('new', 'a0') }];
  const renamed = { id: MORE, label: 'Besides' };
  expect(laid({ sections: [added, renamed], fields })).toEqual([
    ['About', 'name', 'due', 'pages'],
    ['Print', 'colour'],
    ['Lines', 'lines'],
    ['Besides', 'owner'],
  ]);
  expect(laid({ sections: [{ ...added, removed: true }, renamed], fields })).toEqual([
    ['About', 'name', 'due', 'pages'],
    ['Lines', 'lines'],
    ['Besides', 'colour', 'owner'],
  ]);
});

test('two sections that came to one name are one, with the fields of both', () => {
  expect(laid({ sections: [{ id: MORE, label: 'about' }] })).toEqual([
    ['About', 'name', 'colour', 'due', 'owner', 'pages'],
    ['Lines', 'lines'],
  ]);
});

test('what is as wide as the page stays so, and nothing else goes there', () => {
  const fields = [
    { id: 'lines', at: standing(MORE ?? '', 'a0') },
    { id: 'owner', at: standing(LINES ?? '', 'a0') },
  ];
  expect(laid({ fields })).toEqual(keysOf(paper));
});

test('what a record needs is never hidden, whatever the layout says', () => {
  const fields = Object.keys(paper.fields).map((id) => ({ id, hidden: true }));
  const { hidden } = withLayout(paper, { fields }, NONE);
  expect(hidden).toEqual(['pages', 'lines', 'colour', 'owner']);
});

test('a custom field that is deleted moves none of the others', () => {
  const [first, second] = [
    '11111111-1111-7111-8111-111111111111',
    '22222222-2222-7222-8222-222222222222',
  ];
  const row = { entity: 'customField', createdAt: 'x', createdBy: 'x' };
  const definitions = [
    { ...row, id: first, place: 'a0' },
    { ...row, id: second, place: 'a1' },
  ];
  const places = placesOf(definitions);
  const [gone = '', kept = ''] = [...places.keys()];
  const field = { kind: 'text' as const, label: 'x' };
  const withKeys = (...keys: string[]): EntityDef => ({
    ...paper,
    fields: { ...paper.fields, ...Object.fromEntries(keys.map((key) => [key, field])) },
    sections: [
      { label: 'About', fields: ['name', 'due', 'pages', ...keys] },
      ...paper.sections.slice(1),
    ],
  });
  const orderOf = (base: EntityDef, fields: readonly object[]) =>
    arrangementOf(base, { fields }, places)[0]?.fields.map(({ key }) => key);
  const before = arrangementOf(withKeys(gone, kept), undefined, places)[0]?.fields;
  expect(before?.map(({ key }) => key)).toEqual(['name', 'due', 'pages', gone, kept]);
  // Put between the two.
  const fields = [{ id: 'due', at: standing(ABOUT ?? '', `${before?.[3]?.rank}V`) }];
  expect(orderOf(withKeys(gone, kept), fields)).toEqual(['name', 'pages', gone, 'due', kept]);
  expect(orderOf(withKeys(kept), fields)).toEqual(['name', 'pages', 'due', kept]);
});

test('whatever was merged, every field stands in one section, once, and none is out of reach', () => {
  const text = fc.oneof(
    fc.constantFrom('a0', 'a0V', 'a1', 'b00', '', 'About', 'more', 'New'),
    fc.string({ maxLength: 6 }),
  );
  const section = fc.oneof(fc.constantFrom(ABOUT, LINES, MORE, 'x', 'y', 'gone'), text);
  const cell = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const sections = fc.uniqueArray(
    fc.record({ id: section, label: cell(text), rank: cell(text), removed: cell(fc.boolean()) }),
    { selector: ({ id }) => id, maxLength: 6 },
  );
  const fields = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(...Object.keys(paper.fields), 'gone'),
      at: cell(
        fc.oneof(
          text,
          fc.tuple(section, text).map(([one, rank]) => `${one} ${rank}`),
        ),
      ),
      hidden: cell(fc.boolean()),
    }),
    { selector: ({ id }) => id, maxLength: 7 },
  );
  fc.assert(
    fc.property(sections, fields, (some, others) => {
      const entity = withLayout(paper, { sections: some, fields: others }, NONE);
      const all = entity.sections.flatMap((one) => one.fields);
      expect(all.toSorted()).toEqual(Object.keys(paper.fields).toSorted());
      const labels = entity.sections.map(({ label }) => label.toLowerCase());
      expect(new Set(labels).size).toBe(labels.length);
      expect((entity.hidden ?? []).every((key) => canBeHidden(paper, key))).toBe(true);
      const lines = entity.sections.find((one) => one.fields.includes('lines'));
      expect(
        lines?.wide === 'above' || entity.sections.every(({ wide }) => wide === undefined),
      ).toBe(true);
      // Another desktop has the same rows in another order.
      const again = { sections: some.toReversed(), fields: others.toReversed() };
      expect(keysOf(withLayout(paper, again, NONE))).toEqual(keysOf(entity));
    }),
    { numRuns: 500 },
  );
});
