/** Which day it is, for filters such as “today” and “overdue”, and when another one begins. */
import type { Platform } from './platform.ts';

/** Wall clocks jump and computers sleep, so midnight is looked for rather than waited for. */
const LOOK_EVERY_MS = 30_000;

export interface Day {
  /** `YYYY-MM-DD` in the person's time zone. */
  readonly today: () => string;
  readonly stop: () => void;
}

/** `YYYY-MM-DD` in the person's time zone. */
export function dayOf({ clock, timeZone }: Pick<Platform, 'clock' | 'timeZone'>): string {
  return isoDates(timeZone).format(clock.nowMs());
}

/** Swedish dates are ISO dates. */
function isoDates(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
}

export function watchDay(
  { clock, timers, timeZone }: Pick<Platform, 'clock' | 'timers' | 'timeZone'>,
  changed: () => void,
): Day {
  const format = isoDates(timeZone);
  const read = (): string => format.format(clock.nowMs());
  let today = read();
  let cancel: () => void = () => {};
  const look = (): void => {
    cancel = timers.after(LOOK_EVERY_MS, () => {
      const now = read();
      if (now !== today) {
        today = now;
        changed();
      }
      look();
    });
  };
  look();
  return { today: read, stop: () => cancel() };
}
