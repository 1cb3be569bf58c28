/** The activities of a range of days, repeating ones expanded, and when they are other ones. */
import { CALENDAR_ENTRIES_MAX } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import {
  entriesIn,
  lengthMs,
  type CalendarRange,
} from '../../../crm/modules/activity/calendar-entry.ts';
import type { RowChange } from '../rows/row-change.ts';
import type { RowStore } from '../rows/row-store.ts';
import { ActivityDays } from './activity-days.ts';
import { keptExpansions } from './expansions.ts';

const ACTIVITY = 'activity';
/** An import of thousands must not draw a calendar thousands of times. */
const TELL_EVERY_MS = 50;

/** So far to both sides of what was asked for, rules are asked in the background: people page on. */
const AHEAD_MS = 42 * 86_400_000;
/** Rules are asked for this long before others get their turn. */
const SLICE_MS = 8;

export interface Calendar {
  readonly entries: (range: CalendarRange) => Promise<CallOutput<'calendar.entries'>>;
  /** Reads, in the background, what the first question would wait for. */
  readonly prepare: () => Promise<void>;
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
}

interface CalendarDeps {
  readonly rows: RowStore;
  readonly nowMs: () => number;
  readonly elapsedMs: () => number;
  readonly pause: () => Promise<void>;
  readonly schedule: (run: () => void, delayMs: number) => void;
  readonly changed: () => void;
}

export function createCalendar(deps: CalendarDeps): Calendar {
  const { rows, nowMs, elapsedMs, pause, schedule, changed } = deps;
  const days = new ActivityDays(rows.table(ACTIVITY));
  const expand = keptExpansions();
  let telling = false;
  /** Asks the rules of a range in slices, so that the answer itself need not ask any. */
  async function ask(fromMs: number, toMs: number, owners: CalendarRange['owners']): Promise<void> {
    let sinceMs = elapsedMs();
    for (const row of days.series()) {
      if (owners !== null && !(row.owner !== undefined && owners.includes(row.owner))) continue;
      expand(row, fromMs - lengthMs(row), toMs);
      if (elapsedMs() - sinceMs < SLICE_MS) continue;
      await pause();
      sinceMs = elapsedMs();
    }
  }

  return {
    async prepare() {
      while (days.readOn()) await pause();
      await ask(nowMs() - AHEAD_MS, nowMs() + AHEAD_MS, null);
    },
    async entries(range) {
      const [fromMs, toMs] = [Date.parse(range.from), Date.parse(range.to)];
      while (days.readOn()) await pause();
      await ask(fromMs, toMs, range.owners);
      const found = entriesIn(
        days.between(fromMs, toMs),
        (id) => rows.get(ACTIVITY, id) !== undefined,
        range,
        nowMs(),
        expand,
      );
      const entries = found.slice(0, CALENDAR_ENTRIES_MAX).map((entry) => ({
        ...entry,
        ownerName: entry.owner === null ? null : (rows.titleOf('user', entry.owner) ?? null),
      }));
      void ask(fromMs - AHEAD_MS, toMs + AHEAD_MS, range.owners);
      return { entries, count: found.length };
    },
    rowsChanged: (changes) => {
      if (telling) return;
      if (!changes.some(({ entity }) => entity === ACTIVITY || entity === 'user')) return;
      telling = true;
      schedule(() => {
        telling = false;
        changed();
      }, TELL_EVERY_MS);
    },
  };
}
