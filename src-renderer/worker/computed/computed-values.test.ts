import { beforeEach, describe, expect, test } from 'vitest';
import { customKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { problemKey } from '../../../crm/kernel/custom/computed-definition.ts';
import type { FieldDefinition } from '../../../crm/kernel/custom/definition.ts';
import type { QueryResult } from '../../../crm/kernel/query.ts';
import { createAsked, type Asked } from '../queries/queries.fixture.ts';

let asked: Asked;
beforeEach(() => {
  asked = createAsked('2026-03-10');
});

let ids = 0;
const definitions: FieldDefinition[] = [];
beforeEach(() => void definitions.splice(0));

function define(values: Partial<FieldDefinition>): string {
  const id = `0192f000-0000-7000-8000-${String(++ids).padStart(12, '0')}`;
  definitions.push({
    id,
    entity: 'customField',
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: '',
    on: 'account',
    label: `Field ${ids}`,
    place: `a${ids}`,
    ...values,
  });
  asked.registry.redefine({ fields: [...definitions], objects: [] }, (changed) => {
    for (const name of changed) asked.rows.redefine(name, (row) => row);
  });
  return customKey(id);
}

const formula = (expression: string, result = 'number', more: Partial<FieldDefinition> = {}) =>
  define({ type: 'formula', expression, result, ...more });

const put: Asked['put'] = (...of) => asked.put(...of);
const ask: Asked['ask'] = (query) => asked.ask(query);

const shown = (id: string, entity = 'account'): Readonly<Record<string, unknown>> =>
  ask({ entity }).rows.find((row) => row.id === id) ?? {};
const eur = (amount: number) => ({ amountMinor: amount * 100, currency: 'EUR' });
const open = { stage: 'Qualification', rank: 'a0' };

describe('a formula', () => {
  test('reckons with the fields of its record and of the records that it links to', () => {
    const perHead = formula('annualRevenue / employees', 'money');
    const share = formula('amount / account.annualRevenue * 100', 'percent', { on: 'deal' });
    put('account', 'a', { name: 'Acme', annualRevenue: eur(900), employees: 3 });
    put('deal', 'd', { name: 'D', amount: eur(90), account: 'a', stage: open });
    expect(shown('a')[perHead]).toEqual(eur(300));
    expect(shown('d', 'deal')[share]).toBe(10);
    put('account', 'a', { name: 'Acme', annualRevenue: eur(450), employees: 3 });
    expect(shown('d', 'deal')[share]).toBe(20);
  });

  test('is empty where an input is, and says why where it cannot be computed', () => {
    const double = formula('employees * 2');
    const ratio = formula('employees / (employees - 3)');
    const wrong = formula('name', 'number');
    const mixed = formula('annualRevenue + parentAccount.annualRevenue', 'money');
    put('account', 'a', { name: 'A', annualRevenue: eur(1) });
    put('account', 'b', {
      name: 'B',
      employees: 3,
      parentAccount: 'a',
      annualRevenue: { amountMinor: 100, currency: 'USD' },
    });
    expect(shown('a')).not.toHaveProperty([double]);
    expect(shown('a')).not.toHaveProperty([problemKey(double)]);
    expect(shown('b')[problemKey(ratio)]).toBe('it divides by zero');
    expect(shown('b')[problemKey(wrong)]).toBe('it gives a text, and this field holds a number');
    expect(shown('b')[problemKey(mixed)]).toBe('it mixes EUR and USD');
  });

  test('can be sorted, filtered and added up like any field', () => {
    const double = formula('employees * 2');
    for (const employees of [3, 1, 2]) put('account', `a${employees}`, { name: 'A', employees });
    const field = double;
    expect(
      ask({ entity: 'account', sort: [{ field, direction: 'descending' }] }).rows.map(
        ({ id }) => id,
      ),
    ).toEqual(['a3', 'a2', 'a1']);
    const filter = { field, operator: 'moreThan', operand: 3 };
    expect(ask({ entity: 'account', filter }).count).toBe(2);
    expect(ask({ entity: 'account', sums: [field] }).sums[field]).toEqual({ '': 12 });
  });

  test('of the day is another one on the next day', () => {
    const age = formula('days(createdAt, today)');
    const since = formula('foundedYear > 2000 ? today : null', 'date');
    put('account', 'a', { name: 'A', foundedYear: 2010 });
    expect(shown('a')[since]).toBe('2026-03-10');
    expect(shown('a')[age]).toBe(68);
    asked.day.today = '2026-03-11';
    expect(shown('a')[since]).toBe('2026-03-11');
    expect(shown('a')[age]).toBe(69);
  });

  test('that needs itself says so, whoever brought the two halves together', () => {
    const a = formula('1 + 1', 'number', { label: 'A' });
    const b = formula(`${a} * 2`, 'number', { label: 'B' });
    definitions[0] = { ...(definitions[0] as FieldDefinition), expression: `${b} + 1` };
    asked.registry.redefine({ fields: [...definitions], objects: [] }, (changed) => {
      for (const name of changed) asked.rows.redefine(name, (row) => row);
    });
    put('account', 'a', { name: 'A' });
    expect(shown('a')[problemKey(a)]).toBe('it needs itself: A → B → A');
    expect(shown('a')[problemKey(b)]).toBe('it needs itself: B → A → B');
  });

  test('reads what is deleted no more', () => {
    const region = define({ type: 'text', label: 'Region' });
    const shout = formula(`${region} + "!"`, 'text');
    put('account', 'a', { name: 'A', [region]: 'North' });
    expect(shown('a')[shout]).toBe('North!');
    definitions[0] = { ...(definitions[0] as FieldDefinition), deletedAt: 'now' };
    define({ type: 'text' });
    expect(shown('a')[problemKey(shout)]).toBe(
      'it reads a field that is deleted, or has not arrived',
    );
  });
});

describe('a roll-up', () => {
  const overDeals = (more: Partial<FieldDefinition>) =>
    define({ type: 'rollUp', over: 'deal.account', result: 'number', ...more });

  test('counts, adds up and compares the records that point here, those alone that its filter takes', () => {
    const count = overDeals({ measure: 'count' });
    const filter = JSON.stringify({ field: 'amount', operator: 'moreThan', operand: 50 });
    const sum = overDeals({ measure: 'sum', measured: 'amount', result: 'money', filter });
    const next = overDeals({ measure: 'min', measured: 'expectedCloseDate', result: 'date' });
    put('account', 'a', { name: 'A' });
    put('account', 'b', { name: 'B' });
    for (const [id, value, expectedCloseDate] of [
      ['d1', 10, '2026-05-01'],
      ['d2', 70, '2026-04-01'],
      ['d3', 80, undefined],
    ] as const)
      put('deal', id, {
        name: id,
        account: 'a',
        amount: eur(value),
        expectedCloseDate,
        stage: open,
      });
    expect(shown('a')).toMatchObject({ [count]: 3, [sum]: eur(150), [next]: '2026-04-01' });
    expect(shown('b')).toMatchObject({ [count]: 0, [sum]: eur(0) });
    // Moved, changed, archived, gone.
    put('deal', 'd2', { name: 'd2', account: 'b', amount: eur(60), stage: open });
    expect(shown('a')).toMatchObject({ [count]: 2, [sum]: eur(80), [next]: '2026-05-01' });
    expect(shown('b')).toMatchObject({ [count]: 1, [sum]: eur(60) });
    put('deal', 'd3', { name: 'd3', account: 'a', amount: eur(80), archivedAt: 'then' });
    asked.rows.apply([{ entity: 'deal', id: 'd1', after: undefined }]);
    expect(shown('a')).toMatchObject({ [count]: 0, [sum]: eur(0) });
    expect(shown('a')).not.toHaveProperty([next]);
  });

  test('says when one was first and last in touch, and when one is going to be', () => {
    put('account', 'a', { name: 'A' });
    const about = ['account/a'];
    for (const [id, kind, status, startAt, outcome] of [
      ['first', 'Email', undefined, '2026-01-02T09:00:00.000Z', undefined],
      ['last', 'Call', 'Held', '2026-03-04T09:00:00.000Z', 'Connected'],
      ['nobody', 'Call', 'Held', '2026-03-09T09:00:00.000Z', 'No Answer'],
      ['off', 'Meeting', 'Cancelled', '2026-03-10T09:00:00.000Z', undefined],
      ['task', 'Task', 'Completed', '2026-03-11T09:00:00.000Z', undefined],
      ['next', 'Meeting', 'Planned', '2026-04-05T09:00:00.000Z', undefined],
      ['later', 'Meeting', 'Planned', '2026-05-06T09:00:00.000Z', undefined],
    ] as const)
      put('activity', id, { kind, subject: id, status, startAt, outcome, about });
    expect(shown('a')).toMatchObject({
      firstContact: '2026-01-02',
      lastContact: '2026-03-04',
      nextContact: '2026-04-05',
    });
    put('account', 'b', { name: 'B' });
    expect(shown('b')).not.toHaveProperty('lastContact');
  });

  test('counts as contact what stands in the timeline: of an account also what its people and its business had', () => {
    put('account', 'a', { name: 'A' });
    put('contact', 'c', { lastName: 'C', account: 'a' });
    put('contact', 'gone', { lastName: 'Gone', account: 'a', archivedAt: 'then' });
    put('deal', 'd', { name: 'D', account: 'a', stage: open });
    put('ticket', 't', { subject: 'T', account: 'a' });
    const call = (id: string, startAt: string, more: object): void =>
      put('activity', id, { kind: 'Call', status: 'Held', startAt, subject: id, ...more });
    call('old', '2026-01-05T09:00:00.000Z', { about: ['deal/d'] });
    call('new', '2026-02-05T09:00:00.000Z', { about: ['contact/c'] });
    call('away', '2026-03-01T09:00:00.000Z', { about: ['contact/gone'] });
    expect(shown('a')).toMatchObject({ firstContact: '2026-01-05', lastContact: '2026-02-05' });
    call('ticket', '2026-03-02T09:00:00.000Z', { about: ['ticket/t'] });
    expect(shown('a')).toMatchObject({ lastContact: '2026-03-02' });
    // Whoever took part in a meeting was met, whatever it was about.
    call('met', '2026-03-05T09:00:00.000Z', { kind: 'Meeting', participants: ['contact/c'] });
    expect(shown('c', 'contact')).toMatchObject({
      firstContact: '2026-02-05',
      lastContact: '2026-03-05',
    });
    expect(shown('a')).toMatchObject({ lastContact: '2026-03-02' });
    // A person who goes to another company takes what was said along.
    put('contact', 'c', { lastName: 'C', account: 'b' });
    put('account', 'b', { name: 'B' });
    expect(shown('b')).toMatchObject({ lastContact: '2026-02-05' });
  });

  test('counts as contact what happened when it happened, with and without a time or a status', () => {
    put('account', 'a', { name: 'A' });
    const about = ['account/a'];
    put('activity', 'plain', { kind: 'Email', about, createdAt: '2026-02-02T09:00:00.000Z' });
    expect(shown('a')).toMatchObject({ lastContact: '2026-02-02' });
    put('activity', 'coming', { kind: 'Meeting', about, startAt: '2026-03-20T09:00:00.000Z' });
    expect(shown('a')).toMatchObject({ lastContact: '2026-02-02', nextContact: '2026-03-20' });
    asked.day.today = '2026-03-21';
    expect(shown('a')).toMatchObject({ lastContact: '2026-03-20' });
    expect(shown('a')).not.toHaveProperty('nextContact');
  });

  test('is shown anew in a list as soon as one of its records changes', () => {
    const count = overDeals({ measure: 'count' });
    put('account', 'a', { name: 'A' });
    let last: QueryResult | undefined;
    const sort = [{ field: count, direction: 'descending' }] as const;
    const opened = asked.queries.open(
      { entity: 'account', sort, window: { offset: 0, limit: 10 } },
      { changed: (result) => (last = result), rowsChanged: () => undefined },
    );
    expect(opened.ok && opened.value.result.rows[0]?.[count]).toBe(0);
    put('deal', 'd', { name: 'D', account: 'a', stage: open });
    for (const run of asked.waiting.splice(0)) run();
    expect(last?.rows[0]?.[count]).toBe(1);
  });

  test('of amounts is in the currency of the workspace, or says which rate is missing', () => {
    const sum = overDeals({ measure: 'sum', measured: 'amount', result: 'money' });
    put('account', 'a', { name: 'A' });
    put('deal', 'd', { account: 'a', amount: { amountMinor: 100, currency: 'USD' }, stage: open });
    put('deal', 'e', { account: 'a', amount: eur(1), stage: open });
    expect(shown('a')[problemKey(sum)]).toBe('there is no exchange rate for USD');
  });

  test('can be rolled up again, one step up', () => {
    const count = overDeals({ measure: 'count' });
    const below = define({
      type: 'rollUp',
      over: 'account.parentAccount',
      result: 'number',
      measure: 'sum',
      measured: count,
    });
    put('account', 'top', { name: 'Top' });
    put('account', 'a', { name: 'A', parentAccount: 'top' });
    put('deal', 'd', { name: 'D', account: 'a', stage: open });
    expect(shown('top')[below]).toBe(1);
    put('deal', 'e', { name: 'E', account: 'a', stage: open });
    expect(shown('top')[below]).toBe(2);
  });
});

test('what runs out at midnight runs out for the whole team at once, wherever each one is', () => {
  put('quote', 'q', { name: 'Offer', status: 'Sent', validUntil: '2026-03-10' });
  const expired = { field: 'standing', operator: 'anyOf', operand: ['Expired'] };
  asked.day.today = '2026-03-11';
  asked.day.teamToday = '2026-03-10';
  expect(shown('q', 'quote')).toMatchObject({ standing: 'Sent' });
  expect(ask({ entity: 'quote', filter: expired }).rows).toEqual([]);
  asked.day.teamToday = '2026-03-11';
  expect(shown('q', 'quote')).toMatchObject({ standing: 'Expired' });
  expect(ask({ entity: 'quote', filter: expired }).rows).toHaveLength(1);
});

test('of two voices of one colleague on an article the last counts, and readers have one each', () => {
  const voice = (id: string, said: object): void =>
    put('articleVote', id, { article: 'a', createdAt: `2026-01-0${id}T00:00:00.000Z`, ...said });
  const voices = (): readonly unknown[] => {
    const { helpful, notHelpful } = shown('a', 'article');
    return [helpful, notHelpful];
  };
  put('article', 'a', { title: 'A' });
  voice('1', { by: 'ben', verdict: 'Helpful' });
  voice('2', { by: 'benedict', verdict: 'Not Helpful' });
  voice('3', { verdict: 'Helpful' });
  voice('4', { verdict: 'Helpful' });
  expect(voices()).toEqual([3, 1]);
  // They were one.
  voice('2', { by: 'ben', verdict: 'Not Helpful' });
  expect(voices()).toEqual([2, 1]);
  voice('2', { by: 'ben' });
  expect(voices()).toEqual([3, 0]);
});
