/** The entries of the days on screen, live. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { addDays } from '../../../crm/kernel/calendar-days.ts';
import { instantIn } from '../../../crm/kernel/zoned-days.ts';
import { useSession } from '../session/session.tsx';
import type { Times } from './entry-times.ts';

export interface CalendarEntries {
  /**
   * undefined until the first answer; then the newest, also while the next one is on its way: it may be of days that
   * were on screen before.
   */
  readonly entries: readonly ShownEntry[] | undefined;
  /** They are those of the days on screen. */
  readonly isCurrent: boolean;
  /** Whether something at this time belongs on these days. */
  readonly isOnScreen: (times: Times) => boolean;
  /** Entries that there are besides those. */
  readonly more: number;
  /** Resolves when the newest answer is on screen. */
  readonly refresh: () => Promise<void>;
}

interface Answer {
  /** What was asked; '' before. */
  readonly of: string;
  readonly entries: readonly ShownEntry[] | undefined;
  readonly more: number;
}

export function useCalendarEntries(
  days: readonly string[],
  owners: readonly string[] | null,
): CalendarEntries {
  const { client, timeZone } = useSession();
  const [answer, setAnswer] = useState<Answer>({ of: '', entries: undefined, more: 0 });
  const first = days[0] ?? '';
  const last = days.at(-1) ?? first;
  // As text: a caller may build an equal list at every render.
  const from = instantIn(first, '00:00', timeZone);
  const to = instantIn(addDays(last, 1), '00:00', timeZone);
  const wanted = JSON.stringify({ from, to, owners });
  const isOnScreen = useCallback(
    ({ startAt, endAt }: Times): boolean => startAt < to && (endAt > from || startAt >= from),
    [from, to],
  );
  const newest = useRef(0);
  const refresh = useCallback(async (): Promise<void> => {
    newest.current += 1;
    const asked = newest.current;
    const { entries, count } = await client.call('calendar.entries', JSON.parse(wanted) as never);
    if (asked === newest.current) setAnswer({ of: wanted, entries, more: count - entries.length });
  }, [client, wanted]);
  useEffect(() => {
    const ask = (): void => {
      // A call that fails has said so; what is on screen stays.
      refresh().catch(() => undefined);
    };
    ask();
    const stop = client.on('calendar.changed', ask);
    return () => {
      stop();
      newest.current += 1;
    };
  }, [client, refresh]);
  const { of, entries, more } = answer;
  return { entries, more, isCurrent: of === wanted, isOnScreen, refresh };
}
