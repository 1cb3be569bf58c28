import { describe, expect, test } from 'vitest';
import { defaultPromise } from '../ticket/service-promise.ts';
import type { ServicePolicyRow } from './policy.entity.ts';
import { hoursProblem, policyOnWrite } from './policy.rules.ts';
import {
  STANDARD_POLICY_ID,
  policyValues,
  promiseBook,
  promiseOf,
  type TicketFacts,
} from './service-policies.ts';

const MINUTE_MS = 60_000;

function policy(id: string, values: Readonly<Record<string, unknown>> = {}): ServicePolicyRow {
  return {
    id,
    entity: 'servicePolicy',
    createdAt: '2026-11-16T09:00:00.000Z',
    createdBy: 'ada',
    name: id,
    ...values,
  };
}

describe('a policy', () => {
  test('that was made of a promise promises the same', () => {
    const standard = defaultPromise('Europe/Berlin');
    const row = policy(STANDARD_POLICY_ID, policyValues(standard));
    expect(promiseOf(row, 'UTC')).toEqual(standard);
    const lunch = { from: '12:00', to: '12:45' };
    const custom = {
      ...standard,
      calendar: {
        timeZone: 'America/New_York',
        week: {
          2: { opens: '08:00', closes: '24:00' },
          6: { opens: '09:00', closes: '14:00', lunch },
        },
        holidays: ['2026-12-25'],
      },
    };
    expect(promiseOf(policy('x', policyValues(custom)), 'UTC')).toEqual(custom);
  });

  test('promises nothing for a priority without both targets', () => {
    const targets = [
      { id: 'Urgent', responseMinutes: 15, resolutionMinutes: 60 },
      { id: 'High', responseMinutes: 30 },
    ];
    expect(promiseOf(policy('x', { targets }), 'UTC').targets).toEqual({
      Urgent: { responseMs: 15 * MINUTE_MS, resolutionMs: 60 * MINUTE_MS },
    });
  });

  test('with hours that two desktops mixed into nonsense has a day off, not a day without end', () => {
    const hours = [
      { id: '1', opens: '18:00', closes: '09:00' },
      { id: '2', opens: '09:00' },
      { id: '3', opens: '09:00', closes: '18:00' },
    ];
    const { week } = promiseOf(policy('x', { hours }), 'UTC').calendar;
    expect(Object.keys(week)).toEqual(['3']);
  });

  test('whose zone nobody knows is counted in the reader’s', () => {
    expect(promiseOf(policy('x', { timeZone: 'Mars/Base' }), 'UTC').calendar.timeZone).toBe('UTC');
  });
});

describe('of several policies', () => {
  const rows = [
    policy(STANDARD_POLICY_ID, { rank: 0 }),
    policy('b-billing', { rank: 2, queues: ['queue/Billing', 'queue/Refunds'] }),
    policy('c-partners', { rank: 1, accountTypes: ['Partner'] }),
    policy('d-urgent-billing', { rank: 1, queues: ['queue/Billing'], priorities: ['Urgent'] }),
    policy('e-gone', { rank: 0, archivedAt: '2026-11-16T09:00:00.000Z' }),
    policy('f-by-name', { rank: 9, queues: ['queue/Nowhere'] }),
  ];
  test.each<readonly [string, TicketFacts, string | undefined, string]>([
    ['fits nothing: the standard', { priority: 'Low' }, undefined, STANDARD_POLICY_ID],
    ['is in a queue', { queue: 'Refunds', priority: 'Low' }, undefined, 'b-billing'],
    [
      'is urgent in that queue',
      { queue: 'Billing', priority: 'Urgent' },
      undefined,
      'd-urgent-billing',
    ],
    ['comes from a partner', { queue: 'Refunds' }, 'Partner', 'c-partners'],
    // Both have the order 1: then by id, which is the same on every desktop.
    ['fits two of one order', { queue: 'Billing', priority: 'Urgent' }, 'Partner', 'c-partners'],
    ['names its policy', { queue: 'Billing', sla: 'f-by-name' }, 'Partner', 'f-by-name'],
    ['names one that is archived', { queue: 'Billing', sla: 'e-gone' }, undefined, 'b-billing'],
  ])('a ticket that %s', (_what, ticket, accountType, expected) => {
    expect(promiseBook(rows, 'UTC').promiseFor(ticket, accountType).name).toBe(expected);
  });

  test('without any, ours is promised', () => {
    expect(promiseBook([], 'UTC').promiseFor({}, undefined)).toEqual(defaultPromise('UTC'));
  });
});

describe('hours of a day', () => {
  test.each([
    [{}],
    [{ opens: '09:00', closes: '18:00' }],
    [{ opens: '00:00', closes: '24:00' }],
    [{ opens: '09:00', closes: '18:00', lunchFrom: '12:00', lunchTo: '13:00' }],
    [{ opens: '09:00', closes: '18:00', lunchFrom: '', lunchTo: '' }],
  ])('%j are accepted', (cells) => {
    expect(hoursProblem(cells)).toBeUndefined();
  });

  test.each([
    [{ opens: '09:00' }],
    [{ opens: '9', closes: '18:00' }],
    [{ opens: '18:00', closes: '09:00' }],
    [{ opens: '09:00', closes: '09:00' }],
    [{ opens: '24:00', closes: '24:00' }],
    [{ opens: '09:00', closes: '18:00', lunchFrom: '12:00' }],
    [{ opens: '09:00', closes: '18:00', lunchFrom: '13:00', lunchTo: '12:00' }],
    [{ opens: '09:00', closes: '18:00', lunchFrom: '17:00', lunchTo: '19:00' }],
    [{ lunchFrom: '12:00', lunchTo: '13:00' }],
  ])('%j are refused', (cells) => {
    expect(hoursProblem(cells)).toEqual(expect.any(String));
    const context = {
      read: { get: () => undefined, all: () => [] },
      actor: '',
      now: '',
      newId: () => '',
    };
    expect(policyOnWrite(undefined, { hours: [{ id: '1', ...cells }] }, context).ok).toBe(false);
  });

  test('a zone is one that the clocks know', () => {
    const context = {
      read: { get: () => undefined, all: () => [] },
      actor: '',
      now: '',
      newId: () => '',
    };
    expect(policyOnWrite(undefined, { timeZone: 'Asia/Kathmandu' }, context).ok).toBe(true);
    expect(policyOnWrite(undefined, { timeZone: 'Mars/Base' }, context).ok).toBe(false);
  });
});
