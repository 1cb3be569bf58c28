/** The calendar: a day, a week or a month of activities, moved by hand or by keys. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import { useNavigation, useSession } from '../session/session.tsx';
import { useNow } from '../timeline/use-now.ts';
import { CalendarBar } from './calendar-bar.tsx';
import './calendar.css';
import { daysOf, rangeTitle, stepped } from './calendar-days.ts';
import { onCalendarKey } from './calendar-keys.ts';
import type { CalendarPlace } from './calendar-place.ts';
import { DayList } from './day-list.tsx';
import { instantAt } from './day-axis.ts';
import { EntryDetails } from './entry-details.tsx';
import type { Times } from './entry-times.ts';
import { MonthGrid } from './month-grid.tsx';
import { NewEntry } from './new-entry.tsx';
import { TimeGrid } from './time-grid.tsx';
import { useCalendarDrag } from './use-calendar-drag.ts';
import { useCalendarEntries } from './use-calendar-entries.ts';
import { useCalendarKeys } from './use-calendar-keys.ts';
import { useEntryActs } from './use-entry-acts.tsx';
import { useEntryMoves } from './use-entry-moves.tsx';

/** Lines of a month's day that fit on a small window. */
const LINES_A_DAY = 4;

interface CalendarProps {
  readonly place: CalendarPlace;
  readonly onPlace: (place: CalendarPlace) => void;
}

export interface Making {
  readonly times: Times;
  readonly due: boolean;
}

export function Calendar({ place, onPlace }: CalendarProps) {
  const { locale, timeZone, firstDayOfWeek, meId } = useSession();
  const { openRecord } = useNavigation();
  const nowMs = useNow();
  const today = dayIn(nowMs, timeZone);
  const day = place.day ?? today;
  const { view, who } = place;
  const days = useMemo(() => daysOf(view, day, firstDayOfWeek), [view, day, firstDayOfWeek]);
  const owners = useMemo(() => (who === 'all' ? null : who === 'me' ? [meId] : who), [who, meId]);
  const { entries, more, isCurrent, isOnScreen, refresh } = useCalendarEntries(days, owners);

  const [selectedKey, setSelectedKey] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [making, setMaking] = useState<Making | null>(null);
  const [details, setDetails] = useState<{ readonly key: string; readonly rect: DOMRect } | null>(
    null,
  );
  const [listed, setListed] = useState<string | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);

  const focus = useCallback(() => root.current?.focus({ preventScroll: true }), []);
  const moves = useEntryMoves({ refresh, say: setSaid, onKey: setSelectedKey, focus });
  const acts = useEntryActs({ refresh, focus });
  const { draft, beingWritten } = moves;
  // What is on days that have left the screen is not there to be selected or moved, though it is known still.
  const shown = useMemo(
    () =>
      (entries ?? [])
        .map((entry) =>
          entry.key === draft?.key
            ? { ...entry, startAt: draft.startAt, endAt: draft.endAt }
            : entry,
        )
        .filter((entry) => isOnScreen(entry) || isOnScreen(beingWritten(entry))),
    [entries, draft, isOnScreen, beingWritten],
  );
  const selected = shown.find((entry) => entry.key === selectedKey);
  const detailed = shown.find((entry) => entry.key === details?.key);
  const detail = (entry: ShownEntry): void =>
    setDetails({ key: entry.key, rect: rectOf(root.current) });
  const stored = useCallback(
    (key: string): ShownEntry | undefined => {
      const found = entries?.find((entry) => entry.key === key);
      return found === undefined ? undefined : beingWritten(found);
    },
    [entries, beingWritten],
  );

  const entryId = useCallback((key: string) => `cal-${key.replace(/[^0-9a-zA-Z-]/g, '_')}`, []);
  const { commit } = moves;
  const open = useCallback(
    (entry: ShownEntry) => {
      commit();
      openRecord(activity.name, entry.id);
    },
    [commit, openRecord],
  );
  const put = useCallback(
    (part: Partial<CalendarPlace>) => onPlace({ ...place, ...part }),
    [place, onPlace],
  );
  const make = useCallback(
    (onDay: string, fromMinutes: number, toMinutes: number, due: boolean) =>
      setMaking({
        due,
        times: {
          startAt: instantAt(onDay, fromMinutes, timeZone),
          endAt: instantAt(onDay, toMinutes, timeZone),
        },
      }),
    [timeZone],
  );

  const keys = useCalendarKeys({
    days,
    view,
    today,
    nowMs,
    shown,
    isCurrent,
    selected,
    stored,
    moves,
    say: setSaid,
    onSelect: setSelectedKey,
    onDay: (next) => put({ day: next }),
    onView: (next) => put({ view: next }),
    onOpen: open,
    onDetails: detail,
    onDone: (entry) => void acts.done(entry),
    onRemove: acts.remove,
    onMake: make,
    onStep: (by) => put({ day: stepped(view, day, by) }),
    day,
  });
  const drag = useCalendarDrag({
    root,
    scroller,
    isMonth: view === 'month',
    moves,
    stored,
    onSelect: (entry) => {
      setSelectedKey(entry?.key ?? null);
      focus();
    },
    onDetails: detail,
    onCursor: keys.setCursor,
    onMake: make,
  });

  // Whoever came by a key has the focus nowhere: the calendar takes it.
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.id === 'page') focus();
  }, [focus]);
  const backToCalendar = (): void => {
    setMaking(null);
    setDetails(null);
    setListed(null);
    requestAnimationFrame(focus);
  };

  const openMade = (id: string | null): void => {
    if (id !== null) openRecord(activity.name, id);
  };

  const title = rangeTitle(locale, view, days);
  const grid = {
    days,
    entries: shown,
    nowMs,
    selectedKey,
    movingKey: draft?.key ?? null,
    entryId,
    withOwner: who !== 'me',
    cursor: keys.cursor,
    scroller,
    onGrab: drag.onGrab,
    onEmpty: drag.onEmpty,
    onOpen: open,
    onDay: (next: string) => put({ view: 'day', day: next }),
    // Not the list of activities: what repeats is one record there, however often it comes.
    onMore: setListed,
  };
  return (
    <main className="list-page cal-page">
      <CalendarBar
        place={place}
        title={title}
        meId={meId}
        onPlace={(part) => {
          put(part);
          requestAnimationFrame(focus);
        }}
        onStep={(by) => put({ day: stepped(view, day, by) })}
        onToday={() => put({ day: undefined })}
        onNew={keys.createNext}
      />
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys are in the sheet */}
      <div
        ref={root}
        className="cal"
        role="application"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- one stop of the Tab key for all entries
        tabIndex={0}
        aria-label={`Calendar, ${title}. Arrows choose a time, J and K an activity; then arrows move it, with Shift its end.`}
        aria-busy={!isCurrent}
        onKeyDown={(event) => {
          if (event.target === root.current) onCalendarKey(event, keys.keys);
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) moves.commit();
        }}
      >
        {view === 'month' ? (
          <MonthGrid {...grid} month={day.slice(0, 7)} linesADay={LINES_A_DAY} />
        ) : (
          <TimeGrid key={view} {...grid} drawn={drag.drawn} />
        )}
      </div>
      {isCurrent && entries?.length === 0 && (
        <p className="cal-empty">
          Nothing is planned here. Drag over a time, or choose one with the arrows and press Enter.
        </p>
      )}
      {more > 0 && (
        <p className="field-help">
          There are {more} more. Choose fewer days or fewer people to see them.
        </p>
      )}
      {making !== null && (
        <NewEntry
          {...making}
          onClose={backToCalendar}
          onCreated={(key) => {
            setSelectedKey(key);
            void refresh().catch(() => undefined);
            backToCalendar();
          }}
        />
      )}
      {listed !== null && (
        <DayList
          day={listed}
          entries={shown}
          withOwner={who !== 'me'}
          onDay={
            view === 'day'
              ? undefined
              : () => {
                  put({ view: 'day', day: listed });
                  backToCalendar();
                }
          }
          onPick={(entry) => {
            setListed(null);
            setSelectedKey(entry.key);
            // Beside it, where it stands once it is the selected one.
            requestAnimationFrame(() => detail(entry));
          }}
          onClose={backToCalendar}
        />
      )}
      {detailed !== undefined && details !== null && (
        <EntryDetails
          entry={detailed}
          rect={details.rect}
          onOpen={() => open(detailed)}
          onDone={() => {
            void acts.done(detailed);
            backToCalendar();
          }}
          onRemove={() => {
            acts.remove(detailed);
            setDetails(null);
          }}
          onAlone={() => void acts.alone(detailed, 'one').then(openMade)}
          onFollowing={() => void acts.alone(detailed, 'following').then(openMade)}
          onClose={backToCalendar}
        />
      )}
      {moves.dialog}
      {acts.dialog}
    </main>
  );
}

/** Where the selected entry stands on the glass. */
function rectOf(root: HTMLElement | null): DOMRect {
  const found = root?.querySelector('[data-selected]') ?? root;
  return found?.getBoundingClientRect() ?? new DOMRect();
}
