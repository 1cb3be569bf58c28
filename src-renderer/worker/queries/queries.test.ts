import { describe, expect, test, vi } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Filter, Query, QueryResult } from '../../../crm/kernel/query.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { createRowStore } from '../rows/row-store.ts';
import { createQueries } from './queries.ts';

const ME = 'u1';

function row(entity: string, id: string, fields: object = {}): AnyRow {
  return { id, entity, createdAt: `2026-01-0${1 + (id.length % 9)}T00:00:00.000Z`, createdBy: '', ...fields };
}

function setUp() {
  const rows = createRowStore();
  const waiting: { run: () => void; delayMs: number }[] = [];
  const clock = { ms: 0, costMs: 0 };
  const day = { today: '2026-03-10' };
  const queries = createQueries({
    rows,
    entityNamed,
    // Asked once a run: a run takes as long as `costMs` says.
    context: () => {
      clock.ms += clock.costMs;
      return { meId: ME, today: day.today, locale: 'en', timeZone: 'UTC', titleOf: rows.titleOf };
    },
    now: () => clock.ms,
    schedule: (run, delayMs) => waiting.push({ run, delayMs }),
  });
  const put = (...all: readonly AnyRow[]): void => {
    rows.apply(all.map((after) => ({ entity: after.entity, id: after.id, after })));
  };
  const turn = (): void => {
    for (const { run, delayMs } of waiting.splice(0)) {
      clock.ms += delayMs;
      run();
    }
  };
  const run = (query: Partial<Query> & { readonly entity: string }): QueryResult => {
    const result = queries.run({ sort: [], window: { offset: 0, limit: 100 }, ...query });
    if (!result.ok) throw new Error(result.problem.message);
    return result.value;
  };
  const ids = (query: Partial<Query> & { readonly entity: string }): readonly string[] =>
    run(query).rows.map(({ id }) => id);
  return { rows, queries, put, turn, run, ids, waiting, clock, day };
}

const by = (field: string, direction: 'ascending' | 'descending' = 'ascending') => [{ field, direction }];

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
    const filter = { field: 'expectedCloseDate', operator, ...(operand === undefined ? {} : { operand }) } as Filter;
    expect(run({ entity: 'deal', filter }).count).toBe(holds ? 1 : 0);
  });

  test('a condition on a column of child rows holds when one row fulfils it, a negative one when none contradicts', () => {
    const { put, ids } = setUp();
    const contacts = (...all: string[]) => all.map((contact, index) => ({ id: `${index}`, contact }));
    put(row('deal', 'both', { contacts: contacts('c1', 'c2') }), row('deal', 'one', { contacts: contacts('c2') }), row('deal', 'none'));
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
      row('contact', 'c', { firstName: 'Ádá', lastName: 'Berg', phones: [{ id: 'p', number: '+49 30 901820' }] }),
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
    ['unknown-field', { filter: { field: 'name.length', operator: 'is', operand: 'red' } }, 'name.length'],
    ['unknown-field', { filter: { field: 'owner.colour', operator: 'is', operand: 'red' } }, 'owner.colour'],
    ['unknown-field', { filter: { field: 'constructor', operator: 'is', operand: 'red' } }, 'constructor'],
    ['unknown-field', { sort: by('colour') }, 'colour'],
    ['unknown-field', { sums: ['colour'] }, 'colour'],
    ['unknown-operator', { filter: { field: 'name', operator: 'moreThan', operand: 3 } }, 'name'],
    ['unknown-operator', { filter: { field: 'name', operator: 'toString' } }, 'name'],
    ['malformed-operand', { filter: { field: 'name', operator: 'contains', operand: 3 } }, 'name'],
    ['malformed-operand', { filter: { field: 'employees', operator: 'between', operand: [1] } }, 'employees'],
    ['malformed-operand', { filter: { field: 'createdAt', operator: 'before', operand: '2026-99-99' } }, 'createdAt'],
    ['malformed-operand', { filter: { field: 'createdAt', operator: 'inLastDays', operand: -1 } }, 'createdAt'],
    ['malformed-operand', { filter: { field: 'industry', operator: 'anyOf', operand: [1] } }, 'industry'],
    ['unsuitable-field', { group: { field: 'employees' } }, 'employees'],
    ['unsuitable-field', { sums: ['name'] }, 'name'],
  ])('%s in %j is a problem that names it', (code, query, field) => {
    const { queries } = setUp();
    const whole: Query = { entity: 'account', sort: [], window: { offset: 0, limit: 1 }, ...query };
    const expected = { ok: false, problem: { code, fields: [field] } };
    expect(queries.run(whole)).toMatchObject(expected);
    expect(queries.ids(whole)).toMatchObject(expected);
    expect(queries.open(whole, () => {})).toMatchObject(expected);
  });

  test('an unknown entity is a problem', () => {
    const { queries } = setUp();
    expect(queries.run({ entity: 'spaceship', sort: [], window: { offset: 0, limit: 1 } })).toMatchObject({
      ok: false,
      problem: { code: 'unknown-entity' },
    });
  });

  test('a filter nested without end is refused', () => {
    const { queries } = setUp();
    let filter: Filter = { all: [] };
    for (let depth = 0; depth < 5000; depth++) filter = { all: [filter] };
    expect(queries.run({ entity: 'account', filter, sort: [], window: { offset: 0, limit: 1 } })).toMatchObject({
      ok: false,
      problem: { code: 'filter-too-deep' },
    });
  });
});

describe('order and groups', () => {
  test('rows without a value come last in both directions', () => {
    const { put, ids } = setUp();
    put(row('account', 'x', { employees: 5 }), row('account', 'y'), row('account', 'z', { employees: 9 }));
    expect(ids({ entity: 'account', sort: by('employees') })).toEqual(['x', 'z', 'y']);
    expect(ids({ entity: 'account', sort: by('employees', 'descending') })).toEqual(['z', 'x', 'y']);
  });

  test('ties break on id, whichever came first', () => {
    const { put, ids } = setUp();
    put(row('account', 'b', { tier: 'A' }), row('account', 'a', { tier: 'A' }));
    expect(ids({ entity: 'account', sort: by('tier', 'descending') })).toEqual(['a', 'b']);
  });

  test('an order by a linked title follows the linked record', () => {
    const { put, ids } = setUp();
    put(row('account', 'a1', { name: 'Acorn' }), row('account', 'a2', { name: 'Birch' }));
    put(row('contact', 'c1', { account: 'a1' }), row('contact', 'c2', { account: 'a2' }));
    expect(ids({ entity: 'contact', sort: by('account') })).toEqual(['c1', 'c2']);
    put(row('account', 'a1', { name: 'Cedar' }));
    expect(ids({ entity: 'contact', sort: by('account') })).toEqual(['c2', 'c1']);
  });

  test('groups come in the order of the options, strange values after them, no value last', () => {
    const { put, run } = setUp();
    const staged = (id: string, stage?: string) => row('deal', id, stage === undefined ? {} : { stage: { stage, rank: 'a0' } });
    put(staged('d1', 'Won'), staged('d2', 'Prospecting'), staged('d3'), staged('d4', 'Dreaming'), staged('d5', 'Proposal'));
    const { groups } = run({ entity: 'deal', group: { field: 'stage' } });
    expect(groups?.map(({ label, count }) => [label, count])).toEqual([
      ['Prospecting', 1],
      ['Proposal', 1],
      ['Won', 1],
      ['Dreaming', 1],
      ['No stage', 1],
    ]);
  });

  test('months come in the order of time and are called by their names', () => {
    const { put, run } = setUp();
    put(row('deal', 'd1', { expectedCloseDate: '2026-10-01' }), row('deal', 'd2', { expectedCloseDate: '2026-02-28' }));
    const { groups } = run({ entity: 'deal', group: { field: 'expectedCloseDate' } });
    expect(groups?.map(({ label }) => label)).toEqual(['February 2026', 'October 2026']);
  });

  test('groups of a link are called by the titles and ordered by them', () => {
    const { put, run } = setUp();
    put(row('account', 'a1', { name: 'Zenith' }), row('account', 'a2', { name: 'acorn' }));
    put(row('deal', 'd1', { account: 'a1' }), row('deal', 'd2', { account: 'a2' }), row('deal', 'd3', { account: 'a9' }));
    const { groups } = run({ entity: 'deal', group: { field: 'account' } });
    expect(groups?.map(({ label }) => label)).toEqual(['acorn', 'Not here yet', 'Zenith']);
  });

  test('a row with several values stands in several groups but counts once', () => {
    const { put, run, queries } = setUp();
    put(row('account', 'a', { tags: ['x', 'y'] }), row('account', 'b', { tags: ['y'] }));
    const query: Query = { entity: 'account', sort: [], group: { field: 'tags' }, window: { offset: 1, limit: 5 } };
    expect(run(query)).toMatchObject({ count: 2, groups: [{ key: 'x', count: 1 }, { key: 'y', count: 2 }] });
    expect(run(query).rows.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(queries.ids(query)).toEqual({ ok: true, value: ['a', 'a', 'b'] });
  });

  test('sums are exact in minor units, one a currency, over all rows and not only the window', () => {
    const { put, run } = setUp();
    const worth = (id: string, amountMinor: number, currency: string) => row('deal', id, { amount: { amountMinor, currency } });
    put(worth('d1', 10, 'EUR'), worth('d2', 20, 'EUR'), worth('d3', 5, 'JPY'), row('deal', 'd4'));
    expect(run({ entity: 'deal', sums: ['amount', 'probability'].slice(0, 1), window: { offset: 0, limit: 1 } }).sums).toEqual({
      amount: { EUR: 30, JPY: 5 },
    });
  });

  test('sums of fractions do not depend on the order of the rows', () => {
    const values = [0.1, 1e15, 0.2, -1e15, 0.3, 0.7];
    const sumOf = (list: readonly number[]): unknown => {
      const { put, run } = setUp();
      put(...list.map((exchangeRate, index) => row('deal', `d${index}`, { exchangeRate })));
      return run({ entity: 'deal', sums: ['exchangeRate'] }).sums['exchangeRate'];
    };
    expect(sumOf(values)).toEqual(sumOf(values.toReversed()));
  });

  test('titles of linked records come for the rows of the window only', () => {
    const { put, run } = setUp();
    put(row('account', 'a1', { name: 'Acorn' }), row('account', 'a2', { name: 'Birch' }));
    put(row('deal', 'd1', { account: 'a1' }), row('deal', 'd2', { account: 'a2' }));
    expect(run({ entity: 'deal', window: { offset: 1, limit: 1 } }).titles).toEqual({ 'account/a2': 'Birch' });
  });

  test('rows of an answer are the very rows of the store', () => {
    const { put, run, rows } = setUp();
    put(row('account', 'a'));
    expect(run({ entity: 'account' }).rows[0]).toBe(rows.get('account', 'a'));
  });
});

describe('live questions', () => {
  const question: Query = {
    entity: 'account',
    filter: { field: 'tier', operator: 'anyOf', operand: ['A'] },
    sort: by('name'),
    window: { offset: 0, limit: 2 },
  };
  function opened(query: Query = question) {
    const all = setUp();
    const listener = vi.fn<(result: QueryResult) => void>();
    const live = all.queries.open(query, listener);
    if (!live.ok) throw new Error(live.problem.message);
    return { ...all, listener, live: live.value };
  }

  test('a change that concerns it is told once, in a later turn, with a higher version', () => {
    const { put, turn, listener, live } = opened();
    put(row('account', 'a', { name: 'Acorn', tier: 'A' }));
    put(row('account', 'b', { name: 'Birch', tier: 'A' }));
    expect(listener).not.toHaveBeenCalled();
    turn();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(listener.mock.calls[0]?.[0]).toMatchObject({ version: 2, count: 2 });
    expect(live.result.version).toBe(2);
  });

  test('a row that matches neither before nor after does not make it run', () => {
    const { put, waiting } = opened();
    put(row('account', 'a', { name: 'Acorn', tier: 'B' }), row('deal', 'd'));
    expect(waiting).toEqual([]);
  });

  test('a change out of sight that leaves count and sums alone is not told', () => {
    const { put, turn, listener } = opened();
    put(...['a', 'b', 'c'].map((id) => row('account', id, { name: id, tier: 'A' })));
    turn();
    listener.mockClear();
    put(row('account', 'c', { name: 'cc', tier: 'A' }));
    turn();
    expect(listener).not.toHaveBeenCalled();
  });

  test('a row written anew with the same values is not told', () => {
    const { put, turn, listener } = opened();
    put(row('account', 'a', { name: 'Acorn', tier: 'A' }));
    turn();
    listener.mockClear();
    put(row('account', 'a', { name: 'Acorn', tier: 'A' }));
    turn();
    expect(listener).not.toHaveBeenCalled();
  });

  test('the title of a linked record in sight is told when it changes, and when the record arrives', () => {
    const { put, turn, listener } = opened({ entity: 'deal', sort: [], window: { offset: 0, limit: 5 } });
    put(row('deal', 'd', { account: 'a1' }));
    turn();
    for (const name of ['Acorn', 'Birch']) {
      put(row('account', 'a1', { name }));
      turn();
      expect(listener.mock.lastCall?.[0].titles).toEqual({ 'account/a1': name });
    }
  });

  test('rows that were loaded are told', () => {
    const { rows, turn, listener } = opened();
    rows.load('account', [row('account', 'a', { name: 'Acorn', tier: 'A' })]);
    turn();
    expect(listener.mock.lastCall?.[0].count).toBe(1);
  });

  test('another question in its place answers at once and stays live; a bad one changes nothing', () => {
    const { put, turn, listener, live } = opened();
    put(row('account', 'a', { name: 'Acorn', tier: 'B' }));
    expect(live.update({ ...question, sort: by('nonsense') })).toMatchObject({ ok: false });
    expect(live.result.count).toBe(0);
    const all: Query = { entity: 'account', sort: [], window: { offset: 0, limit: 5 } };
    expect(live.update(all)).toMatchObject({ ok: true, value: { version: 2, count: 1 } });
    put(row('account', 'b', { tier: 'B' }));
    turn();
    expect(listener.mock.lastCall?.[0]).toMatchObject({ version: 3, count: 2 });
  });

  test('a closed one is never told again, even when it was due', () => {
    const { put, turn, listener, live } = opened();
    put(row('account', 'a', { name: 'Acorn', tier: 'A' }));
    live.close();
    turn();
    expect(listener).not.toHaveBeenCalled();
  });

  test('another day asks again', () => {
    const { put, turn, listener, queries, day } = opened({
      entity: 'deal',
      filter: { field: 'expectedCloseDate', operator: 'overdue' },
      sort: [],
      window: { offset: 0, limit: 5 },
    });
    put(row('deal', 'd', { expectedCloseDate: '2026-03-10' }));
    turn();
    expect(listener).not.toHaveBeenCalled();
    day.today = '2026-03-11';
    queries.refresh();
    turn();
    expect(listener.mock.lastCall?.[0].count).toBe(1);
  });

  test('in a storm of changes it rests four times as long as it ran, and the last change is never lost', () => {
    const { put, turn, listener, live, waiting, clock } = opened();
    clock.costMs = 10;
    let delayedMs = 0;
    for (let index = 0; index < 100; index++) {
      put(row('account', `a${String(index).padStart(3, '0')}`, { name: `A${index}`, tier: 'A' }));
      delayedMs = Math.max(delayedMs, ...waiting.map(({ delayMs }) => delayMs));
      if (index % 10 === 9) turn();
    }
    for (let rest = 0; rest < 5; rest++) turn();
    expect(delayedMs).toBe(40);
    expect(listener.mock.calls.length).toBeLessThan(20);
    expect(live.result.count).toBe(100);
    expect(listener.mock.lastCall?.[0].count).toBe(100);
  });
});
