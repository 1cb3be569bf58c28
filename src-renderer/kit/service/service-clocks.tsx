/** Under the head of a record that promises service: how much time is left to answer it, and to resolve it. */
import { Popover, UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import {
  serviceLevelOf,
  statusStepsOf,
  type Clock,
  type ServiceLevel,
  type TicketRow,
} from '../../../crm/modules/ticket/service-level.ts';
import { dateFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import type { TimelineData } from '../timeline/use-timeline.ts';
import {
  calendarWords,
  clockWords,
  durationWords,
  lookOf,
  type ClockLook,
} from './service-words.ts';
import { usePromise } from './use-promise.ts';
import './service.css';

interface ServiceClocksProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly timeline: TimelineData;
}

export function ServiceClocks({ entity, row, timeline }: ServiceClocksProps) {
  return entity.traits.includes('serviceLevel') ? <Clocks row={row} timeline={timeline} /> : null;
}

function Clocks({ row, timeline }: Omit<ServiceClocksProps, 'entity'>) {
  const { history, historyComplete, nowMs } = timeline;
  const ticket = row as TicketRow;
  const promise = usePromise(ticket);
  const level = useMemo(
    () =>
      history === null || promise === null
        ? null
        : serviceLevelOf({ row: ticket, steps: statusStepsOf(history), nowMs, promise }),
    [ticket, history, nowMs, promise],
  );
  if (level === undefined) return <p className="service service-none">{noPromise(ticket)}</p>;
  return (
    // Its place is kept while the history is read, so that nothing jumps.
    <div className="service" role="group" aria-label="Service level" aria-busy={level === null}>
      {level !== null &&
        (['response', 'resolution'] as const).map((name) => (
          <ServiceClock key={name} name={name} level={level} complete={historyComplete} />
        ))}
    </div>
  );
}

function noPromise(row: TicketRow): string {
  if (row.mergedInto !== undefined) return 'Merged into another ticket, which runs the clocks.';
  return row.priority === undefined
    ? 'No priority yet, so no time is promised.'
    : `Nothing is promised for priority ${row.priority}.`;
}

const ICONS: Readonly<Record<ClockLook, string>> = {
  open: 'clock',
  near: 'warning',
  breached: 'close',
  met: 'check',
  paused: 'pause',
  unknown: 'info',
};
const NAMES = { response: 'First response', resolution: 'Resolution' } as const;

interface ServiceClockProps {
  readonly name: keyof typeof NAMES;
  readonly level: ServiceLevel;
  readonly complete: boolean;
}

function ServiceClock({ name, level, complete }: ServiceClockProps) {
  const { locale, timeZone } = useSession();
  const clock = level[name];
  const { state, amount, atLabel, at } = clockWords(clock);
  const look = lookOf(clock);
  const when = (instant: string): string =>
    dateFormat(locale, {
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZone,
    }).format(new Date(instant));
  return (
    <Popover position="bottom-start" shadow="md" width={340} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className="service-clock" data-look={look}>
          <span className="service-name">{NAMES[name]}</span>{' '}
          <span className="service-state">
            <Icon name={ICONS[look]} size={14} /> {state}
          </span>{' '}
          {amount !== '' && <span>{amount} </span>}
          {at !== undefined && (
            <span className="service-at">
              {atLabel} <time dateTime={at}>{when(at)}</time>
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown tabIndex={-1} data-autofocus>
        <Arithmetic level={level} clock={clock} when={when} />
        <p className="field-help">
          Counted in business hours: {calendarWords(level.promise.calendar, locale)}. The clock
          stands still while the ticket waits for the customer or a third party, and while it is
          resolved. Priority and policy of now count from the start.
        </p>
        {!complete && (
          <p className="field-help">
            Older changes of its status cannot be reached now; they may change this.
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ArithmeticProps {
  readonly level: ServiceLevel;
  readonly clock: Clock;
  readonly when: (instant: string) => string;
}

function Arithmetic({ level, clock, when }: ArithmeticProps) {
  const { targetMs, usedMs, remainingMs, dueAt, stoppedAt, state } = clock;
  const { agreement, name } = level.promise;
  const policy = ['Policy', agreement === undefined ? name : `${name}, by ${agreement}`] as const;
  const lines: readonly (readonly [label: string, value: string])[] =
    state === 'unknown'
      ? [
          [`Promised for ${level.priority}`, durationWords(targetMs)],
          policy,
          ['Entered here', when(level.startedAt)],
          [
            'Taken',
            'Not known: it was over before the ticket was entered here, or its time was never written down.',
          ],
        ]
      : [
          [`Promised for ${level.priority}`, durationWords(targetMs)],
          policy,
          ['Counted from', when(level.startedAt)],
          ['Used', durationWords(usedMs)],
          [remainingMs < 0 ? 'Late by' : 'Left', durationWords(remainingMs)],
          ...(dueAt === undefined ? [] : [['Due', when(dueAt)] as const]),
          ...(stoppedAt === undefined ? [] : [['Stopped', when(stoppedAt)] as const]),
        ];
  return (
    <dl className="service-sum">
      {lines.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
