/**
 * Watches the promises made to customers: reads the histories of open tickets, says what is due when, and sees to it
 * that a broken promise is escalated, also one that was broken while this desktop was off.
 */
import type { Desk, Due } from '../../../crm/contracts/rpc/service.rpc.ts';
import type { CallInput } from '../../../crm/contracts/worker-rpc.contract.ts';
import { docName } from '../../../crm/kernel/ids.ts';
import { ESCALATE, ESCALATIONS_MAX } from '../../../crm/modules/ticket/escalation.rules.ts';
import { statusStepsOf, type TicketRow } from '../../../crm/modules/ticket/service-level.ts';
import type { Engine } from '../engine/engine-api.ts';
import type { Timers } from '../engine/ports.ts';
import type { RowChange } from '../rows/row-change.ts';
import { deskOf } from './desk.ts';
import { createOpenTickets, type OpenTicket } from './open-tickets.ts';

export interface ServiceWatchDeps {
  readonly engine: Pick<Engine, 'get' | 'all' | 'titleOf' | 'historyHere' | 'run'>;
  readonly nowMs: () => number;
  readonly timers: Timers;
  readonly pause: () => Promise<void>;
  readonly meId: () => string;
  readonly timeZone: string;
  /** False while nothing can be written. */
  readonly canWrite: () => boolean;
  /** What is due when is no longer what it was. */
  readonly changed: () => void;
  /** This person has to hear of these. */
  readonly escalated: (tickets: readonly { readonly id: string; readonly title: string }[]) => void;
}

export interface ServiceWatch {
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
  readonly desk: (input: CallInput<'service.desk'>) => Promise<Desk>;
  readonly due: (ids: readonly string[]) => Readonly<Record<string, Due>>;
  readonly close: () => void;
}

/** Clocks jump and computers sleep, so a breach is looked for rather than waited for. */
const LOOK_EVERY_MS = 15_000;
/** What teammates did while this desktop was off arrives first: it may have been escalated, or resolved, by them. */
const FIRST_LOOK_AFTER_MS = 12_000;
/**
 * Whoever has to hear of it writes it down at once; the others only when that desktop did not. It is harmless if two
 * do, and a pity if a dozen do.
 */
const OTHERS_WAIT_MS = 60_000;
/** A list that repaints for each of thousands of arriving tickets shows none of them. */
const TELL_EVERY_MS = 200;
/** As far as one goes from ticket to ticket without looking at the desk again. */
const NEIGHBOURS_MAX = 2_000;
/** Due times computed before others get their turn. */
const COMPUTED_AT_ONCE = 50;
/** What rows of the desk name. */
const SHOWN_BESIDE: ReadonlySet<string> = new Set(['contact', 'user', 'account', 'queue']);
/** What a promise to any ticket may follow from. */
const PROMISES: ReadonlySet<string> = new Set(['servicePolicy', 'workspace', 'contract']);
/** A queue whose record has not arrived. */
const NOT_HERE = 'Not here yet';
/** Histories read before others get their turn. */
const READ_AT_ONCE = 20;

export function createServiceWatch(deps: ServiceWatchDeps): ServiceWatch {
  const { engine, timers, nowMs } = deps;
  const tickets = createOpenTickets({
    get: engine.get,
    all: engine.all,
    nowMs,
    timeZone: deps.timeZone,
  });
  const unread = new Set<string>();
  /** Tickets and breaches: two desktops may write two moments at once, and the later one comes back then. */
  const toldOf = new Set<string>();
  let reading = false;
  let telling = false;
  let closed = false;
  let lastStates = '';

  function tell(): void {
    if (telling || closed) return;
    telling = true;
    timers.after(TELL_EVERY_MS, () => {
      telling = false;
      if (!closed) deps.changed();
    });
  }

  async function read(): Promise<void> {
    if (reading) return;
    reading = true;
    let done = 0;
    // Records made about the same time lie in one pack, which is then read once.
    while (unread.size > 0 && !closed) {
      for (const id of [...unread].toSorted()) {
        if (closed) break;
        if (!unread.delete(id)) continue;
        const history = await engine.historyHere({ entity: 'ticket', id });
        tickets.setSteps(id, statusStepsOf(history));
        done += 1;
        if (done % READ_AT_ONCE === 0) {
          tell();
          await deps.pause();
        }
      }
    }
    reading = false;
    tell();
  }

  function wantHistory(id: string): void {
    unread.add(id);
    // In a later turn: whoever changes many tickets changes them first.
    if (!reading) timers.after(0, () => void (closed ? undefined : read()));
  }

  async function escalate(): Promise<void> {
    if (!deps.canWrite()) return;
    const now = nowMs();
    const meId = deps.meId();
    const breaches = tickets
      .breaches()
      .filter(({ agent, otherwise, at }) => {
        const told = agent ?? otherwise;
        return told === undefined || told === meId || now - Date.parse(at) > OTHERS_WAIT_MS;
      })
      .slice(0, ESCALATIONS_MAX)
      .map(({ ticket, at, otherwise }) => ({
        ticket,
        at,
        ...(otherwise === undefined ? {} : { otherwise }),
      }));
    // Refused when a teammate was quicker, or when the disk is full: the next look finds what is left.
    if (breaches.length > 0) await engine.run(ESCALATE, { breaches });
  }

  /** Which tickets are near or late, as a text: the screens are told when it changes. */
  async function states(): Promise<string> {
    let text = '';
    let done = 0;
    for (const id of tickets.ids()) {
      const due = tickets.due(id);
      if (due !== null && due.state !== 'open') text += `${id}${due.state}`;
      done += 1;
      if (done % COMPUTED_AT_ONCE === 0) await deps.pause();
      if (closed) break;
    }
    return text;
  }

  async function look(): Promise<void> {
    const now = await states();
    if (closed) return;
    if (now !== lastStates) tell();
    lastStates = now;
    await escalate();
  }

  let cancelLook: () => void = () => undefined;
  function lookLater(ms: number): void {
    cancelLook = timers.after(ms, () => {
      void look().finally(() => (closed ? undefined : lookLater(LOOK_EVERY_MS)));
    });
  }

  for (const { id } of engine.all('ticket')) if (tickets.put(id)) wantHistory(id);
  lookLater(FIRST_LOOK_AFTER_MS);

  function titlesOf(shown: readonly OpenTicket[]): Record<string, string> {
    const titles: Record<string, string> = {};
    const add = (entity: string, id: string | undefined): void => {
      const title = id === undefined ? undefined : engine.titleOf(entity, id);
      if (id !== undefined && title !== undefined) titles[docName(entity, id)] = title;
    };
    for (const { row } of shown) {
      add('contact', row.contact);
      add('account', row.account);
      add('user', row.agent);
    }
    return titles;
  }

  return {
    rowsChanged(changes) {
      const told: { readonly id: string; readonly title: string }[] = [];
      let concerned = false;
      for (const { entity, id, before, after } of changes) {
        if (PROMISES.has(entity)) {
          tickets.promisesChanged();
          concerned = true;
        } else if (entity === 'account' && before?.['type'] !== after?.['type']) {
          tickets.promisesChanged();
          concerned = true;
        } else if (entity === 'ticket') {
          concerned = true;
          const isNews = before === undefined || before['status'] !== after?.['status'];
          if (tickets.put(id) && isNews) wantHistory(id);
          const breach = `${id} ${String(after?.['escalatedAt'])}`;
          if (isToldNow(before, after, deps.meId(), nowMs()) && !toldOf.has(breach)) {
            toldOf.add(breach);
            told.push({ id, title: engine.titleOf('ticket', id) ?? '' });
          }
        } else if (SHOWN_BESIDE.has(entity)) {
          concerned = true;
        }
      }
      if (concerned) tell();
      if (told.length > 0) deps.escalated(told);
    },
    async desk({ view, offset, limit }) {
      // Thousands of tickets that nobody has looked at yet are computed in pieces, others getting their turn.
      await states();
      const first = Math.max(NEIGHBOURS_MAX, offset + limit);
      const { shown, counts, queues } = deskOf(tickets.list(), {
        view,
        meId: deps.meId(),
        first,
        queueName: (id) => engine.titleOf('queue', id) ?? NOT_HERE,
      });
      const page = shown.slice(offset, offset + limit);
      return {
        rows: page.map(({ row, due }) => ({ row: { ...row }, due })),
        ids: shown.slice(0, NEIGHBOURS_MAX).map(({ row }) => row.id),
        titles: titlesOf(page),
        counts,
        queues,
        reading: unread.size > 0,
      };
    },
    due(ids) {
      const found: Record<string, Due> = {};
      for (const id of ids) {
        const due = tickets.due(id);
        if (due !== null) found[id] = due;
      }
      return found;
    },
    close() {
      closed = true;
      cancelLook();
    },
  };
}

/** A ticket that arrives escalated is news while that is young: this desktop was off, or has only just joined. */
const NEWS_MS = 24 * 3_600_000;

/** A broken promise was escalated to this person that was not before. */
function isToldNow(
  before: RowChange['before'],
  after: RowChange['after'],
  meId: string,
  nowMs: number,
): boolean {
  const was = before as TicketRow | undefined;
  const is = after as TicketRow | undefined;
  return (
    is?.escalatedAt !== undefined &&
    (was?.escalatedAt === undefined || was.escalatedAt < is.escalatedAt) &&
    is.escalatedTo === meId &&
    (was !== undefined || nowMs - Date.parse(is.escalatedAt) < NEWS_MS)
  );
}
