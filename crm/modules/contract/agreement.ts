/** Which contract a ticket is served under, and how much of what it includes is used. Pure. */
import type { DayRange } from '../../kernel/calendar-days.ts';
import { dayIn } from '../../kernel/zoned-days.ts';
import type { TicketRow } from '../ticket/ticket.entity.ts';
import type { ContractRow } from './contract.entity.ts';
import { bindsOn, stretchOn } from './terms.ts';

type Served = Pick<TicketRow, 'account' | 'contract' | 'product' | 'createdAt'>;

/**
 * The contract that the ticket names; else of its account's that bind on the day of the ticket, and cover its product or
 * every product: one that names the product, then the latest begun, then by id, so that every desktop finds the same.
 */
export function agreementOf(
  ticket: Served,
  contracts: Iterable<ContractRow>,
  timeZone: string,
): ContractRow | undefined {
  const day = dayIn(Date.parse(ticket.createdAt), timeZone);
  const product = ticket.product === undefined ? undefined : `product/${ticket.product}`;
  const names = ({ products = [] }: ContractRow): boolean =>
    product !== undefined && products.includes(product);
  let best: ContractRow | undefined;
  for (const row of contracts) {
    if (row.archivedAt !== undefined) continue;
    if (row.id === ticket.contract) return row;
    if (ticket.account === undefined || row.account !== ticket.account) continue;
    const covers = (row.products ?? []).length === 0 || names(row);
    if (!covers || !serves(row) || !bindsOn(row, day)) continue;
    if (best === undefined || isBefore(row, best, names)) best = row;
  }
  return best;
}

/** A contract about something else than service promises nothing to a ticket. */
function serves(row: ContractRow): boolean {
  const { policy, includedTickets, includedHours } = row;
  return policy !== undefined || includedTickets !== undefined || includedHours !== undefined;
}

function isBefore(a: ContractRow, b: ContractRow, names: (row: ContractRow) => boolean): boolean {
  if (names(a) !== names(b)) return names(a);
  if (a.start !== b.start) return (a.start ?? '') > (b.start ?? '');
  return a.id < b.id;
}

export interface Used {
  readonly used: number;
  readonly included: number;
}

export interface Usage {
  readonly stretch: DayRange;
  /** Absent: nothing is said about it. */
  readonly tickets?: Used;
  readonly hours?: Used;
  readonly isOver: boolean;
}

/**
 * What the tickets of a stretch of days have used of what is included; `tickets` are those served under it. A ticket
 * counts on the day on which it was made, in the zone of the workspace; what was merged into another does not.
 */
export function usageOf(
  contract: ContractRow,
  tickets: Iterable<TicketRow>,
  day: string,
  timeZone: string,
): Usage | undefined {
  const stretch = stretchOn(contract, day);
  const { includedTickets, includedHours } = contract;
  if (stretch === undefined) return undefined;
  if (includedTickets === undefined && includedHours === undefined) return undefined;
  let count = 0;
  let minutes = 0;
  for (const row of tickets) {
    if (row.archivedAt !== undefined || row.mergedInto !== undefined) continue;
    const on = dayIn(Date.parse(row.createdAt), timeZone);
    if (on < stretch[0] || on > stretch[1]) continue;
    count += 1;
    // Summed in minutes: tenths of an hour do not add up in binary.
    minutes += Math.round((row.hoursSpent ?? 0) * 60);
  }
  const hours = minutes / 60;
  return {
    stretch,
    ...(includedTickets === undefined
      ? {}
      : { tickets: { used: count, included: includedTickets } }),
    ...(includedHours === undefined ? {} : { hours: { used: hours, included: includedHours } }),
    isOver:
      (includedTickets !== undefined && count > includedTickets) ||
      (includedHours !== undefined && hours > includedHours),
  };
}
