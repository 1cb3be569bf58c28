/** When a ticket is due, in few words. Pure. */
import type { Due } from '../../../crm/contracts/rpc/service.rpc.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import { dateFormat } from '../fields/formatters.ts';

export type DueLook = Due['state'] | 'paused';

export function dueLook({ state, paused }: Due): DueLook {
  return paused && state !== 'breached' ? 'paused' : state;
}

export interface WhenFacts {
  readonly nowMs: number;
  readonly locale: string;
  readonly timeZone: string;
}

/** “Late since Mon 09:30”, “Due soon, 11:00”, “Due Tue 10:00”, “Waiting”. */
export function dueWords(due: Due, facts: WhenFacts): string {
  const when = due.at === null ? '' : whenWords(due.at, facts);
  switch (dueLook(due)) {
    case 'breached':
      return when === '' ? 'Late' : `Late since ${when}`;
    case 'near':
      return `Due soon, ${when}`;
    case 'open':
      return `Due ${when}`;
    case 'paused':
      return 'Waiting';
  }
}

/** Where there is room for a word. */
export const dueWord: Readonly<Record<DueLook, string>> = {
  breached: 'Late',
  near: 'Due soon',
  open: 'Due',
  paused: 'Waiting',
};

const DAY_MS = 86_400_000;
/** Within so many days a weekday says which one is meant. */
const WEEKDAY_DAYS = 6;

function whenWords(at: string, { nowMs, locale, timeZone }: WhenFacts): string {
  const ms = Date.parse(at);
  const time = { hour: 'numeric', minute: '2-digit', timeZone } as const;
  const format = (options: Intl.DateTimeFormatOptions): string =>
    dateFormat(locale, { ...time, ...options }).format(ms);
  if (dayIn(ms, timeZone) === dayIn(nowMs, timeZone)) return format({});
  return Math.abs(ms - nowMs) < WEEKDAY_DAYS * DAY_MS
    ? format({ weekday: 'short' })
    : format({ day: 'numeric', month: 'short' });
}
