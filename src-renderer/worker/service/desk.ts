/** The open tickets as people work through them: by view, the first due first. Pure. */
import type { Desk, DeskView } from '../../../crm/contracts/rpc/service.rpc.ts';
import { firstRows } from '../queries/first-rows.ts';
import type { OpenTicket } from './open-tickets.ts';

type Counts = Desk['counts'];

export interface DeskLists {
  /** As many as were asked for, in order. */
  readonly shown: readonly OpenTicket[];
  readonly counts: Counts;
  readonly queues: Desk['queues'];
}

export interface DeskQuestion {
  readonly view: DeskView;
  readonly meId: string;
  readonly first: number;
  readonly queueName: (id: string) => string;
}

/**
 * Counted in one go, and only the `first` ones put in order: a desk of thousands is asked for again whenever one of
 * them changes.
 */
export function deskOf(
  tickets: readonly OpenTicket[],
  { view, meId, first, queueName }: DeskQuestion,
): DeskLists {
  const counts = { mine: 0, unassigned: 0, overdue: 0, near: 0, escalated: 0, all: tickets.length };
  const queues = new Map<string, { count: number; overdue: number }>();
  const shown: OpenTicket[] = [];
  for (const ticket of tickets) {
    const { row, due } = ticket;
    const isOverdue = due?.state === 'breached';
    if (row.agent === meId) counts.mine += 1;
    if (row.agent === undefined) counts.unassigned += 1;
    if (isOverdue) counts.overdue += 1;
    if (due?.state === 'near') counts.near += 1;
    if (row.escalatedTo === meId) counts.escalated += 1;
    const { queue } = row;
    if (queue !== undefined) {
      const one = queues.get(queue) ?? { count: 0, overdue: 0 };
      one.count += 1;
      if (isOverdue) one.overdue += 1;
      queues.set(queue, one);
    }
    if (isIn(ticket, view, meId)) shown.push(ticket);
  }
  return {
    shown: firstOf(shown, first),
    counts,
    queues: [...queues]
      .map(([id, one]) => ({ id, name: queueName(id), ...one }))
      .toSorted((a, b) => compare(a.name, b.name) || compare(a.id, b.id)),
  };
}

function firstOf(tickets: readonly OpenTicket[], first: number): readonly OpenTicket[] {
  const places = Int32Array.from(tickets, (_, at) => at);
  const chosen = firstRows(places, first, (a, b) => {
    const [one, other] = [tickets[a], tickets[b]];
    return one === undefined || other === undefined ? 0 : firstDueFirst(one, other);
  });
  return Array.from(chosen, (at) => tickets[at]).filter((ticket) => ticket !== undefined);
}

function isIn({ row, due }: OpenTicket, view: DeskView, meId: string): boolean {
  switch (view.view) {
    case 'mine':
      return row.agent === meId;
    case 'unassigned':
      return row.agent === undefined;
    case 'overdue':
      return due?.state === 'breached';
    case 'near':
      return due?.state === 'near';
    case 'escalated':
      return row.escalatedTo === meId;
    case 'queue':
      return row.queue === view.queue;
    case 'all':
      return true;
    default:
      return view satisfies never;
  }
}

/** What waits has no due time and comes after what runs; then what nobody promised anything about. */
function firstDueFirst(a: OpenTicket, b: OpenTicket): number {
  if (a.dueMs !== b.dueMs) return a.dueMs < b.dueMs ? -1 : 1;
  return (
    Number(a.due === null) - Number(b.due === null) ||
    compare(a.row.createdAt, b.row.createdAt) ||
    compare(a.row.id, b.row.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
