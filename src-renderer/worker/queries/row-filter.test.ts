import { describe, expect, test } from 'vitest';
import type { Filter, Query } from '../../../crm/kernel/query.ts';
import { by, ME, row, setUp } from './queries-under-test.ts';

describe('filters', () => {
  const full = {
    name: 'Köhler & Co',
    website: 'https://www.koehler.example/shop',
    emails: [{ id: 'e', address: 'Info@koehler.example' }],
    phones: [{ id: 'p', number: '+49 (30) 90 18' }],
    industry: 'Technology',
    employees: 120,
    annualRevenue: { amountMinor: 250_050, currency: 'EUR' },
    billingAddress: { city: 'Berlin', country: 'Germany' },
    owner: ME,
    parentAccount: 'p1',
    tags: ['vip', 'fair'],
  };

  test.each<readonly [Filter, boolean]>([
    [{ field: 'name', operator: 'contains', operand: 'KOHLER' }, true],
    [{ field: 'name', operator: 'notContains', operand: 'kohler' }, false],
    [{ field: 'name', operator: 'is', operand: 'kohler & co' }, true],
    [{ field: 'name', operator: 'isNot', operand: 'kohler' }, true],
    [{ field: 'name', operator: 'startsWith', operand: 'kö' }, true],
    [{ field: 'name', operator: 'isEmpty' }, false],
    [{ field: 'description', operator: 'isEmpty' }, true],
    [{ field: 'website', operator: 'contains', operand: 'koehler.example' }, true],
    [{ field: 'emails', operator: 'contains', operand: 'info@' }, true],
    [{ field: 'phones', operator: 'contains', operand: '030/9018' }, true],
    [{ field: 'phones', operator: 'contains', operand: '031' }, false],
    [{ field: 'industry', operator: 'anyOf', operand: ['Technology'] }, true],
    [{ field: 'industry', operator: 'noneOf', operand: ['Technology'] }, false],
    [{ field: 'tier', operator: 'noneOf', operand: ['A'] }, true],
    [{ field: 'employees', operator: 'moreThan', operand: 120 }, false],
    [{ field: 'employees', operator: 'atLeast', operand: 120 }, true],
    [{ field: 'employees', operator: 'between', operand: [100, 130] }, true],
    [{ field: 'annualRevenue', operator: 'is', operand: 2500.5 }, true],
    [{ field: 'annualRevenue', operator: 'lessThan', operand: 2500.5 }, false],
    [{ field: 'billingAddress', operator: 'contains', operand: 'berlin' }, true],
    [{ field: 'owner', operator: 'isMe' }, true],
    [{ field: 'owner', operator: 'isNotMe' }, false],
    [{ field: 'parentAccount', operator: 'anyOf', operand: 'p1' }, true],
    [{ field: 'parentAccount.name', operator: 'is', operand: 'parent' }, true],
    [{ field: 'parentAccount.industry', operator: 'isEmpty' }, true],
    [{ field: 'tags', operator: 'hasAny', operand: ['vip'] }, true],
    [{ field: 'tags', operator: 'hasNone', operand: ['vip'] }, false],
    [{ field: 'geo', operator: 'isNotEmpty' }, false],
    [{ field: 'id', operator: 'anyOf', operand: ['a', 'b'] }, true],
    [{ field: 'createdAt', operator: 'before', operand: '2026-03-10' }, true],
    [{ any: [] }, true],
    [{ all: [] }, true],
  ])('%j holds: %s', (filter, holds) => {
    const { put, run } = setUp();
    put(row('account', 'a', full), row('account', 'p1', { name: 'Parent' }));
    const query: Query = {
      entity: 'account',
      filter: { all: [filter, { field: 'name', operator: 'contains', operand: 'hler' }] },
      sort: [],
      window: { offset: 0, limit: 9 },
    };
    // Three times, because a field that is asked for again is answered from its codes.
    for (let time = 0; time < 3; time++) expect(run(query).count).toBe(holds ? 1 : 0);
  });

  test.each<readonly [string, unknown, boolean]>([
    ['is', '2026-03-01', true],
    ['before', '2026-03-02', true],
    ['after', '2026-03-01', false],
    ['onOrBefore', '2026-03-01', true],
    ['onOrAfter', '2026-03-02', false],
    ['inLastDays', 9, true],
    ['inLastDays', 8, false],
    ['inNextDays', 30, false],
    ['overdue', undefined, true],
  ])('a date of 1 March is %s %j on 10 March: %s', (operator, operand, holds) => {
    const { put, run } = setUp();
    put(row('deal', 'd', { expectedCloseDate: '2026-03-01' }));
    const filter = {
      field: 'expectedCloseDate',
      operator,
      ...(operand === undefined ? {} : { operand }),
    } as Filter;
    expect(run({ entity: 'deal', filter }).count).toBe(holds ? 1 : 0);
  });

  test('a condition on a column of child rows holds when one row fulfils it, a negative one when none contradicts', () => {
    const { put, ids } = setUp();
    const contacts = (...all: string[]) =>
      all.map((contact, index) => ({ id: `${index}`, contact }));
    put(
      row('deal', 'both', { contacts: contacts('c1', 'c2') }),
      row('deal', 'one', { contacts: contacts('c2') }),
      row('deal', 'none'),
    );
    const filter = (operator: string) => ({ field: 'contacts.contact', operator, operand: ['c1'] });
    expect(ids({ entity: 'deal', filter: filter('anyOf') })).toEqual(['both']);
    expect(ids({ entity: 'deal', filter: filter('noneOf') })).toEqual(['none', 'one']);
  });

  test('archived records are left out unless asked for', () => {
    const { put, ids } = setUp();
    put(row('account', 'a'), row('account', 'b', { archivedAt: '2026-01-01T00:00:00.000Z' }));
    expect(ids({ entity: 'account' })).toEqual(['a']);
    expect(ids({ entity: 'account', archived: 'with' })).toEqual(['a', 'b']);
    expect(ids({ entity: 'account', archived: 'only' })).toEqual(['b']);
  });

  test('the quick filter wants every word, in whichever searchable field, and phones in any format', () => {
    const { put, ids } = setUp();
    put(
      row('contact', 'c', {
        firstName: 'Ádá',
        lastName: 'Berg',
        phones: [{ id: 'p', number: '+49 30 901820' }],
      }),
      row('contact', 'd', { firstName: 'Ada', lastName: 'Holm' }),
    );
    expect(ids({ entity: 'contact', text: 'ada' })).toEqual(['c', 'd']);
    expect(ids({ entity: 'contact', text: 'BERG ada' })).toEqual(['c']);
    expect(ids({ entity: 'contact', text: '(030) 9018' })).toEqual(['c']);
    expect(ids({ entity: 'contact', text: 'ada berg holm' })).toEqual([]);
  });
});

describe('what cannot be asked', () => {
  test.each<readonly [string, Partial<Query>, string]>([
    ['unknown-field', { filter: { field: 'colour', operator: 'is', operand: 'red' } }, 'colour'],
    [
      'unknown-field',
      { filter: { field: 'name.length', operator: 'is', operand: 'red' } },
      'name.length',
    ],
    [
      'unknown-field',
      { filter: { field: 'owner.colour', operator: 'is', operand: 'red' } },
      'owner.colour',
    ],
    [
      'unknown-field',
      { filter: { field: 'constructor', operator: 'is', operand: 'red' } },
      'constructor',
    ],
    ['unknown-field', { sort: by('colour') }, 'colour'],
    ['unknown-field', { sums: ['colour'] }, 'colour'],
    ['unknown-operator', { filter: { field: 'name', operator: 'moreThan', operand: 3 } }, 'name'],
    ['unknown-operator', { filter: { field: 'name', operator: 'toString' } }, 'name'],
    ['malformed-operand', { filter: { field: 'name', operator: 'contains', operand: 3 } }, 'name'],
    [
      'malformed-operand',
      { filter: { field: 'employees', operator: 'between', operand: [1] } },
      'employees',
    ],
    [
      'malformed-operand',
      { filter: { field: 'createdAt', operator: 'before', operand: '2026-99-99' } },
      'createdAt',
    ],
    [
      'malformed-operand',
      { filter: { field: 'createdAt', operator: 'inLastDays', operand: -1 } },
      'createdAt',
    ],
    [
      'malformed-operand',
      { filter: { field: 'industry', operator: 'anyOf', operand: [1] } },
      'industry',
    ],
    ['unsuitable-field', { group: { field: 'employees' } }, 'employees'],
    ['unsuitable-field', { sums: ['name'] }, 'name'],
  ])('%s in %j is a problem that names it', (code, query, field) => {
    const { queries } = setUp();
    const whole: Query = { entity: 'account', sort: [], window: { offset: 0, limit: 1 }, ...query };
    const expected = { ok: false, problem: { code, fields: [field] } };
    expect(queries.run(whole)).toMatchObject(expected);
    expect(queries.ids(whole)).toMatchObject(expected);
    expect(queries.open(whole, { changed: () => {}, rowsChanged: () => {} })).toMatchObject(
      expected,
    );
  });

  test('an unknown entity is a problem', () => {
    const { queries } = setUp();
    expect(
      queries.run({ entity: 'spaceship', sort: [], window: { offset: 0, limit: 1 } }),
    ).toMatchObject({
      ok: false,
      problem: { code: 'unknown-entity' },
    });
  });

  test('a filter nested without end is refused', () => {
    const { queries } = setUp();
    let filter: Filter = { all: [] };
    for (let depth = 0; depth < 5000; depth++) filter = { all: [filter] };
    expect(
      queries.run({ entity: 'account', filter, sort: [], window: { offset: 0, limit: 1 } }),
    ).toMatchObject({
      ok: false,
      problem: { code: 'filter-too-deep' },
    });
  });
});
