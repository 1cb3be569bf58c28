import { describe, expect, test } from 'vitest';
import type { TicketRow } from '../ticket/ticket.entity.ts';
import { agreementOf, usageOf } from './agreement.ts';
import type { ContractRow } from './contract.entity.ts';

const id = (n: number): string => `0190a000-0000-7000-8000-00000000000${n}`;
const contract = (n: number, values: object = {}): ContractRow => ({
  id: id(n),
  entity: 'contract',
  createdAt: '2024-01-01T00:00:00.000Z',
  createdBy: '',
  account: 'acme',
  status: 'Signed',
  start: '2024-02-01',
  end: '2025-01-31',
  policy: 'gold',
  ...values,
});
const ticket = (createdAt: string, values: object = {}): TicketRow => ({
  id: id(9),
  entity: 'ticket',
  createdAt,
  createdBy: '',
  account: 'acme',
  ...values,
});
const NOON = '2024-06-15T12:00:00.000Z';
const found = (row: TicketRow, ...rows: readonly ContractRow[]): string | undefined =>
  agreementOf(row, rows, 'Europe/Berlin')?.id;

describe('the contract under which a ticket is served', () => {
  test('is one of its account that binds on its day', () => {
    expect(found(ticket(NOON), contract(1))).toBe(id(1));
    expect(found(ticket(NOON), contract(1, { account: 'other' }))).toBeUndefined();
    expect(found(ticket(NOON), contract(1, { status: 'Draft' }))).toBeUndefined();
    expect(found(ticket(NOON), contract(1, { archivedAt: NOON }))).toBeUndefined();
  });

  test('goes by the day in the zone of the workspace', () => {
    // In Berlin the first of February has begun, and the last of January of the next year is over.
    expect(found(ticket('2024-01-31T23:00:00.000Z'), contract(1))).toBe(id(1));
    expect(found(ticket('2024-01-31T22:59:59.000Z'), contract(1))).toBeUndefined();
    expect(found(ticket('2025-01-31T22:59:59.000Z'), contract(1))).toBe(id(1));
    expect(found(ticket('2025-01-31T23:00:00.000Z'), contract(1))).toBeUndefined();
  });

  test('is the one that the ticket names, whatever its days', () => {
    const other = contract(2, { account: 'other', status: 'Draft' });
    expect(found(ticket(NOON, { contract: id(2) }), contract(1), other)).toBe(id(2));
  });

  test('covers its product, and one that names it comes before one for all', () => {
    const pump = ticket(NOON, { product: 'pump' });
    const forPumps = contract(2, { products: ['product/pump'], start: '2024-01-01' });
    const forValves = contract(3, { products: ['product/valve'] });
    expect(found(pump, contract(1), forPumps, forValves)).toBe(id(2));
    expect(found(ticket(NOON), contract(1), forPumps)).toBe(id(1));
    expect(found(pump, forValves)).toBeUndefined();
  });

  test('is the latest begun of several, and promises service at all', () => {
    expect(found(ticket(NOON), contract(1), contract(2, { start: '2024-03-01' }))).toBe(id(2));
    expect(found(ticket(NOON), contract(1, { policy: undefined }))).toBeUndefined();
    expect(found(ticket(NOON), contract(1, { policy: undefined, includedHours: 2 }))).toBe(id(1));
  });
});

describe('what is used of what is included', () => {
  const monthly = contract(1, { includedPer: 'Month', includedTickets: 2, includedHours: 1.5 });
  // In Berlin: 1 March at 00:30 (1 h), 15 March (0.1 h), 31 March at 23:30 (0.4 h), 1 April at 00:30 (5 h).
  const tickets = [
    ticket('2024-02-29T23:30:00.000Z', { hoursSpent: 1 }),
    ticket('2024-03-15T12:00:00.000Z', { hoursSpent: 0.1 }),
    ticket('2024-03-31T21:30:00.000Z', { hoursSpent: 0.4 }),
    ticket('2024-03-31T22:30:00.000Z', { hoursSpent: 5 }),
    ticket('2024-03-16T12:00:00.000Z', { mergedInto: id(3), hoursSpent: 9 }),
    ticket('2024-03-17T12:00:00.000Z', { archivedAt: NOON, hoursSpent: 9 }),
  ];

  test.each([
    ['Europe/Berlin', '2024-03-20', 3, 1.5, true],
    ['Europe/Berlin', '2024-04-20', 1, 5, true],
    ['Europe/Berlin', '2024-02-20', 0, 0, false],
    // In New York the first of them is of February, and the last of March.
    ['America/New_York', '2024-03-20', 3, 5.5, true],
    ['America/New_York', '2024-02-20', 1, 1, false],
  ])('in %s, in the month of %s', (zone, day, count, hours, isOver) => {
    expect(usageOf(monthly, tickets, day, zone)).toMatchObject({
      tickets: { used: count, included: 2 },
      hours: { used: hours, included: 1.5 },
      isOver,
    });
  });

  test('is just used up at the limit, and over it beyond', () => {
    const exact = contract(1, { includedPer: 'Month', includedTickets: 3, includedHours: 1.5 });
    expect(usageOf(exact, tickets, '2024-03-20', 'Europe/Berlin')?.isOver).toBe(false);
  });

  test('is nothing where nothing is included, or before it begins', () => {
    expect(usageOf(contract(1), tickets, '2024-03-20', 'UTC')).toBeUndefined();
    expect(usageOf(monthly, tickets, '2024-01-20', 'UTC')).toBeUndefined();
  });
});
