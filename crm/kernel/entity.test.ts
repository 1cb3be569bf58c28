import { describe, expect, test } from 'vitest';
import { checkNew, checkPatch, fieldForHeader, searchTexts, titleOf } from './derive.ts';
import {
  defineEntity,
  SYSTEM_FIELDS,
  type AnyRow,
  type EntityDef,
  type FieldDefs,
} from './entity.ts';
import type { FieldDef } from './field-kinds.ts';

const TEXT = { kind: 'text', label: 'Name' } as const;

/** A definition that is right, with one thing changed. */
function define(change: Partial<EntityDef> = {}): EntityDef {
  return defineEntity<string, FieldDefs>({
    name: 'boat',
    label: { one: 'Boat', many: 'Boats' },
    icon: 'anchor',
    traits: [],
    titleFields: ['name'],
    subtitleFields: [],
    listFields: ['name'],
    migrations: [],
    sections: [{ label: 'Boat', fields: ['name'] }],
    fields: { name: TEXT },
    ...change,
  });
}

describe('a definition is refused when', () => {
  test.each([
    ['its name is not lowerCamelCase', { name: 'Boat' }, /lowerCamelCase/],
    [
      'its name does not fit into a document name',
      { name: `b${'x'.repeat(40)}` },
      /lowerCamelCase/,
    ],
    ['a key is not lowerCamelCase', { fields: { 'na-me': TEXT } }, /lowerCamelCase/],
    ['a title names no field', { titleFields: ['title'] }, /does not have: title/],
    ['a column names no field', { listFields: ['name', 'length'] }, /does not have: length/],
    [
      'a section names no field',
      { sections: [{ label: 'A', fields: ['name', 'x'] }] },
      /does not have: x/,
    ],
    [
      'a field stands in no section',
      { fields: { name: TEXT, length: TEXT } },
      /length must stand in exactly one/,
    ],
    [
      'a field stands in two sections',
      { sections: [{ label: 'A', fields: ['name', 'name'] }] },
      /exactly one/,
    ],
    ...['record', ...SYSTEM_FIELDS].map(
      (key) =>
        [`a key is reserved: ${key}`, { fields: { name: TEXT, [key]: TEXT } }, /reserved/] as const,
    ),
  ] as const)('%s', (_why, change, message) => {
    expect(() => define(change)).toThrow(message);
  });

  test('nothing of that is so: then it is taken as it is', () => {
    expect(define().name).toBe('boat');
  });
});

const boat = define({
  titleFields: ['number', 'name'],
  sections: [{ label: 'Boat', fields: ['name', 'number', 'length', 'sails', 'home'] }],
  fields: {
    name: { kind: 'text', label: 'Boat name', required: true, search: true, aliases: ['vessel'] },
    number: { kind: 'autoNumber', label: 'Number', prefix: 'B-', search: true },
    length: { kind: 'number', label: 'Length', min: 1, aliases: ['loa (m)'] },
    sails: { kind: 'multiSelect', label: 'Sails', options: [], open: true, search: true },
    home: { kind: 'address', label: 'Home port', help: 'Where it lies in winter' },
  } satisfies Record<string, FieldDef>,
});
const row = (values: object): AnyRow => ({
  id: '0190a6b2-0000-7000-8000-00000000abcd',
  entity: 'boat',
  createdAt: 'x',
  createdBy: 'y',
  ...values,
});

describe('a patch', () => {
  test('may be any part of a record, and clear what is not required', () => {
    expect(checkPatch(boat, { length: 5, home: null })).toEqual({
      ok: true,
      value: { length: 5, home: null },
    });
    expect(checkPatch(boat, {})).toMatchObject({ ok: true });
  });

  test.each([
    ['clears a required field', { name: null }, 'invalid-value', 'name', /Boat name/],
    ['has a value of the wrong kind', { length: 'long' }, 'invalid-value', 'length', /Length/],
    ['has a value out of bounds', { length: 0 }, 'invalid-value', 'length', /Length/],
    ['names a field that is not there', { colour: 'red' }, 'unknown-field', 'colour', /colour/],
  ])('is refused, naming the field, when it %s', (_why, patch, code, field, message) => {
    expect(checkPatch(boat, patch, 'boat/1')).toMatchObject({
      ok: false,
      problem: { code, fields: [field], message: expect.stringMatching(message), record: 'boat/1' },
    });
  });

  test('is refused with the help of its field as the way out', () => {
    expect(checkPatch(boat, { home: {} })).toMatchObject({
      problem: { remedy: 'Where it lies in winter' },
    });
  });
});

test('a new record needs its required fields, and the problem names them', () => {
  expect(checkNew(boat, { length: 5 })).toMatchObject({
    ok: false,
    problem: {
      code: 'required-field-missing',
      fields: ['name'],
      message: 'This boat needs “Boat name”.',
    },
  });
  expect(checkNew(boat, { name: 'Ada' })).toMatchObject({ ok: true });
});

describe('the title', () => {
  test.each([
    [{ number: 7, name: 'Ada' }, 'B-7 Ada'],
    [{ name: 'Ada' }, 'Ada'],
    [{}, 'B-…abcd'],
  ])('of %j is %s', (values, title) => {
    expect(titleOf(boat, row(values))).toBe(title);
  });

  test('of a record without one says what it is', () => {
    expect(titleOf(define(), row({}))).toBe('Untitled boat');
  });
});

test('only fields that are marked so are searched, and absent ones give no text', () => {
  expect(
    searchTexts(boat, row({ name: 'Ada', number: 7, length: 5, sails: ['jib', 'main'] })),
  ).toEqual([
    { field: 'name', text: 'Ada' },
    { field: 'number', text: 'B-7 7' },
    { field: 'sails', text: 'jib main' },
  ]);
});

describe('a header', () => {
  test.each([
    ['name', 'name'],
    ['Boat Name', 'name'],
    ['boat_name', 'name'],
    ['VESSEL', 'name'],
    ['Loa (m)', 'length'],
    ['homePort', 'home'],
    ['colour', undefined],
    ['', undefined],
    ['---', undefined],
  ])('%j means %s', (header, field) => {
    expect(fieldForHeader(boat, header)).toBe(field);
  });
});
