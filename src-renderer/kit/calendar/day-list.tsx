/** All of one day in a list, for the days that have more than they can show: what repeats stands in it as well. */
import { Button, Modal } from '@mantine/core';
import { useMemo } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { Avatar } from '../fields/avatar.tsx';
import { dateFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { dayText } from './calendar-days.ts';
import { entriesByDay } from './entry-days.ts';

interface DayListProps {
  readonly day: string;
  readonly entries: readonly ShownEntry[];
  readonly withOwner: boolean;
  /** undefined: the day is what one is looking at. */
  readonly onDay: (() => void) | undefined;
  readonly onPick: (entry: ShownEntry) => void;
  readonly onClose: () => void;
}

export function DayList({ day, entries, withOwner, onDay, onPick, onClose }: DayListProps) {
  const { locale, timeZone } = useSession();
  const time = dateFormat(locale, { timeStyle: 'short', timeZone });
  const here = useMemo(
    () =>
      (entriesByDay(entries, timeZone).get(day) ?? [])
        .map(({ entry }) => entry)
        // What is due on the day stands before what has its hours, as it does in the calendar.
        .toSorted((a, b) =>
          a.allDay === b.allDay ? a.startAt.localeCompare(b.startAt) : a.allDay ? -1 : 1,
        ),
    [entries, timeZone, day],
  );
  const when = (entry: ShownEntry): string =>
    entry.allDay
      ? time.format(new Date(entry.startAt))
      : time.formatRange(new Date(entry.startAt), new Date(entry.endAt));
  return (
    <Modal
      opened
      onClose={onClose}
      size={460}
      title={dayText(locale, day, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
      })}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ul className="cal-list">
        {here.map((entry) => (
          <li key={entry.key}>
            <button
              type="button"
              data-closed={!entry.open || undefined}
              onClick={() => onPick(entry)}
            >
              <span className="cal-list-time">
                {entry.allDay ? 'due ' : ''}
                {when(entry)}
              </span>
              <span className="cal-list-subject">{entry.subject}</span>
              {entry.repeats && (
                <>
                  <Icon name="redo" size={12} />
                  <span className="visually-hidden">repeats</span>
                </>
              )}
              {withOwner && entry.ownerName !== null && (
                <>
                  <Avatar name={entry.ownerName} seed={entry.owner ?? ''} sizePx={16} />
                  <span className="visually-hidden">{entry.ownerName}</span>
                </>
              )}
            </button>
          </li>
        ))}
      </ul>
      {onDay !== undefined && (
        <div className="dialog-foot">
          <Button variant="default" onClick={onDay}>
            Show the day
          </Button>
        </div>
      )}
    </Modal>
  );
}
