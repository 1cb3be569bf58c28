/** The entries of the days on screen, live. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { addDays } from '../../../crm/kernel/calendar-days.ts';
import { instantIn } from '../../../crm/kernel/zoned-days.ts';
import { useSession } from '../session/session.tsx';

export interface CalendarEntries {
  /** undefined until the first answer; then the newest, also while the next one is on its way. */
  readonly entries: readonly ShownEntry[] | undefined;
  /** Entries that there are besides those. */
  readonly more: number;
  /** Resolves when the newest answer is on screen. */
  readonly refresh: () => Promise<void>;
}

interface Answer {
  readonly entries: readonly ShownEntry[] | undefined;
  readonly more: number;
}

export function useCalendarEntries(
  days: readonly string[],
  owners: readonly string[] | null,
): CalendarEntries {
  const { client, timeZone } = useSession();
  const [answer, setAnswer] = useState<Answer>({ entries: undefined, more: 0 });
  const first = days[0] ?? '';
  const last = days.at(-1) ?? first;
  // As text: a caller may build an equal list at every render.
  const wanted = JSON.stringify({
    from: instantIn(first, '00:00', timeZone),
    to: instantIn(addDays(last, 1), '00:00', timeZone),
    owners,
  });
  const newest = useRef(0);
  const refresh = useCallback(async (): Promise<void> => {
    newest.current += 1;
    const asked = newest.current;
    const { entries, count } = await client.call('calendar.entries', JSON.parse(wanted) as never);
    if (asked === newest.current) setAnswer({ entries, more: count - entries.length });
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
  return { ...answer, refresh };
}
