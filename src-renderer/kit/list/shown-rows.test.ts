import { describe, expect, it } from 'vitest';
import { deal } from '../../../crm/modules/deal/deal.entity.ts';
import type { QueryResult } from '../../../crm/kernel/query.ts';
import { NO_ROWS, shownRows } from './shown-rows.ts';

const answer = (rows: readonly object[], titles: Record<string, string> = {}): QueryResult => ({
  version: 1,
  count: rows.length,
  offset: 0,
  rows: rows as QueryResult['rows'],
  titles,
  sums: {},
});
const row = (id: string, values: object = {}) => ({
  id,
  entity: 'deal',
  createdAt: '',
  createdBy: '',
  ...values,
});

describe('rows of one answer after the other', () => {
  it('a row that says the same stays the same object, wherever it stands', () => {
    const first = shownRows(
      deal,
      NO_ROWS,
      answer([row('a', { name: 'A' }), row('b', { name: 'B' })]),
    );
    const second = shownRows(
      deal,
      first,
      answer([row('b', { name: 'B' }), row('a', { name: 'A' })]),
    );
    expect(second.rows[0]).toBe(first.rows[1]);
    expect(second.rows[1]).toBe(first.rows[0]);
  });

  it('a changed row is a new one', () => {
    const first = shownRows(deal, NO_ROWS, answer([row('a', { name: 'A' })]));
    const second = shownRows(deal, first, answer([row('a', { name: 'B' })]));
    expect(second.rows[0]?.row['name']).toBe('B');
  });

  it('a row whose linked record got another name, or arrived, is drawn again', () => {
    const linked = [row('a', { account: 'x' })];
    const without = shownRows(deal, NO_ROWS, answer(linked));
    const named = shownRows(deal, without, answer(linked, { 'account/x': 'Acme' }));
    const renamed = shownRows(deal, named, answer(linked, { 'account/x': 'Acme SA' }));
    expect(named.rows[0]?.titleOf('account', 'x')).toBe('Acme');
    expect(renamed.rows[0]?.titleOf('account', 'x')).toBe('Acme SA');
    expect(shownRows(deal, renamed, answer(linked, { 'account/x': 'Acme SA' })).rows[0]).toBe(
      renamed.rows[0],
    );
  });
});
