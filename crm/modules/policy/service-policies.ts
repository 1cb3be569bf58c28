/** From the policies of a workspace to what is promised to one ticket. Pure. */
import type { Values } from '../../kernel/derive.ts';
import { derivedId, docName } from '../../kernel/ids.ts';
import {
  weekdays,
  type BusinessCalendar,
  type DayHours,
  type Weekday,
} from '../ticket/business-time.ts';
import {
  DEFAULT_POLICY_NAME,
  defaultPromise,
  type ServicePromise,
  type ServiceTarget,
} from '../ticket/service-promise.ts';
import type { ContractRow } from '../contract/contract.entity.ts';
import type { ServicePolicyRow } from './policy.entity.ts';
import { isTimeZone } from '../../kernel/zoned-days.ts';
import { hoursProblem, type HoursCells } from './policy.rules.ts';

const MINUTE_MS = 60_000;

/** The record that holds the workspace's own standard: one, whichever desktop first changes it. */
export const STANDARD_POLICY_ID = derivedId('servicePolicy', 'standard');

/** A priority without both targets is promised nothing; hours that are none make a day off. */
export function promiseOf(row: ServicePolicyRow, fallbackZone: string): ServicePromise {
  const targets: Record<string, ServiceTarget> = {};
  for (const { id, responseMinutes, resolutionMinutes } of row.targets ?? []) {
    if (typeof responseMinutes !== 'number' || typeof resolutionMinutes !== 'number') continue;
    targets[id] = {
      responseMs: responseMinutes * MINUTE_MS,
      resolutionMs: resolutionMinutes * MINUTE_MS,
    };
  }
  return {
    name: row.name ?? DEFAULT_POLICY_NAME,
    targets,
    calendar: calendarOf(row, fallbackZone),
    escalateTo: row.escalateTo,
  };
}

function calendarOf(row: ServicePolicyRow, fallbackZone: string): BusinessCalendar {
  const week: Partial<Record<Weekday, DayHours>> = {};
  for (const day of weekdays) {
    const cells: HoursCells = { ...row.hours?.find(({ id }) => id === String(day)) };
    const { opens, closes, lunchFrom, lunchTo } = cells;
    if (typeof opens !== 'string' || typeof closes !== 'string') continue;
    if (hoursProblem(cells) !== undefined) continue;
    const hasLunch = typeof lunchFrom === 'string' && typeof lunchTo === 'string';
    week[day] = {
      opens,
      closes,
      ...(hasLunch && lunchFrom !== '' ? { lunch: { from: lunchFrom, to: lunchTo } } : {}),
    };
  }
  const zone = row.timeZone ?? '';
  return {
    timeZone: isTimeZone(zone) ? zone : fallbackZone,
    week,
    holidays: (row.holidays ?? []).map(({ id }) => id),
  };
}

/** The values of a policy that promises this. */
export function policyValues(promise: ServicePromise): Values {
  const { name, targets, calendar } = promise;
  return {
    name,
    targets: Object.entries(targets).map(([id, { responseMs, resolutionMs }]) => ({
      id,
      responseMinutes: responseMs / MINUTE_MS,
      resolutionMinutes: resolutionMs / MINUTE_MS,
    })),
    timeZone: calendar.timeZone,
    hours: weekdays.flatMap((day) => {
      const hours = calendar.week[day];
      if (hours === undefined) return [];
      const { opens, closes, lunch } = hours;
      return [
        {
          id: String(day),
          opens,
          closes,
          ...(lunch === undefined ? {} : { lunchFrom: lunch.from, lunchTo: lunch.to }),
        },
      ];
    }),
    holidays: calendar.holidays.map((id) => ({ id, name: id })),
  };
}

export interface TicketFacts {
  readonly sla?: string | undefined;
  /** Id of its record. */
  readonly queue?: string | undefined;
  readonly priority?: string | undefined;
}

/** Of a contract, what a promise follows from. */
export type Agreement = Pick<ContractRow, 'name' | 'policy'>;

/** Promises in the order in which they are asked; kept while the policies are the same. */
export interface PromiseBook {
  readonly promiseFor: (
    ticket: TicketFacts,
    accountType: string | undefined,
    /** The contract under which it is served. */
    agreement?: Agreement,
  ) => ServicePromise;
}

/**
 * The policy that the ticket names; else that of the contract under which it is served; else the first by order, then by id, whose conditions all fit (an empty one fits
 * everything); else the workspace's standard, which is asked last whatever its order; else ours.
 */
export function promiseBook(rows: Iterable<ServicePolicyRow>, fallbackZone: string): PromiseBook {
  const entries = [...rows]
    .filter(({ archivedAt }) => archivedAt === undefined)
    .map((row) => ({ row, promise: promiseOf(row, fallbackZone) }));
  const ordered = entries
    .filter(({ row }) => row.id !== STANDARD_POLICY_ID)
    .toSorted(({ row: a }, { row: b }) => (a.rank ?? 0) - (b.rank ?? 0) || (a.id < b.id ? -1 : 1));
  const standard =
    entries.find(({ row }) => row.id === STANDARD_POLICY_ID)?.promise ??
    defaultPromise(fallbackZone);
  return {
    promiseFor: (ticket, accountType, agreement) => {
      const named = ticket.sla === undefined ? undefined : byId(entries, ticket.sla);
      if (named !== undefined) return named.promise;
      const agreed = agreement?.policy === undefined ? undefined : byId(entries, agreement.policy);
      if (agreed !== undefined)
        return agreement?.name === undefined
          ? agreed.promise
          : { ...agreed.promise, agreement: agreement.name };
      const fitting = ordered.find(
        ({ row }) =>
          fits(row.queues, queueName(ticket.queue)) &&
          fits(row.priorities, ticket.priority) &&
          fits(row.accountTypes, accountType),
      );
      return fitting?.promise ?? standard;
    },
  };
}

function byId<Entry extends { readonly row: ServicePolicyRow }>(
  entries: readonly Entry[],
  id: string,
): Entry | undefined {
  return entries.find(({ row }) => row.id === id);
}

/** As a set of links names it. */
function queueName(id: string | undefined): string | undefined {
  return id === undefined ? undefined : docName('queue', id);
}

function fits(wanted: readonly string[] | undefined, value: string | undefined): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(value ?? '');
}
