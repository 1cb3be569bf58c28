import { describe, expect, test } from 'vitest';
import type { Query } from '../../../crm/kernel/query.ts';
import { by, row, setUp } from './queries-under-test.ts';

describe('order and groups', () => {
  test('rows without a value come last in both directions', () => {
    const { put, ids } = setUp();
    put(
      row('account', 'x', { employees: 5 }),
      row('account', 'y'),
      row('account', 'z', { employees: 9 }),
    );
    expect(ids({ entity: 'account', sort: by('employees') })).toEqual(['x', 'z', 'y']);
    expect(ids({ entity: 'account', sort: by('employees', 'descending') })).toEqual([
      'z',
      'x',
      'y',
    ]);
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
    const staged = (id: string, stage?: string) =>
      row('deal', id, stage === undefined ? {} : { stage: { stage, rank: 'a0' } });
    put(
      staged('d1', 'Won'),
      staged('d2', 'Prospecting'),
      staged('d3'),
      staged('d4', 'Dreaming'),
      staged('d5', 'Proposal'),
    );
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
    put(
      row('deal', 'd1', { expectedCloseDate: '2026-10-01' }),
      row('deal', 'd2', { expectedCloseDate: '2026-02-28' }),
    );
    const { groups } = run({ entity: 'deal', group: { field: 'expectedCloseDate' } });
    expect(groups?.map(({ label }) => label)).toEqual(['February 2026', 'October 2026']);
  });

  test('groups of a link are called by the titles and ordered by them', () => {
    const { put, run } = setUp();
    put(row('account', 'a1', { name: 'Zenith' }), row('account', 'a2', { name: 'acorn' }));
    put(
      row('deal', 'd1', { account: 'a1' }),
      row('deal', 'd2', { account: 'a2' }),
      row('deal', 'd3', { account: 'a9' }),
    );
    const { groups } = run({ entity: 'deal', group: { field: 'account' } });
    expect(groups?.map(({ label }) => label)).toEqual(['acorn', 'Not here yet', 'Zenith']);
  });

  test('a row with several values stands in several groups but counts once', () => {
    const { put, run, queries } = setUp();
    put(row('account', 'a', { tags: ['x', 'y'] }), row('account', 'b', { tags: ['y'] }));
    const query: Query = {
      entity: 'account',
      sort: [],
      group: { field: 'tags' },
      window: { offset: 1, limit: 5 },
    };
    expect(run(query)).toMatchObject({
      count: 2,
      groups: [
        { key: 'x', count: 1 },
        { key: 'y', count: 2 },
      ],
    });
    expect(run(query).rows.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(queries.ids(query)).toEqual({ ok: true, value: ['a', 'a', 'b'] });
  });

  test('a collapsed group is counted and summed, and its rows stand in no window', () => {
    const { put, run, queries } = setUp();
    const dealOf = (id: string, stage: string, name: string) =>
      row('deal', id, {
        stage: { stage, rank: 'a0' },
        name,
        amount: { amountMinor: 5, currency: 'EUR' },
      });
    put(
      dealOf('d1', 'Won', 'b'),
      dealOf('d2', 'Won', 'a'),
      dealOf('d3', 'Prospecting', 'c'),
      dealOf('d4', 'Lost', 'd'),
    );
    const query: Query = {
      entity: 'deal',
      sort: by('name'),
      sums: ['amount'],
      group: { field: 'stage', collapsed: ['Prospecting', 'Lost', 'Gone'] },
      window: { offset: 0, limit: 5 },
    };
    const { count, rows, groups, sums } = run(query);
    expect(count).toBe(4);
    expect(sums).toEqual({ amount: { EUR: 20 } });
    expect(rows.map(({ id }) => id)).toEqual(['d2', 'd1']);
    expect(groups?.map((group) => [group.key, group.count, group.sums['amount']])).toEqual([
      ['Prospecting', 1, { EUR: 5 }],
      ['Won', 2, { EUR: 10 }],
      ['Lost', 1, { EUR: 5 }],
    ]);
    expect(queries.ids(query)).toEqual({ ok: true, value: ['d2', 'd1'] });
  });

  test('only the first rows of each group stand in the window where no more are wanted', () => {
    const { put, run } = setUp();
    const dealOf = (id: string, stage: string) =>
      row('deal', id, { stage: { stage, rank: 'a0' }, name: id });
    put(...['d1', 'd2', 'd3'].map((id) => dealOf(id, 'Won')), dealOf('d4', 'Prospecting'));
    const query: Query = {
      entity: 'deal',
      sort: by('name'),
      group: { field: 'stage', heads: 2 },
      window: { offset: 0, limit: 10 },
    };
    const { count, rows, groups } = run(query);
    expect(count).toBe(4);
    expect(rows.map(({ id }) => id)).toEqual(['d4', 'd1', 'd2']);
    expect(groups?.map((group) => group.count)).toEqual([1, 3]);
  });

  test('of a row only the fields that a question names are answered, beside what every record has', () => {
    const { put, run } = setUp();
    put(
      row('deal', 'd1', {
        name: 'Tram',
        nextStep: 'Call',
        amount: { amountMinor: 5, currency: 'EUR' },
      }),
    );
    const ask = (fields: readonly string[]) =>
      run({ entity: 'deal', sort: [], fields, window: { offset: 0, limit: 10 } }).rows[0];
    expect(Object.keys(ask(['name']) ?? {}).toSorted()).toEqual([
      'createdAt',
      'createdBy',
      'entity',
      'id',
      'name',
    ]);
    expect(ask(['nextStep', 'completeness'])).toMatchObject({
      nextStep: 'Call',
      completeness: expect.any(Number),
    });
    expect(ask(['nextStep', 'completeness'])).not.toHaveProperty('name');
  });

  test('what would be too many groups is one, with all of its rows and their sums', () => {
    const { put, run, queries } = setUp();
    const names = Array.from({ length: 1203 }, (_, at) => `n${String(at).padStart(4, '0')}`);
    put(
      ...names.map((name) =>
        row('deal', `id-${name}`, { name, amount: { amountMinor: 1, currency: 'EUR' } }),
      ),
    );
    const query: Query = {
      entity: 'deal',
      sort: by('name'),
      sums: ['amount'],
      group: { field: 'name' },
      window: { offset: 1000, limit: 1 },
    };
    const { groups = [], rows } = run(query);
    expect(groups).toHaveLength(1000);
    expect(groups.at(-1)).toMatchObject({
      label: 'All others',
      count: 204,
      sums: { amount: { EUR: 204 } },
    });
    expect(rows[0]?.['name']).toBe('n1000');
    const ids = queries.ids(query);
    expect(ids.ok ? ids.value : []).toEqual(names.map((name) => `id-${name}`));
  });

  test('an instant is grouped by the month that the person’s clock showed', () => {
    const { put, run, day } = setUp();
    put(
      { ...row('deal', 'd1'), createdAt: '2026-03-01T04:59:00.000Z' },
      { ...row('deal', 'd2'), createdAt: '2026-03-01T05:00:00.000Z' },
      { ...row('deal', 'd3'), createdAt: '2026-03-15T05:00:00.000Z' },
    );
    day.timeZone = 'America/New_York';
    const { groups } = run({ entity: 'deal', group: { field: 'createdAt' } });
    expect(groups?.map(({ key, count }) => [key, count])).toEqual([
      ['2026-02', 1],
      ['2026-03', 2],
    ]);
  });

  test('sums are exact in minor units, one a currency, over all rows and not only the window', () => {
    const { put, run } = setUp();
    const worth = (id: string, amountMinor: number, currency: string) =>
      row('deal', id, { amount: { amountMinor, currency } });
    put(worth('d1', 10, 'EUR'), worth('d2', 20, 'EUR'), worth('d3', 5, 'JPY'), row('deal', 'd4'));
    expect(
      run({
        entity: 'deal',
        sums: ['amount', 'probability'].slice(0, 1),
        window: { offset: 0, limit: 1 },
      }).sums,
    ).toEqual({
      amount: { EUR: 30, JPY: 5 },
    });
  });

  test('money is summed in the workspace’s currency, at the rate that counts for each record', () => {
    const { put, run } = setUp();
    const dollars = (id: string, amountMinor: number, more: object = {}) =>
      row('deal', id, { amount: { amountMinor, currency: 'USD' }, ...more });
    const rate = (id: string, currency: string, perUnit: number, validFrom: string) =>
      row('rate', id, { currency, perUnit, validFrom });
    put(
      // Today is 2026-03-10.
      rate('r1', 'USD', 0.8, '2025-01-01'),
      rate('r2', 'USD', 0.9, '2026-03-01'),
      rate('r3', 'USD', 0.5, '2026-04-01'),
      rate('r4', 'JPY', 0.006, '2026-01-01'),
      // 100 $ today: 90 €. 50 $ settled last year: 40 €. 10 $ frozen at 0.7: 7 €. 1 $ before any rate: stays.
      dollars('open', 100_00),
      dollars('won', 50_00, { closedDate: '2025-12-31' }),
      dollars('frozen', 10_00, { closedDate: '2025-12-31', exchangeRate: 0.7 }),
      dollars('early', 1_00, { closedDate: '2024-12-31' }),
      row('deal', 'yen', { amount: { amountMinor: 1000, currency: 'JPY' } }),
      row('deal', 'pound', { amount: { amountMinor: 3_00, currency: 'GBP' } }),
      row('deal', 'euro', { amount: { amountMinor: 2_00, currency: 'EUR' } }),
    );
    const { amount } = run({ entity: 'deal', sums: ['amount'] }).sums;
    expect(Object.keys(amount ?? {})).toEqual(['EUR', 'GBP', 'USD']);
    // 90 + 40 + 7 + 6 + 2
    expect(amount?.['EUR']).toBeCloseTo(145_00, 6);
    expect(amount).toMatchObject({ GBP: 3_00, USD: 1_00 });
  });

  test('a rate that is said meanwhile is in the totals that somebody looks at', () => {
    const { put, queries, turn } = setUp();
    put(row('deal', 'd', { amount: { amountMinor: 10_00, currency: 'USD' } }));
    const seen: unknown[] = [];
    const query = { entity: 'deal', sort: [], sums: ['amount'], window: { offset: 0, limit: 0 } };
    queries.open(query, {
      changed: (result) => void seen.push(result.sums['amount']),
      rowsChanged: () => undefined,
    });
    put(row('rate', 'r', { currency: 'USD', perUnit: 0.5, validFrom: '2026-01-01' }));
    turn();
    expect(seen).toEqual([{ EUR: 5_00 }]);
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
    expect(run({ entity: 'deal', window: { offset: 1, limit: 1 } }).titles).toEqual({
      'account/a2': 'Birch',
    });
  });

  test('rows of an answer are the very rows of the store', () => {
    const { put, run, rows } = setUp();
    put(row('product', 'a'));
    expect(run({ entity: 'product' }).rows[0]).toBe(rows.get('product', 'a'));
  });
});
