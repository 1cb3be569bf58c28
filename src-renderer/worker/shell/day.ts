/** Which day it is, for filters such as “today” and “overdue”, and when another one begins. */
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import type { Platform } from './platform.ts';

/** Wall clocks jump and computers sleep, so midnight is looked for rather than waited for. */
const LOOK_EVERY_MS = 30_000;

export interface Day {
  /** `YYYY-MM-DD` in the person's time zone. */
  readonly today: () => string;
  /** `YYYY-MM-DD` in that of the workspace. */
  readonly teamToday: () => string;
  readonly stop: () => void;
}

/** `YYYY-MM-DD` in the person's time zone. */
export function dayOf({ clock, timeZone }: Pick<Platform, 'clock' | 'timeZone'>): string {
  return dayIn(clock.nowMs(), timeZone);
}

export function watchDay(
  platform: Pick<Platform, 'clock' | 'timers' | 'timeZone'>,
  teamZone: () => string,
  changed: () => void,
): Day {
  const { clock, timers } = platform;
  const today = (): string => dayOf(platform);
  const teamToday = (): string => dayIn(clock.nowMs(), teamZone());
  const read = (): string => `${today()} ${teamToday()}`;
  let seen = read();
  let cancel: () => void = () => {};
  const look = (): void => {
    cancel = timers.after(LOOK_EVERY_MS, () => {
      const now = read();
      if (now !== seen) {
        seen = now;
        changed();
      }
      look();
    });
  };
  look();
  return { today, teamToday, stop: () => cancel() };
}
