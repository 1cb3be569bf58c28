/** What the pointer does to the calendar. */
import { useCallback, useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { useSession } from '../session/session.tsx';
import { DAY_MINUTES, clockMinutes, instantAt } from './day-axis.ts';
import { STEP_MINUTES, endingAt, movedTo, onDay, type Times } from './entry-times.ts';
import type { Cursor, NewStretch } from './time-grid.tsx';
import { useEntryDrag, type Grabbed, type Spot } from './use-entry-drag.ts';
import type { EntryMoves } from './use-entry-moves.tsx';

const CLICK_MINUTES = 30;
const MORNING_MINUTES = 9 * 60;

interface CalendarDragProps {
  readonly root: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly isMonth: boolean;
  readonly moves: EntryMoves;
  readonly stored: (key: string) => ShownEntry | undefined;
  readonly onSelect: (entry: ShownEntry | null) => void;
  readonly onDetails: (entry: ShownEntry) => void;
  readonly onCursor: (cursor: Cursor) => void;
  readonly onMake: (day: string, fromMinutes: number, toMinutes: number, due: boolean) => void;
}

interface CalendarDrag {
  readonly onGrab: (event: PointerEvent<HTMLElement>, entry: ShownEntry, edge: boolean) => void;
  readonly onEmpty: (event: PointerEvent<HTMLElement>) => void;
  readonly drawn: NewStretch | null;
}

const snapped = (minutes: number, step: number): number => Math.round(minutes / step) * step;

export function useCalendarDrag(props: CalendarDragProps): CalendarDrag {
  const { root, scroller, isMonth, moves } = props;
  const { timeZone } = useSession();
  const [drawn, setDrawn] = useState<NewStretch | null>(null);

  const spotAt = (x: number, y: number): Spot | null => {
    for (const element of root.current?.querySelectorAll<HTMLElement>(
      isMonth ? '.cal-month-day' : '.cal-day',
    ) ?? []) {
      const rect = element.getBoundingClientRect();
      const inRow = !isMonth || (y >= rect.top && y < rect.bottom);
      if (!inRow || x < rect.left || x >= rect.right) continue;
      const part = isMonth ? 0 : (y - rect.top) / rect.height;
      const minutes = Math.max(0, Math.min(1, part)) * DAY_MINUTES;
      return { day: element.dataset['day'] ?? '', minutes };
    }
    return null;
  };
  /** Where the entry goes: it keeps hanging from the point at which it was taken. */
  const timesAt = (grabbed: Extract<Grabbed, { what: 'entry' }>, to: Spot): Times => {
    const { entry, edge, at } = grabbed;
    const times = { startAt: entry.startAt, endAt: entry.endAt };
    if (entry.allDay || isMonth) return onDay(times, to.day, timeZone);
    if (edge)
      return endingAt(times, instantAt(to.day, snapped(to.minutes, STEP_MINUTES), timeZone));
    const top = clockMinutes(entry.startAt, timeZone) + to.minutes - at.minutes;
    const minutes = Math.max(0, Math.min(DAY_MINUTES - STEP_MINUTES, snapped(top, STEP_MINUTES)));
    return movedTo(times, to.day, minutes, timeZone);
  };
  const stretch = (from: Spot, to: Spot): NewStretch => {
    const [a, b] = [from.minutes, to.minutes].toSorted((x, y) => x - y);
    const fromMinutes = Math.floor((a ?? 0) / STEP_MINUTES) * STEP_MINUTES;
    const toMinutes = Math.ceil((b ?? 0) / STEP_MINUTES) * STEP_MINUTES;
    return {
      day: from.day,
      fromMinutes,
      toMinutes: Math.max(toMinutes, fromMinutes + STEP_MINUTES),
    };
  };

  const drag = useEntryDrag({
    spotAt,
    scroller: () => scroller.current,
    onMove: (grabbed, to) => {
      if (grabbed.what === 'entry') {
        if (grabbed.entry.open) moves.preview(grabbed.entry, timesAt(grabbed, to), false);
      } else if (!isMonth) setDrawn(stretch(grabbed.at, to));
    },
    onDrop: (grabbed, to) => {
      setDrawn(null);
      if (grabbed.what === 'entry') moves.commit();
      else if (isMonth)
        props.onMake(to.day, MORNING_MINUTES, MORNING_MINUTES + CLICK_MINUTES, true);
      else {
        const made = stretch(grabbed.at, to);
        props.onMake(made.day, made.fromMinutes, made.toMinutes, false);
      }
    },
    onClick: (grabbed) => {
      if (grabbed.what === 'entry') return props.onDetails(grabbed.entry);
      const { day, minutes } = grabbed.at;
      const from = Math.floor(minutes / CLICK_MINUTES) * CLICK_MINUTES;
      props.onCursor({ day, minutes: isMonth ? MORNING_MINUTES : from });
      if (isMonth) props.onMake(day, MORNING_MINUTES, MORNING_MINUTES + CLICK_MINUTES, true);
      else props.onMake(day, from, from + CLICK_MINUTES, false);
      return undefined;
    },
    onCancel: () => {
      setDrawn(null);
      moves.cancel();
    },
  });

  // Blocks are drawn again only for their own sake: what they call stays the same.
  const latest = useRef({ props, drag });
  useEffect(() => {
    latest.current = { props, drag };
  });
  const onGrab = useCallback(
    (event: PointerEvent<HTMLElement>, entry: ShownEntry, edge: boolean): void => {
      event.stopPropagation();
      // The calendar keeps the focus, and no text is selected on the way.
      event.preventDefault();
      const now = latest.current;
      now.props.onSelect(entry);
      now.drag(event, { entry: now.props.stored(entry.key) ?? entry, edge });
    },
    [],
  );
  const onEmpty = useCallback((event: PointerEvent<HTMLElement>): void => {
    event.preventDefault();
    latest.current.props.onSelect(null);
    latest.current.drag(event, null);
  }, []);
  return { onGrab, onEmpty, drawn };
}
