/** One entry: a block on the axis of a day, or a line where there is no axis. */
import { memo, type PointerEvent } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import { activityWord } from '../../../crm/modules/activity/activity-words.ts';
import { Avatar } from '../fields/avatar.tsx';
import { dateFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { shortHour } from './short-hour.ts';

export interface EntryPointer {
  /** Selects it; moved on, it takes it along. */
  readonly onGrab: (event: PointerEvent<HTMLElement>, entry: ShownEntry, edge: boolean) => void;
  readonly onOpen: (entry: ShownEntry) => void;
}

interface EntryBlockProps extends EntryPointer {
  readonly entry: ShownEntry;
  readonly id: string;
  readonly selected: boolean;
  readonly moving: boolean;
  readonly withOwner: boolean;
  /** On a day before today: what is still to be done there is late. */
  readonly isPast?: boolean;
  /** Percent of the axis; undefined: a line. */
  readonly place?: string | undefined;
  readonly tight?: boolean | undefined;
}

export const EntryBlock = memo(function EntryBlock(props: EntryBlockProps) {
  const { entry, place, selected } = props;
  const { locale, timeZone } = useSession();
  const time = dateFormat(locale, { timeStyle: 'short', timeZone });
  const from = time.format(new Date(entry.startAt));
  const [top, height, left, width] = place?.split(' ') ?? [];
  const late = props.isPast === true && entry.open && entry.kind === 'Task';
  const facts = [
    activityWord('kind', entry.kind),
    from,
    entry.ownerName,
    entry.repeats ? 'repeats' : null,
    late ? 'late' : null,
  ]
    .filter((fact) => fact !== null && fact !== undefined)
    .join(', ');
  const line = place === undefined;
  const resizable = place !== undefined && entry.open;
  return (
    <div
      id={props.id}
      className="cal-entry"
      data-kind={entry.kind}
      data-selected={selected || undefined}
      data-moving={props.moving || undefined}
      data-late={late || undefined}
      data-closed={!entry.open || undefined}
      data-off={entry.status === 'Cancelled' || entry.status === 'Not Held' || undefined}
      data-line={line || undefined}
      data-tight={props.tight === true || undefined}
      style={
        place === undefined
          ? undefined
          : { top: `${top}%`, height: `${height}%`, left: `${left}%`, width: `${width}%` }
      }
      role="button"
      tabIndex={-1}
      aria-pressed={selected}
      title={`${from} ${entry.subject}`}
      onPointerDown={(event) => props.onGrab(event, entry, false)}
      onDoubleClick={() => props.onOpen(entry)}
    >
      {entry.allDay && <Icon name={entry.open ? 'checkbox' : 'check'} size={12} />}
      {line && !entry.allDay && <Hour text={shortHour(locale, timeZone, entry.startAt, from)} />}
      <span className="cal-entry-subject">{entry.subject}</span>
      <span className="visually-hidden">{facts}</span>
      {!line && props.tight !== true && <Hour text={from} />}
      {entry.repeats && <Icon name="redo" size={11} />}
      {props.withOwner && entry.ownerName !== null && (
        <span className="cal-entry-owner">
          <Avatar name={entry.ownerName} seed={entry.owner ?? ''} sizePx={15} />
        </span>
      )}
      {resizable && (
        <span
          className="cal-entry-edge"
          aria-hidden="true"
          onPointerDown={(event) => {
            event.stopPropagation();
            props.onGrab(event, entry, true);
          }}
        />
      )}
    </div>
  );
});

/** Also said after the name, where it is in the order that one listens in. */
function Hour({ text }: { readonly text: string }) {
  return (
    <span className="cal-entry-time" aria-hidden="true">
      {text}
    </span>
  );
}
