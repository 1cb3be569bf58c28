/** The weeks of a month: a line an entry, and how many more there are. */
import { useMemo } from 'react';
import { dayIn } from '../../../crm/kernel/zoned-days.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';
import { dayText } from './calendar-days.ts';
import { entriesByDay, type OnDay } from './entry-days.ts';
import { EntryBlock } from './entry-block.tsx';
import type { GridProps } from './time-grid.tsx';

interface MonthGridProps extends GridProps {
  /** `YYYY-MM` */
  readonly month: string;
  readonly linesADay: number;
}

export function MonthGrid(props: MonthGridProps) {
  const { days, entries, nowMs, month } = props;
  const { locale, timeZone } = useSession();
  const today = dayIn(nowMs, timeZone);
  const byDay = useMemo(() => entriesByDay(entries, timeZone), [entries, timeZone]);
  return (
    <div className="cal-month" style={{ '--cal-weeks': days.length / 7 } as React.CSSProperties}>
      {days.slice(0, 7).map((day) => (
        <span key={day} className="cal-weekday">
          {dayText(locale, day, { weekday: 'short' })}
        </span>
      ))}
      {days.map((day) => (
        <MonthDay
          key={day}
          {...props}
          day={day}
          today={today}
          here={byDay.get(day) ?? NONE}
          outside={day.slice(0, 7) !== month}
        />
      ))}
    </div>
  );
}

const NONE: readonly OnDay[] = [];

interface MonthDayProps extends MonthGridProps {
  readonly day: string;
  readonly today: string;
  readonly here: readonly OnDay[];
  readonly outside: boolean;
}

function MonthDay(props: MonthDayProps) {
  const { day, here, linesADay, cursor } = props;
  const { locale } = useSession();
  const selected = here.findIndex(({ entry }) => entry.key === props.selectedKey);
  const room = here.length > linesADay ? linesADay - 1 : linesADay;
  // The selected one is always there.
  const shown =
    selected >= room
      ? [...here.slice(0, room - 1), ...here.slice(selected, selected + 1)]
      : here.slice(0, room);
  const hidden = here.length - shown.length;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the calendar around it does the same by keys
    <div
      className="cal-month-day"
      data-day={day}
      data-outside={props.outside || undefined}
      data-today={day === props.today || undefined}
      data-cursor={cursor?.day === day || undefined}
      onPointerDown={props.onEmpty}
    >
      <button
        type="button"
        tabIndex={-1}
        className="cal-month-number"
        title={dayText(locale, day, { dateStyle: 'full' })}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={() => props.onDay(day)}
      >
        {dayText(locale, day, { day: 'numeric' })}
      </button>
      {shown.map(({ entry }) => (
        <EntryBlock
          key={entry.key}
          entry={entry}
          id={`${props.entryId(entry.key)}-${day}`}
          selected={props.selectedKey === entry.key}
          moving={props.movingKey === entry.key}
          isPast={day < props.today}
          withOwner={props.withOwner}
          onGrab={props.onGrab}
          onOpen={props.onOpen}
        />
      ))}
      {hidden > 0 && (
        <button
          type="button"
          tabIndex={-1}
          className="cal-more"
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => props.onMore(day)}
        >
          {numberFormat(locale, {}).format(hidden)} more
        </button>
      )}
    </div>
  );
}
