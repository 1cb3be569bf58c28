/** Everything that a record's timeline is made of, live. */
import { useEffect, useMemo, useState } from 'react';
import type { HistoryEntry } from '../../../crm/contracts/rpc/record.rpc.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import {
  PAGE_MAX_ROWS,
  type Filter,
  type Query,
  type QueryResult,
} from '../../../crm/kernel/query.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { maybeOpen, type ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { reachOf, type ReachedLink } from '../../../crm/modules/activity/reach.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { titleLookup, useSession, type TitleOf } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { timelineOf, type TimelineContents, type TimelineFilter } from './timeline-items.ts';
import { useNow } from './use-now.ts';

export interface TimelineData extends TimelineContents {
  readonly nowMs: number;
  /** Titles of what the activities are about, and of their owners. */
  readonly titleOf: TitleOf;
  /** Kinds of things that can stand in it. */
  readonly filters: readonly TimelineFilter[];
  /** True while it is not known yet what was done and what is planned. */
  readonly reading: boolean;
  /** What was changed, newest first; null while it is not known yet. */
  readonly history: readonly HistoryEntry[] | null;
  /** False when older changes may exist that cannot be reached now. */
  readonly historyComplete: boolean;
  /** Activities that there are besides those shown, with the question for all of them. */
  readonly more: { readonly count: number; readonly filter: Filter } | null;
}

const NEWEST_FIRST = [{ field: 'createdAt', direction: 'descending' as const }];
const SOONEST_FIRST = [{ field: 'dueAt', direction: 'ascending' as const }];

export function useTimeline(entity: EntityDef, row: AnyRow): TimelineData {
  const { id } = row;
  const nowMs = useNow();
  const { names, known } = useNames(entity.name, id);
  const about = useMemo<Filter>(() => {
    const on: Filter = { field: 'about', operator: 'hasAny', operand: [...names] };
    // Who took part in a meeting was met, whatever it was about.
    if (activity.fields.participants.to !== entity.name) return on;
    const met: Filter = {
      field: 'participants',
      operator: 'hasAny',
      operand: [`${entity.name}/${id}`],
    };
    return { any: [on, met] };
  }, [names, entity, id]);
  // What comes next may be planned on what it reaches: without that, nothing would be said that is true.
  const newest = useLiveQuery(known ? activities(about, NEWEST_FIRST) : null).result;
  const open = useLiveQuery(
    known ? activities({ all: [about, maybeOpen] }, SOONEST_FIRST) : null,
  ).result;
  const askTickets = ticketsOf(entity.name, id);
  const hasTickets = askTickets !== null;
  const tickets = useLiveQuery(askTickets).result;
  const history = useHistory(entity.name, row);

  const filters = useMemo(() => filtersOf(entity, hasTickets), [entity, hasTickets]);

  return useMemo(() => {
    const contents = timelineOf({
      entity,
      activities: [...rowsOf(newest), ...rowsOf(open)] as readonly ActivityRow[],
      history: history?.entries ?? [],
      tickets: rowsOf(tickets),
      nowMs,
    });
    const beyond = (newest?.count ?? 0) - rowsOf(newest).length;
    return {
      ...contents,
      nowMs,
      filters,
      titleOf: titleLookup({ ...newest?.titles, ...open?.titles, ...tickets?.titles }),
      reading: newest === undefined || open === undefined,
      history: history?.entries ?? null,
      historyComplete: history?.complete ?? true,
      more: beyond > 0 ? { count: beyond, filter: about } : null,
    };
  }, [entity, newest, open, tickets, history, nowMs, about, filters]);
}

/** Activities are logged on the records that people work with: those that also have notes. */
export function isLogged(entity: EntityDef): boolean {
  return entity.traits.includes('notes');
}

function filtersOf(entity: EntityDef, hasTickets: boolean): readonly TimelineFilter[] {
  const logged = isLogged(entity);
  const staged = Object.values(entity.fields).some((field) => field.kind === 'stage');
  return [
    'all',
    ...(logged ? (['activity'] as const) : []),
    'change',
    ...(staged ? (['stage'] as const) : []),
    ...(hasTickets ? (['ticket'] as const) : []),
    ...(logged ? (['note'] as const) : []),
    'comment',
  ];
}

function rowsOf(result: QueryResult | undefined): readonly AnyRow[] {
  return (result?.rows ?? []) as unknown as readonly AnyRow[];
}

function activities(filter: Filter, sort: Query['sort']): Query {
  return { entity: 'activity', filter, sort, window: { offset: 0, limit: PAGE_MAX_ROWS } };
}

function linked({ entity, field }: ReachedLink, id: string): Query {
  return {
    entity,
    filter: { field, operator: 'anyOf', operand: [id] },
    sort: NEWEST_FIRST,
    window: { offset: 0, limit: PAGE_MAX_ROWS },
  };
}

interface Reached {
  readonly names: readonly string[];
  /** False while some of it is still being asked for. */
  readonly known: boolean;
}

/** Document names of the record and of what it reaches. Hooks stand in a fixed order, so there is one a link. */
function useNames(entity: string, id: string): Reached {
  const links = reachOf(entity);
  const [first, second, third] = links;
  const a = useLiveQuery(first === undefined ? null : linked(first, id)).result;
  const b = useLiveQuery(second === undefined ? null : linked(second, id)).result;
  const c = useLiveQuery(third === undefined ? null : linked(third, id)).result;
  const answered = [a, b, c].filter((result) => result !== undefined).length;
  const names = useMemo(
    () => [`${entity}/${id}`, ...[a, b, c].flatMap(rowsOf).map((row) => `${row.entity}/${row.id}`)],
    [entity, id, a, b, c],
  );
  return { names, known: answered >= links.length };
}

/** Tickets that link here as their customer; null for what no ticket links to. */
function ticketsOf(entity: string, id: string): Query | null {
  if (entity === ticket.name) return null;
  const links = Object.entries(ticket.fields).filter(
    ([, field]) => field.kind === 'link' && field.to === entity,
  );
  if (links.length === 0) return null;
  return {
    entity: ticket.name,
    filter: { any: links.map(([field]) => ({ field, operator: 'anyOf', operand: [id] })) },
    sort: NEWEST_FIRST,
    window: { offset: 0, limit: PAGE_MAX_ROWS },
  };
}

interface History {
  readonly entries: readonly HistoryEntry[];
  readonly complete: boolean;
}

/** Asked again whenever the record changes; a view that comes again with the same row is no change. */
function useHistory(entity: string, row: AnyRow): History | null {
  const { client } = useSession();
  const [history, setHistory] = useState<History | null>(null);
  const [asked, setAsked] = useState(row);
  if (asked !== row && !sameJson(asked, row)) setAsked(row);
  useEffect(() => {
    let current = true;
    client.call('record.history', { entity, id: asked.id }).then(
      (found) => (current ? setHistory(found) : undefined),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, entity, asked]);
  return history;
}
