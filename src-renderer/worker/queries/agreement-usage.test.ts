/** What is included in a contract, counted by the questions that a ticket's page asks. */
import { describe, expect, test } from 'vitest';
import { usageFrom, usageQuestions, type Usage } from '../../../crm/modules/contract/agreement.ts';
import type { ContractRow } from '../../../crm/modules/contract/contract.entity.ts';
import { row, setUp } from './queries-under-test.ts';

const contract = (values: object = {}): ContractRow => ({
  id: 'c1',
  entity: 'contract',
  createdAt: '2024-01-01T00:00:00.000Z',
  createdBy: '',
  account: 'acme',
  status: 'Signed',
  start: '2024-02-01',
  end: '2025-01-31',
  includedPer: 'Month',
  ...values,
});

const NOON = '2024-03-16T12:00:00.000Z';
let serial = 0;
const ticket = (createdAt: string, values: object = {}) =>
  row('ticket', `t${serial++}`, { createdAt, account: 'acme', ...values });

function used(
  { put, run }: Pick<ReturnType<typeof setUp>, 'put' | 'run'>,
  of: ContractRow,
  day: string,
  zone: string,
): Usage | undefined {
  put({ ...of });
  const asked = usageQuestions(of, day, zone);
  return asked === undefined
    ? undefined
    : usageFrom(of, {
        tickets: asked.tickets === undefined ? undefined : run(asked.tickets),
        visits: asked.visits === undefined ? undefined : run(asked.visits),
      });
}

describe('what is used of what is included', () => {
  const monthly = contract({ includedTickets: 2, includedHours: 1.5 });
  // In Berlin: 1 March at 00:30 (1 h), 15 March (0.1 h), 31 March at 23:30 (0.4 h), 1 April at 00:30 (5 h).
  const tickets = [
    ticket('2024-02-29T23:30:00.000Z', { hoursSpent: 1 }),
    ticket('2024-03-15T12:00:00.000Z', { hoursSpent: 0.1 }),
    ticket('2024-03-31T21:30:00.000Z', { hoursSpent: 0.4 }),
    ticket('2024-03-31T22:30:00.000Z', { hoursSpent: 5 }),
    ticket(NOON, { mergedInto: 't0', hoursSpent: 9 }),
    ticket(NOON, { archivedAt: NOON, hoursSpent: 9 }),
    ticket(NOON, { account: 'other', hoursSpent: 9 }),
    ticket(NOON, { contract: 'c2', hoursSpent: 9 }),
  ];

  test.each([
    ['Europe/Berlin', '2024-03-20', 3, 1.5, true],
    ['Europe/Berlin', '2024-04-20', 1, 5, true],
    ['Europe/Berlin', '2024-02-20', 0, 0, false],
    // In New York the first of them is of February, and the last of March.
    ['America/New_York', '2024-03-20', 3, 5.5, true],
    ['America/New_York', '2024-02-20', 1, 1, false],
  ])('in %s, in the month of %s', (zone, day, count, hours, isOver) => {
    const store = setUp();
    store.put(...tickets);
    // Who looks may be somewhere else.
    store.day.timeZone = 'Asia/Tokyo';
    expect(used(store, monthly, day, zone)).toMatchObject({
      tickets: { used: count, included: 2 },
      hours: { used: hours, included: 1.5 },
      isOver,
    });
  });

  test('is just used up at the limit, and over it beyond', () => {
    const store = setUp();
    store.put(...tickets);
    const exact = contract({ includedTickets: 3, includedHours: 1.5 });
    expect(used(store, exact, '2024-03-20', 'Europe/Berlin')?.isOver).toBe(false);
  });

  test('is nothing before it begins', () => {
    expect(used(setUp(), monthly, '2024-01-20', 'UTC')).toBeUndefined();
  });

  test('counts every ticket of a year, also beyond what a list reads at once', () => {
    const store = setUp();
    const many = Array.from({ length: 1_200 }, (_, at) =>
      ticket(`2024-${String(2 + (at % 10)).padStart(2, '0')}-10T08:00:00.000Z`, {
        hoursSpent: 0.1,
      }),
    );
    store.put(...many);
    const yearly = contract({ includedPer: 'Year', includedTickets: 1_000, includedHours: 100 });
    expect(used(store, yearly, '2024-11-20', 'UTC')).toEqual({
      tickets: { used: 1_200, included: 1_000 },
      hours: { used: 120, included: 100 },
      isOver: true,
    });
  });

  test('are its own tickets once it binds no more, and those of its products', () => {
    const store = setUp();
    store.put(
      ticket(NOON),
      ticket(NOON, { product: 'pump' }),
      ticket(NOON, { product: 'valve' }),
      ticket(NOON, { account: 'other', contract: 'c1' }),
    );
    const count = (of: ContractRow): number | undefined =>
      used(store, of, '2024-03-20', 'UTC')?.tickets?.used;
    expect(count(contract({ includedTickets: 9 }))).toBe(4);
    expect(count(contract({ includedTickets: 9, products: ['product/pump'] }))).toBe(2);
    expect(count(contract({ includedTickets: 9, status: 'Terminated' }))).toBe(1);
  });

  test('visits are the meetings with the account that were held in the stretch', () => {
    const store = setUp();
    const meeting = (startAt: string, values: object = {}) =>
      row('activity', `a${serial++}`, {
        kind: 'Meeting',
        status: 'Held',
        about: ['account/acme'],
        startAt,
        ...values,
      });
    store.put(
      meeting(NOON),
      meeting('2024-02-29T23:30:00.000Z', { about: ['contract/c1'] }),
      meeting('2024-02-29T22:30:00.000Z'),
      meeting(NOON, { status: 'Planned' }),
      meeting(NOON, { kind: 'Call' }),
      meeting(NOON, { about: ['account/other'] }),
    );
    const visits = contract({ includedVisits: 1 });
    expect(used(store, visits, '2024-03-20', 'Europe/Berlin')).toEqual({
      visits: { used: 2, included: 1 },
      isOver: true,
    });
  });
});
