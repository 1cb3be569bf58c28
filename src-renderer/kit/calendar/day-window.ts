/**
 * What of a full day is drawn. A week of a thousand appointments is neither read nor drawn all at once: side by side
 * stands what can still be told apart, hour by hour the rest is counted, and what is scrolled away is left out.
 */
import type { Stretch } from './day-axis.ts';
import type { Lane } from './day-layout.ts';

/** Narrower than a fifth of a day's column nothing can be read; the last lane is for the count. */
export const LANES_MAX: Readonly<Record<'day' | 'days', number>> = { day: 16, days: 5 };
/** Fewer in a view are simply all drawn. */
export const WINDOW_FROM_ENTRIES = 150;

export interface Placed<Entry> {
  readonly entry: Entry;
  readonly stretch: Stretch;
  readonly lane: number;
  readonly lanes: number;
}

export interface Crowd {
  readonly topMinutes: number;
  readonly count: number;
  readonly lanes: number;
}

export interface MinuteWindow {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** `always`: the entry that is selected or moved stays, wherever it is. */
export function drawnOf<Entry>(
  here: readonly { readonly entry: Entry; readonly stretch: Stretch }[],
  lanes: readonly Lane[],
  lanesMax: number,
  window: MinuteWindow | null,
  always: (entry: Entry) => boolean,
): { readonly placed: readonly Placed<Entry>[]; readonly crowds: readonly Crowd[] } {
  const placed: Placed<Entry>[] = [];
  const crowds = new Map<number, { count: number; lanes: number }>();
  for (const [index, { entry, stretch }] of here.entries()) {
    const { lane, lanes: all } = lanes[index] ?? { lane: 0, lanes: 1 };
    const fits = all <= lanesMax || lane < lanesMax - 1;
    const shown = Math.min(all, lanesMax);
    const kept = always(entry);
    if (!fits && !kept) {
      const hour = Math.floor(stretch.topMinutes / 60);
      const crowd = crowds.get(hour) ?? { count: 0, lanes: shown };
      crowds.set(hour, { count: crowd.count + 1, lanes: Math.max(crowd.lanes, shown) });
      continue;
    }
    const seen =
      window === null ||
      (stretch.bottomMinutes >= window.fromMinutes && stretch.topMinutes <= window.toMinutes);
    if (seen || kept) placed.push({ entry, stretch, lane: fits ? lane : shown - 1, lanes: shown });
  }
  return {
    placed,
    crowds: [...crowds]
      .map(([hour, { count, lanes: shown }]) => ({ topMinutes: hour * 60, count, lanes: shown }))
      .filter(
        ({ topMinutes }) =>
          window === null ||
          (topMinutes + 60 >= window.fromMinutes && topMinutes <= window.toMinutes),
      ),
  };
}
