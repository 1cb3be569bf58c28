/**
 * The occurrences of series, kept as long as the series is the same row: asking a rule costs a hundred times what
 * drawing its answer does, and a calendar asks whenever any activity changes. Kept by stretches of four weeks, so that
 * the next week is mostly there already.
 */
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import {
  expanded,
  type Expand,
  type Occurrence,
} from '../../../crm/modules/activity/calendar-entry.ts';

const STRETCH_MS = 28 * 86_400_000;
/** A year and more of one series; whoever pages on through decades does not fill the memory. */
const STRETCHES_MAX = 16;

/** null: what is no series, although it says so. */
type Stretches = Map<number, readonly Occurrence[]> | null;

export function keptExpansions(expand: Expand = expanded): Expand {
  const bySeries = new WeakMap<ActivityRow, Stretches>();
  return (row, fromMs, toMs) => {
    const kept = bySeries.get(row);
    if (kept === null) return null;
    const stretches = kept ?? new Map<number, readonly Occurrence[]>();
    const found: Occurrence[] = [];
    const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
    for (let at = Math.floor(fromMs / STRETCH_MS); at * STRETCH_MS < toMs; at++) {
      let here = stretches.get(at);
      if (here === undefined) {
        const asked = expand(row, at * STRETCH_MS, (at + 1) * STRETCH_MS);
        if (asked === null) {
          bySeries.set(row, null);
          return null;
        }
        here = asked;
        if (stretches.size >= STRETCHES_MAX) stretches.clear();
        stretches.set(at, here);
      }
      for (const occurrence of here)
        if (occurrence.at >= from && occurrence.at < to) found.push(occurrence);
    }
    bySeries.set(row, stretches);
    return found;
  };
}
