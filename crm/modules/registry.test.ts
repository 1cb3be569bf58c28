import { describe, expect, test } from 'vitest';
import { checkPatch, fieldForHeader } from '../kernel/derive.ts';
import { kindOf, type FieldDef } from '../kernel/field-kinds.ts';
import { statusCategory } from './ticket/ticket.entity.ts';
import { sizeBand } from './account/account.entity.ts';
import { entityNamed, moduleNamed, modules } from './registry.ts';

const entities = modules.map(({ entity }) => entity);
const fieldsOf = (entity: (typeof entities)[number]): readonly (readonly [string, FieldDef])[] =>
  Object.entries(entity.fields);

test('entities have names of their own and are found by them', () => {
  expect(new Set(entities.map(({ name }) => name)).size).toBe(entities.length);
  for (const entity of entities) {
    expect(entityNamed(entity.name)).toBe(entity);
    expect(moduleNamed(entity.name)?.entity).toBe(entity);
  }
  expect(entityNamed('spaceship')).toBeUndefined();
});

describe.each(entities.map((entity) => [entity.name, entity] as const))('%s', (_name, entity) => {
  test('has a title that can be required or numbered, and takes a change of nothing', () => {
    expect(entity.titleFields.length).toBeGreaterThan(0);
    expect(
      entity.titleFields.some(
        (key) => entity.fields[key]?.required === true || entity.fields[key]?.kind === 'autoNumber',
      ),
    ).toBe(true);
    expect(checkPatch(entity, {}).ok).toBe(true);
  });

  test('is told by every key, label and alias which one field is meant', () => {
    for (const [key, field] of fieldsOf(entity)) {
      for (const header of [key, field.label, ...(field.aliases ?? [])]) {
        expect([header, fieldForHeader(entity, header)]).toEqual([header, key]);
      }
    }
  });

  test('links only to entities that are there', () => {
    for (const [key, field] of fieldsOf(entity)) {
      const columns: readonly { readonly kind: string }[] =
        field.kind === 'rows' ? Object.values(field.columns) : [field];
      for (const column of columns) {
        const target = 'to' in column ? String(column.to) : column.kind === 'user' ? 'user' : '*';
        expect([key, target === '*' || entityNamed(target) !== undefined]).toEqual([key, true]);
      }
    }
  });

  test('has choices of which each is spelt in one way only', () => {
    for (const [key, field] of fieldsOf(entity)) {
      if (!('options' in field)) continue;
      const spellings = field.options.flatMap(({ label, aliases = [], offers = [] }) => [
        label,
        ...aliases,
        ...offers,
      ]);
      expect([key, new Set(spellings.map((word) => word.toLowerCase())).size]).toEqual([
        key,
        spellings.length,
      ]);
      expect(
        field.options.every(({ value }) => kindOf(field).encoding !== 'scalar' || value.length > 0),
      ).toBe(true);
    }
  });
});

test.each([
  [0, '1-10'],
  [10, '1-10'],
  [11, '11-50'],
  [200, '51-200'],
  [500, '201-500'],
  [1000, '501-1000'],
  [1001, '1000+'],
])('%d people are the band %s', (employees, band) => {
  expect(sizeBand(employees)).toBe(band);
});

test.each([
  [undefined, 'Open'],
  ['New', 'Open'],
  ['Waiting on customer', 'Paused'],
  ['Waiting on third party', 'Paused'],
  ['Resolved', 'Resolved'],
  ['Closed', 'Resolved'],
])('a ticket that is %s counts as %s', (status, category) => {
  expect(statusCategory(status)).toBe(category);
});
