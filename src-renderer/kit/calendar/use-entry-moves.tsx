/**
 * Moving and resizing. What is being moved is drawn where it would go; let go, it is one command and one act that can
 * be undone. Of a series one is asked first which of them are meant.
 */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { RESCHEDULE, type Scope } from '../../../crm/modules/activity/series.rules.ts';
import { followingId, occurrenceId } from '../../../crm/modules/activity/series.ts';
import { useActs } from '../acts/acts.ts';
import { dateFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import type { Times } from './entry-times.ts';
import { ScopeDialog } from './scope-dialog.tsx';

export interface Draft extends Times {
  readonly key: string;
}

/** Keys are pressed several times on the way; after a rest of this length they are one move. */
const KEYS_REST_MS = 900;

interface MovesProps {
  readonly refresh: () => Promise<void>;
  readonly say: (text: string) => void;
  /** The entry goes by another key once it is a record of its own. */
  readonly onKey: (key: string) => void;
  readonly focus: () => void;
}

export interface EntryMoves {
  readonly draft: Draft | null;
  readonly dialog: ReactNode;
  /** Shows it there, and says so; nothing is written. */
  readonly preview: (entry: ShownEntry, times: Times, spoken: boolean) => void;
  /** The same, and writes it when no further key comes. */
  readonly nudge: (entry: ShownEntry, times: Times) => void;
  readonly commit: () => void;
  /** As what is on its way to be stored has it: the next move begins there, not where the last one began. */
  readonly beingWritten: (entry: ShownEntry) => ShownEntry;
  /** True when there was something to leave. */
  readonly cancel: () => boolean;
}

interface Pending {
  readonly entry: ShownEntry;
  readonly times: Times;
}

export function useEntryMoves({ refresh, say, onKey, focus }: MovesProps): EntryMoves {
  const { locale, timeZone } = useSession();
  const acts = useActs();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [asking, setAsking] = useState<Pending | null>(null);
  const pending = useRef<Pending | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const written = useRef<Draft | null>(null);

  const words = useCallback(
    ({ entry, times }: Pending): string => {
      const day = dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
      const time = dateFormat(locale, { timeStyle: 'short', timeZone });
      const start = new Date(times.startAt);
      return entry.allDay
        ? `${entry.subject}, ${day.format(start)}`
        : `${entry.subject}, ${day.format(start)}, ${time.formatRange(start, new Date(times.endAt))}`;
    },
    [locale, timeZone],
  );

  const write = useCallback(
    async ({ entry, times }: Pending, scope: Scope): Promise<void> => {
      const { startAt, endAt } = times;
      const mine: Draft = { key: entry.key, startAt, endAt };
      written.current = mine;
      const input = {
        activity: entry.id,
        occurrence: entry.occurrence,
        scope,
        times: entry.allDay ? { dueAt: startAt } : { startAt, endAt },
      };
      const done = await acts.command(RESCHEDULE, input, `Moved: ${words({ entry, times })}`);
      if (done) {
        onKey(keyAfter(entry, startAt, scope));
        await refresh().catch(() => undefined);
      } else say(`${entry.subject} stays where it was`);
      // A move that was made meanwhile is shown until it is written as well.
      if (written.current !== mine) return;
      written.current = null;
      setDraft((now) => (now?.key === entry.key && pending.current === null ? null : now));
    },
    [acts, onKey, refresh, say, words],
  );

  const commit = useCallback((): void => {
    clearTimeout(timer.current);
    const now = pending.current;
    pending.current = null;
    if (now === null) return;
    const { entry, times } = now;
    if (times.startAt === entry.startAt && times.endAt === entry.endAt) setDraft(null);
    else if (entry.occurrence !== null) setAsking(now);
    else void write(now, 'one');
  }, [write]);

  const preview = useCallback(
    (entry: ShownEntry, times: Times, spoken: boolean): void => {
      clearTimeout(timer.current);
      pending.current = { entry, times };
      setDraft({ key: entry.key, ...times });
      if (spoken) say(words({ entry, times }));
    },
    [say, words],
  );

  const cancel = useCallback((): boolean => {
    clearTimeout(timer.current);
    const was = pending.current;
    pending.current = null;
    setDraft(null);
    if (was !== null) say(`${was.entry.subject} stays where it was`);
    return was !== null;
  }, [say]);

  const beingWritten = useCallback((entry: ShownEntry): ShownEntry => {
    const now = written.current;
    return now?.key === entry.key ? { ...entry, startAt: now.startAt, endAt: now.endAt } : entry;
  }, []);

  // Whoever leaves the calendar means what they did with the keys.
  const leave = useRef(commit);
  useEffect(() => {
    leave.current = commit;
  }, [commit]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      const now = pending.current;
      if (now !== null && now.entry.occurrence === null) leave.current();
    },
    [],
  );

  return {
    draft,
    preview,
    commit,
    beingWritten,
    cancel,
    nudge: (entry, times) => {
      preview(entry, times, true);
      timer.current = setTimeout(commit, KEYS_REST_MS);
    },
    dialog: asking !== null && (
      <ScopeDialog
        title={`Move “${asking.entry.subject}”`}
        scopes={['one', 'following', 'all']}
        act="Move"
        onGone={focus}
        onClose={() => {
          setAsking(null);
          setDraft(null);
          say(`${asking.entry.subject} stays where it was`);
        }}
        onChoose={(scope) => {
          setAsking(null);
          void write(asking, scope);
        }}
      />
    ),
  };
}

/** As the worker names it after the move. */
function keyAfter({ id, key, occurrence }: ShownEntry, startAt: string, scope: Scope): string {
  if (occurrence === null) return key;
  switch (scope) {
    case 'one':
      return occurrenceId(id, occurrence);
    case 'following':
      return `${followingId(id, occurrence)}@${startAt}`;
    case 'all':
      return `${id}@${startAt}`;
    default:
      return scope satisfies never;
  }
}
