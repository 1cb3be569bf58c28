/** On which days an entry stands, and where. Asking the clocks is what costs, so each entry is asked for once. */
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { addDays } from '../../../crm/kernel/calendar-days.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import { stretchOn, type Stretch } from './day-axis.ts';

export interface OnDay {
  readonly entry: ShownEntry;
  readonly day: string;
  readonly stretch: Stretch;
}

/** Nothing is drawn on more days than the longest view has. */
const DAYS_MAX = 62;

const known = new WeakMap<
  ShownEntry,
  { readonly timeZone: string; readonly days: readonly OnDay[] }
>();

function daysOfEntry(entry: ShownEntry, timeZone: string): readonly OnDay[] {
  const found = known.get(entry);
  if (found?.timeZone === timeZone) return found.days;
  const days: OnDay[] = [];
  let day = dayIn(Date.parse(entry.startAt), timeZone);
  for (let count = 0; count < DAYS_MAX; count++, day = addDays(day, 1)) {
    const stretch = stretchOn(day, entry, timeZone);
    if (stretch === null) break;
    days.push({ entry, day, stretch });
    if (!stretch.goesOn) break;
  }
  known.set(entry, { timeZone, days });
  return days;
}

/** What lasts over midnight stands on each of its days. */
export function entriesByDay(
  entries: readonly ShownEntry[],
  timeZone: string,
): ReadonlyMap<string, readonly OnDay[]> {
  return Map.groupBy(
    entries.flatMap((entry) => daysOfEntry(entry, timeZone)),
    ({ day }) => day,
  );
}
