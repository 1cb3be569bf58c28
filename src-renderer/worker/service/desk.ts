/** The open tickets as people work through them: by view, the first due first. Pure. */
import type { Desk, DeskView } from '../../../crm/contracts/rpc/service.rpc.ts';
import { dueMs, type OpenTicket } from './open-tickets.ts';

type Counts = Desk['counts'];

export interface DeskLists {
  readonly shown: readonly OpenTicket[];
  readonly counts: Counts;
  readonly queues: Desk['queues'];
}

export function deskOf(tickets: readonly OpenTicket[], view: DeskView, meId: string): DeskLists {
  const counts = { mine: 0, unassigned: 0, overdue: 0, near: 0, escalated: 0, all: 0 };
  const queues = new Map<string, { count: number; overdue: number }>();
  const shown: OpenTicket[] = [];
  for (const ticket of tickets) {
    const isIn = standingOf(ticket, meId);
    for (const key of Object.keys(counts) as (keyof Counts)[]) if (isIn[key]) counts[key] += 1;
    const { queue } = ticket.row;
    if (queue !== undefined) {
      const one = queues.get(queue) ?? { count: 0, overdue: 0 };
      one.count += 1;
      if (isIn.overdue) one.overdue += 1;
      queues.set(queue, one);
    }
    if (view.view === 'queue' ? queue === view.queue : isIn[view.view]) shown.push(ticket);
  }
  return {
    shown: shown.toSorted(firstDueFirst),
    counts,
    queues: [...queues]
      .map(([name, one]) => ({ name, ...one }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function standingOf(
  { row, due }: OpenTicket,
  meId: string,
): Readonly<Record<keyof Counts, boolean>> {
  return {
    mine: row.agent === meId,
    unassigned: row.agent === undefined,
    overdue: due?.state === 'breached',
    near: due?.state === 'near',
    escalated: row.escalatedTo === meId,
    all: true,
  };
}

/** What waits has no due time and comes after what runs; then what nobody promised anything about. */
function firstDueFirst(a: OpenTicket, b: OpenTicket): number {
  const rank = ({ due }: OpenTicket): number => (due === null ? 2 : due.at === null ? 1 : 0);
  return (
    rank(a) - rank(b) ||
    compare(dueMs(a.due?.at), dueMs(b.due?.at)) ||
    compare(a.row.createdAt, b.row.createdAt) ||
    compare(a.row.id, b.row.id)
  );
}

function compare<Value extends string | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
