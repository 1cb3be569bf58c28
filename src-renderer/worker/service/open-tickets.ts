/** The open tickets of a workspace with when each is due. Computed anew only when something it follows from changed. */
import type { Due } from '../../../crm/contracts/rpc/service.rpc.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { ServicePolicyRow } from '../../../crm/modules/policy/policy.entity.ts';
import { promiseBook, type PromiseBook } from '../../../crm/modules/policy/service-policies.ts';
import { agreementOf } from '../../../crm/modules/contract/agreement.ts';
import type { ContractRow } from '../../../crm/modules/contract/contract.entity.ts';
import { brokenAt } from '../../../crm/modules/ticket/breach.ts';
import { canEscalate, type Breach } from '../../../crm/modules/ticket/escalation.rules.ts';
import {
  serviceLevelOf,
  type Clock,
  type ServiceLevel,
  type StatusStep,
  type TicketRow,
} from '../../../crm/modules/ticket/service-level.ts';
import { zoneOfWorkspace } from '../../../crm/kernel/workspace-zone.ts';
import { WORKSPACE_ID } from '../../../crm/modules/workspace/workspace.entity.ts';
import { statusCategory } from '../../../crm/modules/ticket/ticket.entity.ts';

export interface OpenTicket {
  readonly row: TicketRow;
  /** null: nothing is promised, or every clock has stopped. */
  readonly due: Due | null;
  /** When it is due; Infinity while nobody knows. */
  readonly dueMs: number;
}

export interface OpenTicketsDeps {
  readonly get: (entity: string, id: string) => AnyRow | undefined;
  readonly all: (entity: string) => Iterable<AnyRow>;
  readonly nowMs: () => number;
  /** This desktop's, for a workspace that has none of its own. */
  readonly timeZone: string;
}

interface Tracked {
  row: TicketRow;
  /** null: its history has not been read yet, and it counts as if it had always been as it is. */
  steps: readonly StatusStep[] | null;
  level: ServiceLevel | undefined;
  due: Due | null;
  dueMs: number;
  /** From when on `due` says something else, unless the record changes first. */
  untilMs: number;
}

export interface OpenTickets {
  /** True when the ticket is open, so that its history is wanted. */
  readonly put: (id: string) => boolean;
  readonly setSteps: (id: string, steps: readonly StatusStep[]) => void;
  /** The policies, or what they depend on, are others now. */
  readonly promisesChanged: () => void;
  readonly ids: () => readonly string[];
  readonly list: () => readonly OpenTicket[];
  readonly due: (id: string) => Due | null;
  /** Broken promises that nobody was told of. */
  readonly breaches: () => readonly (Breach & { readonly agent: string | undefined })[];
}

/** Without a change of its own nothing is looked at again before this: a clock that stands still has no next moment. */
const LOOK_AGAIN_MS = 3_600_000;

export function createOpenTickets(deps: OpenTicketsDeps): OpenTickets {
  const tracked = new Map<string, Tracked>();
  let book: PromiseBook | null = null;
  let contracts: ReadonlyMap<string, readonly ContractRow[]> | null = null;

  function promises(): PromiseBook {
    book ??= promiseBook(
      deps.all('servicePolicy') as Iterable<ServicePolicyRow>,
      zoneOfWorkspace(deps.get('workspace', WORKSPACE_ID), deps.timeZone),
    );
    return book;
  }

  /** By account, and the others by id: a desk of thousands asks for each of its tickets. */
  function agreementFor(row: TicketRow): ContractRow | undefined {
    contracts ??= Map.groupBy(
      deps.all('contract') as Iterable<ContractRow>,
      ({ account = '' }) => account,
    );
    const named =
      row.contract === undefined
        ? undefined
        : (deps.get('contract', row.contract) as ContractRow | undefined);
    if (named === undefined && (row.account === undefined || contracts.size === 0))
      return undefined;
    const candidates = named === undefined ? (contracts.get(row.account ?? '') ?? []) : [named];
    const zone = zoneOfWorkspace(deps.get('workspace', WORKSPACE_ID), deps.timeZone);
    return agreementOf(row, candidates, zone);
  }

  function current(ticket: Tracked): Tracked {
    const nowMs = deps.nowMs();
    if (nowMs < ticket.untilMs) return ticket;
    const { row } = ticket;
    const accountType =
      row.account === undefined ? undefined : deps.get('account', row.account)?.['type'];
    const promise = promises().promiseFor(
      row,
      typeof accountType === 'string' ? accountType : undefined,
      agreementFor(row),
    );
    ticket.level = serviceLevelOf({ row, steps: ticket.steps ?? [], nowMs, promise });
    ticket.due = dueOf(ticket.level);
    ticket.dueMs = msOf(ticket.due?.at);
    ticket.untilMs = nextMomentMs(ticket.level, nowMs);
    return ticket;
  }

  return {
    put(id) {
      const row = deps.get('ticket', id) as TicketRow | undefined;
      if (row === undefined || !isWorkedOn(row)) {
        tracked.delete(id);
        return false;
      }
      const known = tracked.get(id);
      if (known === undefined)
        tracked.set(id, {
          row,
          steps: null,
          level: undefined,
          due: null,
          dueMs: Infinity,
          untilMs: -Infinity,
        });
      else Object.assign(known, { row, untilMs: -Infinity });
      return true;
    },
    setSteps(id, steps) {
      const ticket = tracked.get(id);
      if (ticket !== undefined) Object.assign(ticket, { steps, untilMs: -Infinity });
    },
    promisesChanged() {
      book = null;
      contracts = null;
      for (const ticket of tracked.values()) ticket.untilMs = -Infinity;
    },
    ids: () => [...tracked.keys()],
    list: () => [...tracked.values()].map(current),
    due: (id) => {
      const ticket = tracked.get(id);
      return ticket === undefined ? null : current(ticket).due;
    },
    breaches: () =>
      [...tracked.values()].flatMap((ticket) => {
        // A pause that is not known yet would make a promise look broken that was kept.
        if (ticket.steps === null) return [];
        const { row, due, level, steps } = current(ticket);
        if (due?.state !== 'breached' || level === undefined) return [];
        const at = brokenAt(level, steps ?? []);
        if (at === undefined || !canEscalate(row, at)) return [];
        const { escalateTo } = level.promise;
        return [
          {
            ticket: row.id,
            at,
            agent: row.agent,
            ...(escalateTo === undefined ? {} : { otherwise: escalateTo }),
          },
        ];
      }),
  };
}

export function isWorkedOn(row: TicketRow): boolean {
  return (
    row.archivedAt === undefined &&
    row.mergedInto === undefined &&
    statusCategory(row.status) !== 'Resolved'
  );
}

/** A clock that was stopped is over, whether it was kept or not. */
function isRunning({ state, stoppedAt }: Clock): boolean {
  return stoppedAt === undefined && (state === 'open' || state === 'near' || state === 'breached');
}

/** Of the clocks that go on, a broken one first, then the one that runs out first. */
function dueOf(level: ServiceLevel | undefined): Due | null {
  if (level === undefined) return null;
  const clocks = (['response', 'resolution'] as const)
    .map((name) => ({ name, clock: level[name] }))
    .filter(({ clock }) => isRunning(clock))
    .toSorted(
      (a, b) =>
        Number(b.clock.state === 'breached') - Number(a.clock.state === 'breached') ||
        msOf(a.clock.dueAt) - msOf(b.clock.dueAt),
    );
  const [first] = clocks;
  if (first === undefined) return null;
  const { state, paused, dueAt } = first.clock;
  if (state !== 'open' && state !== 'near' && state !== 'breached') return null;
  return { clock: first.name, state, paused, at: dueAt ?? null };
}

function msOf(at: string | null | undefined): number {
  return at === undefined || at === null ? Infinity : Date.parse(at);
}

/** When one of its clocks gets near its end, or passes it. */
function nextMomentMs(level: ServiceLevel | undefined, nowMs: number): number {
  const moments =
    level === undefined
      ? []
      : [level.response, level.resolution].flatMap(({ nearAt, dueAt }) => [
          msOf(nearAt),
          msOf(dueAt),
        ]);
  // Both moments themselves are still in time: it changes just after them.
  return Math.min(
    ...moments.filter((ms) => ms >= nowMs).map((ms) => ms + 1),
    nowMs + LOOK_AGAIN_MS,
  );
}
