/** Which contract a ticket is served under, and how much of what it includes is used. Pure. */
import { addDays } from '../../kernel/calendar-days.ts';
import type { Condition, Filter, Query, QueryResult } from '../../kernel/query.ts';
import { dayIn, instantIn } from '../../kernel/zoned-days.ts';
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
  const { policy, includedTickets, includedHours, includedVisits } = row;
  return [policy, includedTickets, includedHours, includedVisits].some((one) => one !== undefined);
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
  /** Absent: nothing is said about it. */
  readonly tickets?: Used;
  readonly hours?: Used;
  readonly visits?: Used;
  readonly isOver: boolean;
}

/** What is counted, each undefined where the contract includes nothing of it. */
export interface UsageQuestions {
  /** Its count, and the sum of `hoursSpent`. */
  readonly tickets: Query | undefined;
  readonly visits: Query | undefined;
}

/**
 * Counts what a stretch of days has used of what is included; undefined before the contract begins. The store counts, so
 * however many there are. A ticket counts on the day on which it was made, a visit on that of its beginning, in the zone
 * of the workspace; what was merged into another does not. A visit is a meeting about the account, or about the contract,
 * that was held.
 */
export function usageQuestions(
  contract: ContractRow,
  day: string,
  timeZone: string,
): UsageQuestions | undefined {
  const stretch = stretchOn(contract, day);
  if (stretch === undefined) return undefined;
  const within = (field: string): readonly Condition[] => [
    { field, operator: 'onOrAfter', operand: instantIn(stretch[0], '00:00', timeZone) },
    { field, operator: 'before', operand: instantIn(addDays(stretch[1], 1), '00:00', timeZone) },
  ];
  const { id, account, includedTickets, includedHours, includedVisits } = contract;
  const countsTickets = includedTickets !== undefined || includedHours !== undefined;
  return {
    tickets: countsTickets
      ? countOf('ticket', [
          { any: [{ field: 'contract', operator: 'anyOf', operand: [id] }, ...of(contract, day)] },
          { field: 'mergedInto', operator: 'isEmpty' },
          ...within('createdAt'),
        ])
      : undefined,
    visits:
      includedVisits === undefined
        ? undefined
        : countOf('activity', [
            { field: 'kind', operator: 'anyOf', operand: ['Meeting'] },
            { field: 'status', operator: 'anyOf', operand: ['Held'] },
            {
              field: 'about',
              operator: 'hasAny',
              operand: [`contract/${id}`, ...(account === undefined ? [] : [`account/${account}`])],
            },
            ...within('startAt'),
          ]),
  };
}

/** Tickets of its account that name no contract, while it binds. */
function of(contract: ContractRow, day: string): readonly Filter[] {
  const { account, products = [] } = contract;
  if (account === undefined || !bindsOn(contract, day)) return [];
  const ids = products.map((name) => name.slice('product/'.length));
  return [
    {
      all: [
        { field: 'account', operator: 'anyOf', operand: [account] },
        { field: 'contract', operator: 'isEmpty' },
        ...(ids.length === 0 ? [] : [{ field: 'product', operator: 'anyOf', operand: ids }]),
      ],
    },
  ];
}

function countOf(entity: string, all: readonly Filter[]): Query {
  return {
    entity,
    filter: { all: [...all] },
    sort: [],
    ...(entity === 'ticket' ? { sums: ['hoursSpent'] } : {}),
    window: { offset: 0, limit: 0 },
  };
}

type Counted = Pick<QueryResult, 'count' | 'sums'>;

export function usageFrom(
  { includedTickets, includedHours, includedVisits }: ContractRow,
  answers: { readonly tickets: Counted | undefined; readonly visits: Counted | undefined },
): Usage {
  const tickets = answers.tickets?.count ?? 0;
  // To the minute: tenths of an hour do not add up in binary.
  const hours = Math.round((answers.tickets?.sums['hoursSpent']?.[''] ?? 0) * 60) / 60;
  const visits = answers.visits?.count ?? 0;
  const isMore = (used: number, included: number | undefined): boolean =>
    included !== undefined && used > included;
  return {
    ...(includedTickets === undefined
      ? {}
      : { tickets: { used: tickets, included: includedTickets } }),
    ...(includedHours === undefined ? {} : { hours: { used: hours, included: includedHours } }),
    ...(includedVisits === undefined ? {} : { visits: { used: visits, included: includedVisits } }),
    isOver:
      isMore(tickets, includedTickets) ||
      isMore(hours, includedHours) ||
      isMore(visits, includedVisits),
  };
}
