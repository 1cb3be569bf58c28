import { describe, expect, test } from 'vitest';
import type { TicketRow } from '../ticket/ticket.entity.ts';
import { agreementOf } from './agreement.ts';
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
