// Adding an entity is adding one folder under crm/modules and its line in the registry.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyProduct, type ProductCopy } from './product-copy.ts';

const REGISTRY = 'crm/modules/registry.ts';
const FOLDER = 'crm/modules/boat';

let copy: ProductCopy;
/** What the probe in the changed product printed. */
let seen: Readonly<Record<string, unknown>>;

beforeAll(() => {
  copy = copyProduct();
  copy.addFile('boat/boat.entity.ts', `${FOLDER}/boat.entity.ts`);
  copy.addLine(REGISTRY, 'import { activity }', "import { boat } from './boat/boat.entity.ts';");
  copy.addLine(REGISTRY, '  { entity: account', '  { entity: boat },');
});
afterAll(() => copy.remove());

describe('a new entity', () => {
  test('touches one folder and the registry: the name of the definition and its line in the list', () => {
    const { added, lines } = copy.touched();
    expect(added.every((file) => file.startsWith(`${FOLDER}/`))).toBe(true);
    expect(Object.keys(lines)).toEqual([REGISTRY]);
    expect(lines[REGISTRY]?.filter((line) => !line.startsWith('import '))).toEqual([
      '  { entity: boat },',
    ]);
  });

  test('compiles with the whole product, and its row type knows its fields', () => {
    // Its own checks of the type lie beside the entity and are no part of what had to be touched.
    copy.addFile('boat/boat.types.ts', `${FOLDER}/boat.types.ts`);
    copy.addFile('boat/boat.probe.ts', `${FOLDER}/boat.probe.ts`);
    expect(copy.errors()).toEqual([]);
  });

  test('can be driven through the real worker', () => {
    seen = JSON.parse(copy.run(`${FOLDER}/boat.probe.ts`)) as typeof seen;
    expect(seen).toMatchObject({ undone: true, left: 0 });
  });

  test('has a schema that refuses what the definition refuses', () => {
    expect(seen['schema']).toEqual({ right: true, tooLong: false, nameless: false });
  });

  test('has a form in sections, and columns for its list', () => {
    expect(seen['form']).toEqual([
      { label: 'Boat', fields: ['name', 'rig', 'length'] },
      { label: 'Business', fields: ['harbour', 'price'] },
    ]);
    expect(seen['columns']).toEqual(['name', 'rig', 'length', 'price', 'harbour']);
  });

  test('can be filtered by every field, in the ways of its kind', () => {
    expect(seen['filters']).toMatchObject({
      name: expect.arrayContaining(['contains', 'startsWith']),
      rig: expect.arrayContaining(['anyOf', 'noneOf']),
      length: expect.arrayContaining(['between', 'atLeast']),
      harbour: expect.arrayContaining(['anyOf', 'isEmpty']),
      price: expect.arrayContaining(['moreThan']),
    });
  });

  test('is recognised in a file, read, linked and created', () => {
    expect(seen['headers']).toEqual(['name', 'price', null]);
    expect(seen['import']).toMatchObject({
      entity: 'boat',
      mapping: ['name', 'rig', 'length', 'price', 'harbour'],
      report: { created: 2, linkedCreated: { account: 1 }, problems: [], skippedCount: 0 },
    });
  });

  test('is listed with filter, sort, groups and sums', () => {
    expect(seen['list']).toEqual({
      names: ['Áda', 'Grace'],
      groups: ['Sloop', 'Ketch'],
      sums: { price: { EUR: 3_400_000 } },
      titles: ['Port Blue'],
    });
  });

  test('is found by search, whatever its accents', () => {
    expect(seen['search']).toEqual([
      { entity: 'boat', title: 'Áda', subtitle: expect.stringContaining('Sloop') },
    ]);
  });
});
