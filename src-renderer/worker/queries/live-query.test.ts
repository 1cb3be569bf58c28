import { describe, expect, test, vi } from 'vitest';
import { withRowsInPlace, type Query, type QueryResult } from '../../../crm/kernel/query.ts';
import { by, row, setUp } from './queries-under-test.ts';

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
    // As a window does: what is put in place goes into the answer that it shows.
    let shown: QueryResult | undefined;
    const show = (result: QueryResult): void => {
      shown = result;
      listener(result);
    };
    const live = all.queries.open(query, {
      changed: show,
      rowsChanged: (inPlace) => {
        if (shown !== undefined) show(withRowsInPlace(shown, inPlace));
      },
    });
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

  test('an edit of a row in sight is told at once, and its effect on the order in a later turn', () => {
    const { put, turn, listener } = opened();
    put(
      row('account', 'a', { name: 'Acorn', tier: 'A' }),
      row('account', 'b', { name: 'Birch', tier: 'A' }),
    );
    turn();
    listener.mockClear();
    put(row('account', 'a', { name: 'Cedar', tier: 'A' }));
    const names = () => listener.mock.lastCall?.[0].rows.map((shown) => shown['name']);
    expect(names()).toEqual(['Cedar', 'Birch']);
    turn();
    expect(names()).toEqual(['Birch', 'Cedar']);
  });

  test('a change of what a roll-up counts is put into the row that shows it, and the list is not asked again', () => {
    const { put, turn, live, queries, rows } = opened();
    put(row('account', 'a', { name: 'Acorn', tier: 'A' }), row('account', 'b', { name: 'Birch' }));
    turn();
    const changed = vi.fn();
    const rowsChanged = vi.fn();
    const all = queries.open(
      { entity: 'account', sort: by('name'), window: { offset: 0, limit: 10 } },
      { changed, rowsChanged },
    );
    put(row('ticket', 't', { account: 'b', status: 'New' }));
    turn();
    expect(changed).not.toHaveBeenCalled();
    expect(rowsChanged.mock.calls).toMatchObject([[{ rows: [{ id: 'b', openTickets: 1 }] }]]);
    put(row('ticket', 't', { account: 'b', status: 'New', subject: 'Called back' }));
    turn();
    expect(rowsChanged).toHaveBeenCalledTimes(1);
    // Who orders by it has another order.
    const ordered = vi.fn();
    const byCount = queries.open(
      { entity: 'account', sort: by('openTickets'), window: { offset: 0, limit: 10 } },
      { changed: ordered, rowsChanged },
    );
    put({ ...(rows.get('ticket', 't') ?? row('ticket', 't')), account: 'a' });
    turn();
    expect(ordered.mock.lastCall).toMatchObject([{ rows: [{ id: 'b' }, { id: 'a' }] }]);
    for (const opened of [all, byCount]) if (opened.ok) opened.value.close();
    live.close();
  });

  test('an edit that takes a row out of the answer is not shown in place', () => {
    const { put, turn, listener } = opened();
    put(row('account', 'a', { name: 'Acorn', tier: 'A' }));
    turn();
    listener.mockClear();
    put(row('account', 'a', { name: 'Acorn', tier: 'B' }));
    expect(listener).not.toHaveBeenCalled();
    turn();
    expect(listener.mock.lastCall?.[0].rows).toEqual([]);
  });

  test('a row that matches neither before nor after does not make it run', () => {
    const filter = { field: 'lastName', operator: 'is', operand: 'Moss' };
    const { put, waiting } = opened({ ...question, entity: 'contact', filter, sort: [] });
    put(row('contact', 'c', { lastName: 'Fern' }), row('product', 'p'));
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
    const { put, turn, listener } = opened({
      entity: 'deal',
      sort: [],
      window: { offset: 0, limit: 5 },
    });
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
