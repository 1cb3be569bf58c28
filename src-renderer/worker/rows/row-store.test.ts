import { describe, expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { createRowStore, type RowStore } from './row-store.ts';
import type { RowChange } from './row-change.ts';

const row = (entity: string, id: string, fields: object = {}): AnyRow => ({
  id,
  entity,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: '',
  ...fields,
});
const put = (after: AnyRow) => ({ entity: after.entity, id: after.id, after });

describe('row store', () => {
  test('an applied row is there, and the change says what stood there before', () => {
    const rows = createRowStore();
    const first = row('account', 'a', { name: 'Acorn' });
    const second = row('account', 'a', { name: 'Birch' });
    expect(rows.apply([put(first), put(second)])).toEqual([
      { entity: 'account', id: 'a', before: undefined, after: first },
      { entity: 'account', id: 'a', before: first, after: second },
    ]);
    expect(rows.get('account', 'a')).toBe(second);
    expect(rows.count('account')).toBe(1);
  });

  test('an update that changes nothing is not a change', () => {
    const rows = createRowStore();
    const same = row('account', 'a');
    rows.apply([put(same)]);
    expect(rows.apply([put(same), { entity: 'account', id: 'other', after: undefined }])).toEqual(
      [],
    );
  });

  test('a removed record leaves no row, no title and no count, and its slot is used again', () => {
    const rows = createRowStore();
    rows.apply([
      put(row('account', 'a', { name: 'Acorn' })),
      put(row('account', 'b', { name: 'Birch' })),
    ]);
    expect(rows.titleOf('account', 'a')).toBe('Acorn');
    rows.apply([{ entity: 'account', id: 'a', after: undefined }]);
    expect(rows.get('account', 'a')).toBeUndefined();
    expect(rows.titleOf('account', 'a')).toBeUndefined();
    expect([...rows.all('account')].map(({ id }) => id)).toEqual(['b']);
    rows.apply([put(row('account', 'c', { name: 'Cedar' }))]);
    expect(rows.table('account').rows).toHaveLength(2);
    expect(rows.titleOf('account', 'c')).toBe('Cedar');
  });

  test('a title follows its fields', () => {
    const rows = createRowStore();
    rows.apply([put(row('contact', 'c', { firstName: 'Ada', lastName: 'Berg' }))]);
    expect(rows.titleOf('contact', 'c')).toBe('Ada Berg');
    rows.apply([put(row('contact', 'c', { firstName: 'Ida', lastName: 'Berg' }))]);
    expect(rows.titleOf('contact', 'c')).toBe('Ida Berg');
  });

  test('the title version grows when a title that was read changes, and not for other fields', () => {
    const rows = createRowStore();
    rows.apply([put(row('account', 'a', { name: 'Acorn' }))]);
    rows.titleOf('account', 'a');
    const before = rows.titleVersion('account');
    rows.apply([put(row('account', 'a', { name: 'Acorn', employees: 5 }))]);
    rows.titleOf('account', 'a');
    expect(rows.titleVersion('account')).toBe(before);
    rows.apply([put(row('account', 'a', { name: 'Birch' }))]);
    expect(rows.titleVersion('account')).toBeGreaterThan(before);
    expect(rows.titleVersion('*')).toBeGreaterThan(before);
  });

  test('observers hear of a batch once, after all of it is in place, and of a load by entity', () => {
    const rows = createRowStore();
    const heard: (readonly RowChange[] | string)[] = [];
    const stop = rows.observe({
      changed: (changes) => {
        expect(rows.count('account')).toBe(2);
        heard.push(changes);
      },
      loaded: (entity) => heard.push(entity),
    });
    rows.apply([put(row('account', 'a')), put(row('account', 'b'))]);
    rows.load('deal', [row('deal', 'd')]);
    stop();
    rows.apply([put(row('account', 'c'))]);
    expect(heard).toHaveLength(2);
    expect(heard[0]).toHaveLength(2);
    expect(heard[1]).toBe('deal');
  });

  test('loading the same record again replaces it', () => {
    const rows = createRowStore();
    rows.load('account', [row('account', 'a', { name: 'Old' })]);
    rows.load('account', [row('account', 'a', { name: 'New' }), row('account', 'b')]);
    expect(rows.count('account')).toBe(2);
    expect(rows.titleOf('account', 'a')).toBe('New');
  });
});

describe('links from the other side', () => {
  const A = '00000000-0000-7000-8000-00000000000a';
  const C = '00000000-0000-7000-8000-00000000000c';
  const pointing = (
    rows: RowStore,
    from: string,
    field: string,
    entity: string,
    id: string,
  ): readonly string[] | undefined => rows.links(from, field)?.pointingAt(entity, id);

  test('a record knows who points at it through links, child rows and sets', () => {
    const rows = createRowStore();
    rows.apply([
      put(row('contact', C, { account: A, accounts: [{ id: 'r', account: A, role: 'User' }] })),
      put(row('deal', 'd', { account: A })),
      put(row('activity', 'x', { about: [`account/${A}`, `contact/${C}`] })),
    ]);
    expect(pointing(rows, 'contact', 'account', 'account', A)).toEqual([C]);
    expect(pointing(rows, 'contact', 'accounts.account', 'account', A)).toEqual([C]);
    expect(pointing(rows, 'deal', 'account', 'account', A)).toEqual(['d']);
    expect(pointing(rows, 'activity', 'about', 'account', A)).toEqual(['x']);
    expect(pointing(rows, 'activity', 'about', 'contact', C)).toEqual(['x']);
  });

  test('they follow every later change', () => {
    const rows = createRowStore();
    rows.apply([put(row('deal', 'd1', { account: A })), put(row('deal', 'd2', { account: A }))]);
    expect(pointing(rows, 'deal', 'account', 'account', A)).toEqual(['d1', 'd2']);
    rows.apply([
      put(row('deal', 'd1', { account: 'other' })),
      { entity: 'deal', id: 'd2', after: undefined },
    ]);
    expect(pointing(rows, 'deal', 'account', 'account', A)).toEqual([]);
    expect(pointing(rows, 'deal', 'account', 'account', 'other')).toEqual(['d1']);
    rows.load('deal', [row('deal', 'd3', { account: A })]);
    expect(pointing(rows, 'deal', 'account', 'account', A)).toEqual(['d3']);
  });

  test('whoever follows from them hears which records are pointed at anew, and which no more', () => {
    const rows = createRowStore();
    rows.load('deal', [row('deal', 'd1', { account: A }), row('deal', 'd2', { account: A })]);
    const index = rows.links('deal', 'account');
    index?.catchUp();
    const seen = index?.touched.position ?? 0;
    rows.apply([put(row('deal', 'd1', { account: 'other' }))]);
    index?.catchUp();
    expect(index?.touched.since(seen)).toEqual([A, 'other']);
    expect([...(index?.slotsAt(A) ?? [])]).toEqual([1]);
    rows.load('deal', [row('deal', 'd3', { account: A })]);
    index?.catchUp();
    expect(index?.touched.since(seen)).toBe(null);
  });

  test('a field that is no link has none', () => {
    expect(createRowStore().links('deal', 'name')).toBe(undefined);
  });

  test('an id shared by two entities is not taken for the other', () => {
    const rows = createRowStore();
    rows.apply([put(row('deal', 'd', { account: A, product: A }))]);
    expect(pointing(rows, 'deal', 'account', 'product', A)).toEqual([]);
    expect(pointing(rows, 'deal', 'product', 'product', A)).toEqual(['d']);
  });
});
