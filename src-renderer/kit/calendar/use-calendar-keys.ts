/** What the keys of the calendar do, and where they are. */
import { activityWord } from '../../../crm/modules/activity/activity-words.ts';
import { useState } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { addDays } from '../../../crm/kernel/calendar-days.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import { dateFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import { dayText, type CalendarView } from './calendar-days.ts';
import type { CalendarKeys } from './calendar-keys.ts';
import { DAY_MINUTES, clockMinutes, clockTime } from './day-axis.ts';
import { byDays, byMinutes, endingLater, STEP_MINUTES } from './entry-times.ts';
import type { Cursor } from './time-grid.tsx';
import type { EntryMoves } from './use-entry-moves.tsx';

const CURSOR_MINUTES = 30;
const MORNING_MINUTES = 9 * 60;
const WEEK_DAYS = 7;

interface KeysProps {
  readonly days: readonly string[];
  readonly day: string;
  readonly view: CalendarView;
  readonly today: string;
  readonly nowMs: number;
  readonly shown: readonly ShownEntry[];
  /** They are all that there is on these days. */
  readonly isCurrent: boolean;
  readonly selected: ShownEntry | undefined;
  /** The entry as it is stored, not where it is being moved to. */
  readonly stored: (key: string) => ShownEntry | undefined;
  readonly moves: EntryMoves;
  readonly say: (text: string) => void;
  readonly onSelect: (key: string | null) => void;
  readonly onDay: (day: string | undefined) => void;
  readonly onView: (view: CalendarView) => void;
  readonly onOpen: (entry: ShownEntry) => void;
  readonly onDetails: (entry: ShownEntry) => void;
  readonly onDone: (entry: ShownEntry) => void;
  readonly onRemove: (entry: ShownEntry) => void;
  readonly onMake: (day: string, fromMinutes: number, toMinutes: number, due: boolean) => void;
  readonly onStep: (by: 1 | -1) => void;
}

export interface CalendarCursor {
  /** null while an entry is selected. */
  readonly cursor: Cursor | null;
  readonly setCursor: (cursor: Cursor) => void;
  /** Where the cursor is, but of today never before now: a time that has begun is chosen in the calendar itself. */
  readonly createNext: () => void;
  readonly keys: CalendarKeys;
}

export function useCalendarKeys(props: KeysProps): CalendarCursor {
  const { days, day, view, today, shown, isCurrent, selected, moves, say } = props;
  const { locale, timeZone } = useSession();
  const [wanted, setCursor] = useState<Cursor>({ day, minutes: MORNING_MINUTES });
  /** Where it went, as long as nobody was told. */
  const [untold, setUntold] = useState<Cursor | null>(null);
  // It stays on the days that are on screen.
  const cursor = days.includes(wanted.day)
    ? wanted
    : { ...wanted, day: days.includes(today) ? today : day };
  const isMonth = view === 'month';

  const describe = (entry: ShownEntry): string => {
    const start = new Date(entry.startAt);
    const on = dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
    const time = dateFormat(locale, { timeStyle: 'short', timeZone });
    const at = entry.allDay ? 'due' : time.formatRange(start, new Date(entry.endAt));
    const facts = [entry.ownerName, entry.repeats ? 'repeats' : null, entry.open ? null : 'done'];
    return [entry.subject, activityWord('kind', entry.kind), on.format(start), at, ...facts]
      .filter((part) => part !== null && part !== undefined)
      .join(', ');
  };
  const select = (entry: ShownEntry): void => {
    moves.commit();
    setUntold(null);
    props.onSelect(entry.key);
    say(describe(entry));
  };
  const goTo = (next: Cursor): void => {
    setCursor(next);
    props.onSelect(null);
    if (!days.includes(next.day)) props.onDay(next.day);
    setUntold(next);
  };
  const tell = (next: Cursor): void => {
    const on = dayText(locale, next.day, { weekday: 'long', day: 'numeric', month: 'long' });
    const here = shown.filter(
      (entry) => dayIn(Date.parse(entry.startAt), timeZone) === next.day,
    ).length;
    const count = here === 0 ? 'free' : here === 1 ? '1 activity' : `${here} activities`;
    say(isMonth ? `${on}, ${count}` : `${on}, ${clockTime(next.minutes)}, ${count} that day`);
  };
  // How full a day is shows once its entries are there.
  if (untold !== null && isCurrent && days.includes(untold.day)) {
    setUntold(null);
    tell(untold);
  }
  /** In a month up and down are weeks: there is no axis. */
  const asDays = (byDaysCount: number, steps: number): number =>
    isMonth ? byDaysCount + steps * WEEK_DAYS : byDaysCount;
  const withStored = (act: (entry: ShownEntry, now: ShownEntry) => void): void => {
    if (selected === undefined) return;
    const entry = props.stored(selected.key);
    if (entry === undefined) return;
    if (!entry.open) {
      say(`${entry.subject} is done and stays where it was`);
      return;
    }
    act(entry, selected);
  };
  const create = (): void => {
    if (isMonth) props.onMake(cursor.day, MORNING_MINUTES, MORNING_MINUTES + CURSOR_MINUTES, true);
    else props.onMake(cursor.day, cursor.minutes, cursor.minutes + CURSOR_MINUTES, false);
  };
  const createNext = (): void => {
    if (isMonth || cursor.day !== today) return create();
    const minutes = Math.max(cursor.minutes, nextStart(clockMinutes(isoOf(props.nowMs), timeZone)));
    return props.onMake(today, minutes, minutes + CURSOR_MINUTES, false);
  };
  const onSelected = (act: (entry: ShownEntry) => void) => (): void => {
    if (selected !== undefined) act(selected);
  };

  return {
    cursor: selected === undefined ? cursor : null,
    setCursor,
    createNext,
    keys: {
      isSelected: selected !== undefined,
      moveCursor: (byDaysCount, steps) => {
        const minutes = isMonth ? cursor.minutes : cursor.minutes + steps * CURSOR_MINUTES;
        goTo({
          day: addDays(cursor.day, asDays(byDaysCount, steps)),
          minutes: Math.max(0, Math.min(DAY_MINUTES - CURSOR_MINUTES, minutes)),
        });
      },
      moveEntry: (byDaysCount, steps) =>
        withStored((entry, now) => {
          const whole = asDays(byDaysCount, steps);
          const times = { startAt: now.startAt, endAt: now.endAt };
          const next =
            whole !== 0
              ? byDays(times, whole, timeZone)
              : entry.allDay
                ? times
                : byMinutes(times, steps * STEP_MINUTES);
          moves.nudge(entry, next);
          const nextDay = dayIn(Date.parse(next.startAt), timeZone);
          if (!days.includes(nextDay)) {
            // What leaves the days on screen is written first: its new place is then among what is asked for.
            moves.commit();
            props.onDay(nextDay);
          }
        }),
      resizeEntry: (steps) =>
        withStored((entry, now) => {
          if (entry.allDay || isMonth) return;
          const times = { startAt: now.startAt, endAt: now.endAt };
          moves.nudge(entry, endingLater(times, steps * STEP_MINUTES));
        }),
      toEntry: (by) => {
        const at = shown.findIndex((entry) => entry.key === selected?.key);
        const from =
          at !== -1
            ? at + by
            : by === 1
              ? shown.findIndex((entry) => isAfter(entry, cursor, timeZone))
              : shown.findLastIndex((entry) => !isAfter(entry, cursor, timeZone));
        const next =
          shown[Math.max(0, Math.min(shown.length - 1, from === -1 ? shown.length - 1 : from))];
        if (next !== undefined) select(next);
      },
      open: onSelected(props.onOpen),
      details: onSelected(props.onDetails),
      close: onSelected(props.onDone),
      remove: onSelected(props.onRemove),
      create,
      leave: () => {
        if (moves.cancel()) return true;
        if (selected === undefined) return false;
        const startMs = Date.parse(selected.startAt);
        goTo({
          day: dayIn(startMs, timeZone),
          minutes:
            Math.floor(clockMinutes(selected.startAt, timeZone) / CURSOR_MINUTES) * CURSOR_MINUTES,
        });
        return true;
      },
      step: (by) => {
        moves.commit();
        props.onStep(by);
      },
      today: () => {
        moves.commit();
        props.onDay(undefined);
        setCursor({ day: today, minutes: cursor.minutes });
      },
      view: (next) => {
        moves.commit();
        props.onView(next);
      },
    },
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** The next step of the cursor that has not begun; in the last minutes of a day the last one. */
export function nextStart(nowMinutes: number): number {
  const next = Math.ceil(nowMinutes / CURSOR_MINUTES) * CURSOR_MINUTES;
  return Math.min(next, DAY_MINUTES - CURSOR_MINUTES);
}

function isAfter(entry: ShownEntry, cursor: Cursor, timeZone: string): boolean {
  const day = dayIn(Date.parse(entry.startAt), timeZone);
  if (day !== cursor.day) return day > cursor.day;
  return clockMinutes(entry.startAt, timeZone) >= cursor.minutes;
}
