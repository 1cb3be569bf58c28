/** The activities of a range of days, repeating ones expanded, and when they are other ones. */
import { CALENDAR_ENTRIES_MAX } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { entriesIn, type CalendarRange } from '../../../crm/modules/activity/calendar-entry.ts';
import type { RowChange } from '../rows/row-change.ts';
import type { RowStore } from '../rows/row-store.ts';

const ACTIVITY = 'activity';
/** An import of thousands must not draw a calendar thousands of times. */
const TELL_EVERY_MS = 50;

export interface Calendar {
  readonly entries: (range: CalendarRange) => CallOutput<'calendar.entries'>;
  readonly rowsChanged: (changes: readonly RowChange[]) => void;
}

interface CalendarDeps {
  readonly rows: RowStore;
  readonly nowMs: () => number;
  readonly schedule: (run: () => void, delayMs: number) => void;
  readonly changed: () => void;
}

export function createCalendar({ rows, nowMs, schedule, changed }: CalendarDeps): Calendar {
  let telling = false;
  return {
    entries: (range) => {
      const found = entriesIn(
        rows.all(ACTIVITY) as Iterable<ActivityRow>,
        (id) => rows.get(ACTIVITY, id) !== undefined,
        range,
        nowMs(),
      );
      const entries = found.slice(0, CALENDAR_ENTRIES_MAX).map((entry) => ({
        ...entry,
        ownerName: entry.owner === null ? null : (rows.titleOf('user', entry.owner) ?? null),
      }));
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
