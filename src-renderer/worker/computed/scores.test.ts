import { beforeEach, describe, expect, test } from 'vitest';
import type { Query } from '../../../crm/kernel/query.ts';
import { qualityRuleId } from '../../../crm/modules/quality/expected-fields.ts';
import { standardRules } from '../../../crm/modules/score/score-rules.ts';
import { createAsked, type Asked } from '../queries/queries.fixture.ts';

let asked: Asked;
beforeEach(() => {
  asked = createAsked('2026-03-10');
});

const put: Asked['put'] = (...of) => asked.put(...of);
const ask = (query: Partial<Query>, entity = 'lead') => asked.ask({ entity, ...query });

const shown = (id: string, entity = 'lead'): Readonly<Record<string, unknown>> =>
  ask({}, entity).rows.find((row) => row.id === id) ?? {};

const director = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  title: 'Director of Engines',
  company: 'Analytical',
};
const rule = (name: string, points: number, condition: unknown, more = {}) => ({
  name,
  points,
  condition: JSON.stringify(condition),
  ...more,
});

describe('a lead’s score', () => {
  test('adds up the rules that fit, and says each of them with what counts most first', () => {
    put('lead', 'a', director);
    expect(shown('a')).toMatchObject({
      leadScore: 20,
      leadBand: 'Cold',
      scoreReasons: '+20 Title says that they decide · +10 Company is known · −10 No e-mail',
    });
    put('lead', 'a', { ...director, rating: 'Hot', emails: [{ id: '1', email: 'ada@x.example' }] });
    expect(shown('a')).toMatchObject({ leadScore: 50, leadBand: 'Warm' });
  });

  test('is never below nothing nor above a hundred', () => {
    put('lead', 'a', { lastName: 'Spam', status: 'Junk' });
    expect(shown('a')['leadScore']).toBe(0);
    put(
      'scoreRule',
      'r',
      rule('Is Spam', 100, { field: 'lastName', operator: 'is', operand: 'Spam' }),
    );
    put(
      'scoreRule',
      's',
      rule('Is Spam again', 100, { field: 'lastName', operator: 'is', operand: 'Spam' }),
    );
    expect(shown('a')['leadScore']).toBe(100);
  });

  test('follows what happens with the lead, and the day', () => {
    put('lead', 'a', director);
    expect(shown('a')['leadScore']).toBe(20);
    const call = { kind: 'Call', status: 'Held', about: ['lead/a'] };
    put('activity', 'c', { ...call, startAt: '2026-03-01T10:00:00.000Z' });
    expect(shown('a')['leadScore']).toBe(40);
    asked.day.today = '2026-07-01';
    expect(shown('a')['leadScore']).toBe(5);
  });

  test('follows the rules: a team’s own, changed ones and those that are switched off', () => {
    put('lead', 'a', director);
    put(
      'scoreRule',
      'r',
      rule('Builds engines', 30, { field: 'title', operator: 'contains', operand: 'engine' }),
    );
    expect(shown('a')['leadScore']).toBe(50);
    put(
      'scoreRule',
      'r',
      rule(
        'Builds engines',
        30,
        { field: 'title', operator: 'contains', operand: 'engine' },
        { off: true },
      ),
    );
    expect(shown('a')['leadScore']).toBe(20);
    const noEmail = standardRules.find(({ name }) => name === 'No e-mail');
    put(
      'scoreRule',
      noEmail?.id ?? '',
      rule('No e-mail', -5, { field: 'emails', operator: 'isEmpty' }),
    );
    expect(shown('a')['scoreReasons']).toContain('−5 No e-mail');
    put('scoreRule', noEmail?.id ?? '', {
      ...rule('No e-mail', -5, { field: 'emails', operator: 'isEmpty' }),
      archivedAt: '2026-03-10T00:00:00.000Z',
    });
    expect(shown('a')['leadScore']).toBe(30);
  });

  test('is asked by no rule of its own, and a rule that cannot be read fits nothing', () => {
    put('lead', 'a', director);
    put(
      'scoreRule',
      'r',
      rule('Is hot', 50, { field: 'leadBand', operator: 'anyOf', operand: ['Cold'] }),
    );
    put('scoreRule', 's', rule('Unknown', 50, { field: 'gone', operator: 'isEmpty' }));
    put('scoreRule', 't', { name: 'No condition', points: 50, condition: '{' });
    expect(shown('a')['leadScore']).toBe(20);
  });

  test('orders, filters and groups a list', () => {
    put('lead', 'low', { lastName: 'Low' });
    put('lead', 'high', { ...director, rating: 'Hot', source: 'Referral', status: 'Qualified' });
    put('lead', 'mid', director);
    const sort = [{ field: 'leadScore', direction: 'descending' as const }];
    expect(ask({ sort }).rows.map(({ id }) => id)).toEqual(['high', 'mid', 'low']);
    const filter = { field: 'leadBand', operator: 'anyOf', operand: ['Hot'] };
    expect(ask({ filter }).rows.map(({ id }) => id)).toEqual(['high']);
    const { groups = [] } = ask({ group: { field: 'leadBand' } });
    expect(groups.map(({ key, count }) => [key, count])).toEqual([
      ['Hot', 1],
      ['Cold', 2],
    ]);
    put('activity', 'c', {
      kind: 'Call',
      status: 'Held',
      about: ['lead/low'],
      startAt: '2026-03-09T10:00:00.000Z',
    });
    put('lead', 'low', { lastName: 'Low', rating: 'Hot', source: 'Referral', status: 'Qualified' });
    expect(ask({ sort }).rows.map(({ id }) => id)).toEqual(
      ['low', 'high', 'mid'].toSorted(
        (a, b) => Number(shown(b)['leadScore']) - Number(shown(a)['leadScore']),
      ),
    );
  });
});

describe('completeness', () => {
  test('is the share of what a whole record has, and names what is missing in the form’s order', () => {
    put('lead', 'a', director);
    expect(shown('a')).toMatchObject({
      completeness: 50,
      missing: 'E-mails, Phones, Source, Owner',
    });
  });

  test('counts what the team wants, and an empty list or address as missing', () => {
    put('account', 'a', { name: 'Acme', phones: [], billingAddress: {} });
    put('qualityRule', qualityRuleId('account'), {
      name: 'Accounts',
      of: 'account',
      expected: ['billingAddress', 'phones', 'name', 'openDealValue', 'gone'],
    });
    expect(shown('a', 'account')).toMatchObject({
      completeness: 33,
      missing: 'Phones, Billing address',
    });
  });

  test('of what has ended asks for nothing that is planned', () => {
    put('qualityRule', qualityRuleId('deal'), {
      name: 'Deals',
      of: 'deal',
      expected: ['name', 'nextStep', 'expectedCloseDate', 'source'],
    });
    put('deal', 'open', { name: 'Big', stage: { stage: 'Proposal', rank: 'a0' } });
    put('deal', 'lost', { name: 'Gone', stage: { stage: 'Lost', rank: 'a0' } });
    expect(shown('open', 'deal')).toMatchObject({ completeness: 25 });
    expect(shown('lost', 'deal')).toMatchObject({ completeness: 50, missing: 'Source' });
  });

  test('of a whole record says nothing more', () => {
    put('qualityRule', qualityRuleId('deal'), { name: 'Deals', of: 'deal', expected: ['name'] });
    put('deal', 'd', { name: 'Big' });
    expect(shown('d', 'deal')).toMatchObject({ completeness: 100 });
    expect(shown('d', 'deal')).not.toHaveProperty('missing');
  });
});
