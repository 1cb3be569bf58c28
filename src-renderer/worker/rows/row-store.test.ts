import { describe, expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { createBacklinks } from './backlinks.ts';
import { createRowStore } from './row-store.ts';
import type { RowChange } from './row-change.ts';
import { modules } from '../../../crm/modules/registry.ts';

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

describe('backlinks', () => {
  const A = '00000000-0000-7000-8000-00000000000a';
  const C = '00000000-0000-7000-8000-00000000000c';
  const entities = modules.map(({ entity }) => entity);

  test('a record knows who points at it through links, child rows and sets', () => {
    const rows = createRowStore();
    rows.apply([
      put(row('contact', C, { account: A, accounts: [{ id: 'r', account: A, role: 'User' }] })),
      put(row('deal', 'd', { account: A })),
      put(row('activity', 'x', { about: [`account/${A}`, `contact/${C}`] })),
    ]);
    const backlinks = createBacklinks({ rows, entities });
    expect(backlinks.to('account', A)).toEqual([
      { entity: 'contact', id: C, field: 'account' },
      { entity: 'contact', id: C, field: 'accounts.account' },
      { entity: 'deal', id: 'd', field: 'account' },
      { entity: 'activity', id: 'x', field: 'about' },
    ]);
    expect(backlinks.through('activity', 'about', 'contact', C)).toEqual(['x']);
  });

  test('backlinks follow every later change', () => {
    const rows = createRowStore();
    const backlinks = createBacklinks({ rows, entities });
    rows.apply([put(row('deal', 'd1', { account: A })), put(row('deal', 'd2', { account: A }))]);
    expect(backlinks.through('deal', 'account', 'account', A)).toEqual(['d1', 'd2']);
    rows.apply([
      put(row('deal', 'd1', { account: 'other' })),
      { entity: 'deal', id: 'd2', after: undefined },
    ]);
    expect(backlinks.through('deal', 'account', 'account', A)).toEqual([]);
    expect(backlinks.through('deal', 'account', 'account', 'other')).toEqual(['d1']);
    rows.load('deal', [row('deal', 'd3', { account: A })]);
    expect(backlinks.through('deal', 'account', 'account', A)).toEqual(['d3']);
  });

  test('a field that is no link has no backlinks', () => {
    const backlinks = createBacklinks({ rows: createRowStore(), entities });
    expect(backlinks.through('deal', 'name', 'account', A)).toEqual([]);
  });

  test('an id shared by two entities is not taken for the other', () => {
    const rows = createRowStore();
    rows.apply([put(row('deal', 'd', { account: A, product: A }))]);
    const backlinks = createBacklinks({ rows, entities });
    expect(backlinks.through('deal', 'account', 'product', A)).toEqual([]);
    expect(backlinks.to('product', A)).toEqual([{ entity: 'deal', id: 'd', field: 'product' }]);
  });
});
