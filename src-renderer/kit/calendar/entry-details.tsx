/** What one can do with the selected entry, beside it. */
import { Button, Popover } from '@mantine/core';
import { useEffect } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { activityWord } from '../../../crm/modules/activity/activity-words.ts';
import { dateFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { EntryAbout } from './entry-about.tsx';

interface EntryDetailsProps {
  readonly entry: ShownEntry;
  /** Where it is drawn. */
  readonly rect: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly onOpen: () => void;
  readonly onDone: () => void;
  readonly onRemove: () => void;
  /** Of one of a series: makes it a record of its own, and opens that. */
  readonly onAlone: () => void;
  /** The same with all that follow: they are a series of their own then. */
  readonly onFollowing: () => void;
  readonly onClose: () => void;
}

/** As wide as it gets, with the room that is left around it. */
const ROOM_PX = 344;

/** On a day alone an entry is as wide as the window: then the details lie over its end. */
const anchorWidthPx = ({ x, width }: EntryDetailsProps['rect']): number =>
  Math.max(0, Math.min(width, window.innerWidth - x - ROOM_PX));

export function EntryDetails(props: EntryDetailsProps) {
  const { entry, rect, onOpen, onDone, onRemove, onClose } = props;
  const { locale, timeZone } = useSession();
  // In a window of another size the entry is elsewhere.
  useEffect(() => {
    window.addEventListener('resize', onClose);
    return () => window.removeEventListener('resize', onClose);
  }, [onClose]);
  const day = dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const time = dateFormat(locale, { timeStyle: 'short', timeZone });
  const start = new Date(entry.startAt);
  const when = entry.allDay ? time.format(start) : time.formatRange(start, new Date(entry.endAt));
  return (
    <Popover
      opened
      onChange={(opened) => !opened && onClose()}
      position="right-start"
      shadow="md"
      trapFocus
      returnFocus={false}
      withinPortal
      // What it belongs to is no control of its own.
      withRoles={false}
    >
      <Popover.Target>
        <span
          className="cal-anchor"
          style={{
            left: rect.x,
            top: rect.y,
            width: anchorWidthPx(rect),
            height: rect.height,
          }}
        />
      </Popover.Target>
      <Popover.Dropdown role="dialog" className="cal-details" aria-label={entry.subject}>
        <h2>{entry.subject}</h2>
        <p className="cal-details-when">
          {day.format(start)} · {when}
        </p>
        <p className="cal-details-facts">
          {[
            activityWord('kind', entry.kind),
            activityWord('status', entry.status ?? undefined),
            entry.ownerName,
            entry.repeats ? 'repeats' : null,
          ]
            .filter((fact) => fact !== null && fact !== undefined)
            .join(' · ')}
        </p>
        <EntryAbout id={entry.id} />
        <div className="cal-details-acts">
          <Button
            data-autofocus
            onClick={onOpen}
            leftSection={<Icon name="arrow-up-right" size={14} />}
          >
            Open
          </Button>
          {entry.open && (
            <Button
              variant="default"
              onClick={onDone}
              leftSection={<Icon name="check" size={14} />}
            >
              {entry.kind === 'Task' ? 'Complete' : 'Held'}
            </Button>
          )}
          <Button
            variant="default"
            onClick={onRemove}
            leftSection={<Icon name="archive" size={14} />}
          >
            {entry.occurrence === null ? 'Archive' : 'Leave out'}
          </Button>
          {entry.occurrence !== null && entry.open && (
            <Button
              variant="default"
              onClick={props.onAlone}
              leftSection={<Icon name="pencil" size={14} />}
            >
              Edit only this one
            </Button>
          )}
          {entry.occurrence !== null && entry.open && (
            <Button
              variant="default"
              onClick={props.onFollowing}
              leftSection={<Icon name="pencil" size={14} />}
            >
              Edit this and all that follow
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
