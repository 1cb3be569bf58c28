/**
 * Whether a ticket is answered and resolved in the time promised. Computed from the record and its history when it is
 * looked at, never stored: what two desktops did at once, undo and re-opening need no counter to be put right.
 */
import type { HistoryEntry } from '../../contracts/rpc/record.rpc.ts';
import { addBusinessMs, elapsedBusinessMs, type BusinessCalendar } from './business-time.ts';
import type { ServicePromise } from './service-promise.ts';
import { statusCategory, type TicketRow } from './ticket.entity.ts';

export type { TicketRow } from './ticket.entity.ts';

const MINUTE_MS = 60_000;

/**
 * near: less than a quarter of the time is left. unknown: it is over, and what would tell whether in time is not
 * recorded (a ticket that was answered before it was entered here, or resolved without a first response).
 */
export type ClockState = 'met' | 'open' | 'near' | 'breached' | 'unknown';

export interface Clock {
  readonly state: ClockState;
  readonly targetMs: number;
  /** Business milliseconds that counted. */
  readonly usedMs: number;
  /** Business milliseconds; negative when late. */
  readonly remainingMs: number;
  /** ISO instant; undefined while it is paused with time left, as nobody knows for how long. */
  readonly dueAt: string | undefined;
  /** ISO instant from which on little time is left; undefined unless it runs and that lies ahead. */
  readonly nearAt: string | undefined;
  /** Waits for somebody else and does not run. */
  readonly paused: boolean;
  /** ISO instant at which it stopped for good, or until the ticket is opened again. */
  readonly stoppedAt: string | undefined;
}

export interface ServiceLevel {
  readonly promise: ServicePromise;
  readonly priority: string;
  /** ISO instant. */
  readonly startedAt: string;
  readonly response: Clock;
  readonly resolution: Clock;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

interface StatusSpan extends Span {
  readonly category: ReturnType<typeof statusCategory>;
}

/** Near is with less than this part of the time left. */
const NEAR_PART = 4;

/** Two desktops' clocks may differ by this much before an order of events that cannot be is taken for a fact. */
const CLOCK_SKEW_MAX_MS = 10 * MINUTE_MS;

export interface ServiceLevelInput {
  readonly row: TicketRow;
  readonly steps: readonly StatusStep[];
  readonly nowMs: number;
  readonly promise: ServicePromise;
}

/** Where its status went, and when; all of a ticket's history that its clocks need. */
export interface StatusStep {
  /** ISO 8601 UTC by the author's clock. */
  readonly at: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Oldest first, from a history whose newest entry is first. */
export function statusStepsOf(history: readonly HistoryEntry[]): readonly StatusStep[] {
  return (
    history
      .toReversed()
      .flatMap(({ at, changes }) => changes.map((change) => ({ ...change, at })))
      // A value that lost against a concurrent one never stood.
      .filter(({ slot, overruled }) => slot.field === 'status' && !overruled)
      .map(({ at, from, to }) => ({ at, from, to }))
  );
}

/**
 * undefined where nothing is promised: without a priority, or when the ticket was merged into another, which runs the
 * clock. The present priority and the present policy count from the start. Both clocks stand still while the ticket
 * waits for somebody else and while it is resolved; opening it again lets them go on.
 */
export function serviceLevelOf(input: ServiceLevelInput): ServiceLevel | undefined {
  const { row, nowMs, promise } = input;
  const { calendar } = promise;
  const { priority } = row;
  const target = priority === undefined ? undefined : promise.targets[priority];
  if (priority === undefined || target === undefined || row.mergedInto !== undefined)
    return undefined;
  const startMs = Math.min(Date.parse(row.createdAt), nowMs);
  const spans = statusSpans(input, startMs);
  const last = spans.at(-1);
  const resolved = last?.category === 'Resolved';
  const resolvedMs = resolved ? (instantMs(row.resolvedAt) ?? closingOf(spans)) : undefined;
  const respondedMs = instantMs(row.firstRespondedAt);
  const common = { spans, startMs, nowMs, calendar, paused: last?.category === 'Paused' };
  return {
    promise,
    priority,
    startedAt: row.createdAt,
    response: clockOf({
      ...common,
      targetMs: target.responseMs,
      over: respondedMs !== undefined || resolved,
      stopMs: respondedMs ?? resolvedMs,
      recorded: respondedMs !== undefined,
    }),
    resolution: clockOf({
      ...common,
      targetMs: target.resolutionMs,
      over: resolved,
      stopMs: resolvedMs,
      recorded: resolvedMs !== undefined,
    }),
  };
}

interface ClockInput {
  readonly spans: readonly StatusSpan[];
  readonly startMs: number;
  readonly nowMs: number;
  readonly calendar: BusinessCalendar;
  readonly paused: boolean;
  readonly targetMs: number;
  readonly over: boolean;
  readonly stopMs: number | undefined;
  /** Whether what stopped it is written down. */
  readonly recorded: boolean;
}

function clockOf(input: ClockInput): Clock {
  const { spans, startMs, nowMs, calendar, targetMs, over, stopMs } = input;
  const endMs = Math.min(stopMs ?? nowMs, nowMs);
  const running = spans
    .filter(({ category }) => category === 'Open')
    .map((span) => ({ ...span, toMs: Math.min(span.toMs, endMs) }));
  const usedMs = running.reduce(
    (sum, { fromMs, toMs }) => sum + elapsedBusinessMs(fromMs, toMs, calendar),
    0,
  );
  const remainingMs = targetMs - usedMs;
  const paused = input.paused && !over;
  const passedMs = passedAt(running, targetMs, calendar);
  const dueMs = passedMs ?? (paused ? undefined : addBusinessMs(endMs, remainingMs, calendar));
  const late = dueMs !== undefined && dueMs < endMs;
  const before = stopMs !== undefined && stopMs < startMs - CLOCK_SKEW_MAX_MS;
  return {
    state: stateOf({
      late,
      over,
      unknown: over && (before || !input.recorded),
      input,
      remainingMs,
    }),
    targetMs,
    usedMs,
    remainingMs,
    dueAt: instantOf(dueMs),
    nearAt: instantOf(
      over || paused || late
        ? undefined
        : addBusinessMs(endMs, Math.max(0, remainingMs - targetMs / NEAR_PART), calendar),
    ),
    paused,
    // When a ticket was resolved says nothing of when its customer was answered.
    stoppedAt: instantOf(over && (input.recorded || late) ? stopMs : undefined),
  };
}

function stateOf(facts: {
  readonly late: boolean;
  readonly over: boolean;
  readonly unknown: boolean;
  readonly input: ClockInput;
  readonly remainingMs: number;
}): ClockState {
  if (facts.late) return 'breached';
  if (facts.unknown) return 'unknown';
  if (facts.over) return 'met';
  return facts.remainingMs * NEAR_PART < facts.input.targetMs ? 'near' : 'open';
}

/** The instant within these spans from which on it was late; a time used up just as a span ends was kept. */
function passedAt(
  running: readonly Span[],
  targetMs: number,
  calendar: BusinessCalendar,
): number | undefined {
  let left = targetMs;
  for (const { fromMs, toMs } of running) {
    const dueMs = addBusinessMs(fromMs, left, calendar);
    if (dueMs !== undefined && dueMs < toMs) return dueMs;
    left -= elapsedBusinessMs(fromMs, toMs, calendar);
  }
  return undefined;
}

/** The ticket's life so far, by what its status meant. */
function statusSpans(
  { row, steps: changes, nowMs }: ServiceLevelInput,
  startMs: number,
): StatusSpan[] {
  let lastMs = startMs;
  const steps = changes.map(({ at, to }) => {
    // Who came after whom is known, whatever the clocks of two desktops say: a step is never before the last one, nor
    // in a future that only a teammate's clock has reached.
    lastMs = Math.min(Math.max(instantMs(at) ?? lastMs, lastMs), nowMs);
    return { atMs: lastMs, status: textOf(to) };
  });
  // The history is asked for after the record has changed, so it may be one step behind.
  if (steps.length > 0 && steps.at(-1)?.status !== row.status)
    steps.push({ atMs: nowMs, status: row.status });
  const first = changes.length === 0 ? row.status : textOf(changes[0]?.from);
  return [{ atMs: startMs, status: first }, ...steps].map(({ atMs, status }, index) => ({
    category: statusCategory(status),
    fromMs: atMs,
    toMs: steps[index]?.atMs ?? nowMs,
  }));
}

/** When the last stretch of being resolved began; undefined when it was never anything else. */
function closingOf(spans: readonly StatusSpan[]): number | undefined {
  const lastOther = spans.findLastIndex(({ category }) => category !== 'Resolved');
  return lastOther === -1 ? undefined : spans[lastOther + 1]?.fromMs;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function instantOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

function instantMs(value: string | undefined): number | undefined {
  const ms = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(ms) ? undefined : ms;
}
