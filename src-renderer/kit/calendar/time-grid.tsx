/** Days side by side on one axis of hours: what is due above, what has a time below. */
import { useEffect, useLayoutEffect, useMemo, type PointerEvent, type RefObject } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import { dateFormat, numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import { DAY_MINUTES, clockChange, clockMinutes } from './day-axis.ts';
import { lanesOf } from './day-layout.ts';
import {
  LANES_MAX,
  WINDOW_FROM_ENTRIES,
  drawnOf,
  type Crowd,
  type MinuteWindow,
} from './day-window.ts';
import { useMinuteWindow } from './use-minute-window.ts';
import { DayHead } from './day-head.tsx';
import { entriesByDay, type OnDay } from './entry-days.ts';
import { EntryBlock, type EntryPointer } from './entry-block.tsx';

/** What is on screen first: the working day, a little before it. */
const FIRST_HOUR = 7;
/** So that the first hour can be read. */
const ABOVE_PX = 10;

export interface Cursor {
  readonly day: string;
  readonly minutes: number;
}

export interface NewStretch {
  readonly day: string;
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

export interface GridProps extends EntryPointer {
  readonly days: readonly string[];
  readonly entries: readonly ShownEntry[];
  readonly nowMs: number;
  readonly selectedKey: string | null;
  readonly movingKey: string | null;
  readonly entryId: (key: string) => string;
  readonly withOwner: boolean;
  /** Where the keys are; null while an entry is selected. */
  readonly cursor: Cursor | null;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onEmpty: (event: PointerEvent<HTMLElement>) => void;
  readonly onDay: (day: string) => void;
  /** To all that a day has no room for. */
  readonly onMore: (day: string) => void;
}

const NONE: readonly OnDay[] = [];

interface TimeGridProps extends GridProps {
  /** What is being drawn over empty time. */
  readonly drawn: NewStretch | null;
}

export function TimeGrid(props: TimeGridProps) {
  const { days, entries, nowMs, scroller } = props;
  const { locale, timeZone } = useSession();
  const today = dayIn(nowMs, timeZone);
  const byDay = useMemo(() => entriesByDay(entries, timeZone), [entries, timeZone]);
  const hours = useMemo(() => {
    const format = dateFormat(locale, { hour: 'numeric', timeZone: 'UTC' });
    return Array.from({ length: 24 }, (_, hour) => format.format(Date.UTC(2026, 0, 1, hour)));
  }, [locale]);
  const count = days.length;
  // What is only due on a day stands above.
  const isEmpty = entries.every(({ allDay }) => allDay);
  useLayoutEffect(() => {
    const element = scroller.current;
    element?.scrollTo({ top: (element.scrollHeight * FIRST_HOUR) / 24 - ABOVE_PX });
  }, [scroller]);
  const shownMinutes = useMinuteWindow(scroller, entries.length >= WINDOW_FROM_ENTRIES);
  useKeepInView(scroller, props.cursor, props.selectedKey);

  return (
    <div className="cal-time" style={{ '--cal-days': count } as React.CSSProperties}>
      <div className="cal-heads">
        <span className="cal-corner" />
        {days.map((day) => (
          <DayHead key={day} day={day} today={today} onDay={props.onDay} />
        ))}
      </div>
      <div className="cal-due">
        <span className="cal-corner cal-due-label">Due</span>
        {days.map((day) => (
          <DueDay
            key={day}
            {...props}
            day={day}
            isPast={day < today}
            here={byDay.get(day) ?? NONE}
          />
        ))}
      </div>
      {/* Chromium makes what scrolls a stop of the Tab key; the calendar around it is one already, unless nothing is in it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above */}
      <div ref={scroller} className="cal-scroller" tabIndex={isEmpty ? 0 : -1}>
        <div className="cal-axis">
          <div className="cal-hours" aria-hidden="true">
            {hours.map((hour) => (
              <span key={hour} className="cal-hour">
                {hour}
              </span>
            ))}
          </div>
          {days.map((day) => (
            <DayColumn
              key={day}
              {...props}
              day={day}
              here={byDay.get(day) ?? NONE}
              today={today}
              shownMinutes={shownMinutes}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Of what is due on a day, more than one scrolls through beside its hours. */
const DUE_MAX = 24;

interface DueDayProps extends TimeGridProps {
  readonly day: string;
  readonly isPast: boolean;
  readonly here: readonly OnDay[];
}

function DueDay(props: DueDayProps) {
  const { day, here, selectedKey, movingKey } = props;
  const { locale } = useSession();
  const due = here.filter(({ entry }) => entry.allDay);
  // What is selected or moved stays, wherever it is.
  const shown = due.filter(
    ({ entry: { key } }, at) => at < DUE_MAX || key === selectedKey || key === movingKey,
  );
  const hidden = due.length - shown.length;
  return (
    <div className="cal-due-day" data-day={day}>
      {shown.map(({ entry }) => (
        <EntryBlock
          key={entry.key}
          entry={entry}
          id={props.entryId(entry.key)}
          selected={selectedKey === entry.key}
          moving={movingKey === entry.key}
          isPast={props.isPast}
          withOwner={props.withOwner}
          onGrab={props.onGrab}
          onOpen={props.onOpen}
        />
      ))}
      {hidden > 0 && (
        <button type="button" tabIndex={-1} className="cal-more" onClick={() => props.onMore(day)}>
          {numberFormat(locale, {}).format(hidden)} more
        </button>
      )}
    </div>
  );
}

interface DayColumnProps extends TimeGridProps {
  readonly day: string;
  readonly here: readonly OnDay[];
  readonly today: string;
  readonly shownMinutes: MinuteWindow | null;
}

const percent = (minutes: number): number => Number(((minutes / DAY_MINUTES) * 100).toFixed(4));

function DayColumn(props: DayColumnProps) {
  const { day, today, nowMs, cursor, drawn } = props;
  const { timeZone } = useSession();
  const onAxis = props.here;
  const { selectedKey, movingKey, shownMinutes } = props;
  const lanesMax = props.days.length === 1 ? LANES_MAX.day : LANES_MAX.days;
  const laid = useMemo(() => {
    const here = onAxis.filter(({ entry }) => !entry.allDay);
    return { here, lanes: lanesOf(here.map(({ stretch }) => stretch)) };
  }, [onAxis]);
  const { placed, crowds } = useMemo(() => {
    const blocks = drawnOf(
      laid.here,
      laid.lanes,
      lanesMax,
      shownMinutes,
      ({ key }) => key === selectedKey || key === movingKey,
    );
    return {
      crowds: blocks.crowds,
      placed: blocks.placed.map(({ entry, stretch, lane, lanes }) => {
        const height = stretch.bottomMinutes - stretch.topMinutes;
        return {
          entry,
          tight: height <= 30,
          narrow: lanes > 1,
          // One text, so that a block that stays where it is is not drawn again.
          place: [
            percent(stretch.topMinutes),
            percent(height),
            Number(((lane / lanes) * 100).toFixed(3)),
            Number((100 / lanes).toFixed(3)),
          ].join(' '),
        };
      }),
    };
  }, [laid, lanesMax, shownMinutes, selectedKey, movingKey]);
  const change = useMemo(() => clockChange(day, timeZone), [day, timeZone]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the calendar around it does the same by keys
    <div
      className="cal-day"
      data-day={day}
      data-today={day === today || undefined}
      onPointerDown={props.onEmpty}
    >
      {change !== null && (
        <span
          className="cal-change"
          data-kind={change.kind}
          style={{
            top: `${percent(change.fromMinutes)}%`,
            height: `${percent(change.toMinutes - change.fromMinutes)}%`,
          }}
        >
          {change.kind === 'skipped' ? 'The clocks go forward' : 'The clocks go back: twice'}
        </span>
      )}
      {drawn !== null && drawn.day === day && (
        <span
          className="cal-drawn"
          style={{
            top: `${percent(drawn.fromMinutes)}%`,
            height: `${percent(drawn.toMinutes - drawn.fromMinutes)}%`,
          }}
        />
      )}
      {cursor !== null && cursor.day === day && (
        <span
          className="cal-cursor"
          style={{ top: `${percent(cursor.minutes)}%`, height: `${percent(30)}%` }}
        />
      )}
      {placed.map(({ entry, place, tight, narrow }) => (
        <EntryBlock
          key={entry.key}
          entry={entry}
          id={props.entryId(entry.key)}
          selected={props.selectedKey === entry.key}
          moving={props.movingKey === entry.key}
          withOwner={props.withOwner && !narrow}
          place={place}
          tight={tight}
          onGrab={props.onGrab}
          onOpen={props.onOpen}
        />
      ))}
      {crowds.map((crowd) => (
        <CrowdCount key={crowd.topMinutes} crowd={crowd} onShow={() => props.onMore(day)} />
      ))}
      {day === today && (
        <span
          className="cal-now"
          style={{ top: `${percent(clockMinutes(new Date(nowMs).toISOString(), timeZone))}%` }}
        />
      )}
    </div>
  );
}

/** How many more begin in an hour; a click lists the day. */
function CrowdCount({ crowd, onShow }: { readonly crowd: Crowd; readonly onShow: () => void }) {
  const { locale } = useSession();
  const count = numberFormat(locale, {}).format(crowd.count);
  return (
    <button
      type="button"
      tabIndex={-1}
      className="cal-crowd"
      title={`${count} more`}
      style={{
        top: `${percent(crowd.topMinutes)}%`,
        height: `${percent(60)}%`,
        left: `${((crowd.lanes - 1) / crowd.lanes) * 100}%`,
        width: `${100 / crowd.lanes}%`,
      }}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={onShow}
    >
      +{count}
      <span className="visually-hidden"> more</span>
    </button>
  );
}

/** What the keys lead to is on screen. */
function useKeepInView(
  scroller: RefObject<HTMLDivElement | null>,
  cursor: Cursor | null,
  selectedKey: string | null,
): void {
  const minutes = cursor?.minutes;
  useEffect(() => {
    if (minutes === undefined && selectedKey === null) return;
    scroller.current
      ?.querySelector(minutes === undefined ? '[data-selected]' : '.cal-cursor')
      ?.scrollIntoView({ block: 'nearest' });
  }, [scroller, minutes, selectedKey]);
}
