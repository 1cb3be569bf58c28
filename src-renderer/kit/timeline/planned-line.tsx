/** What is still to be done, in one line: a tick to close it, its name, and when it is due. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import {
  dueState,
  plannedAt,
  type ActivityRow,
  type DueState,
} from '../../../crm/modules/activity/activity.rules.ts';
import { dateFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { useCloseActivity } from './close-activity.ts';

const STATE_WORDS: Readonly<Record<DueState, string>> = {
  closed: '',
  undated: 'No date',
  late: 'Late',
  today: 'Today',
  upcoming: '',
};

export function DueLabel({ row, nowMs }: { readonly row: ActivityRow; readonly nowMs: number }) {
  const { locale, timeZone } = useSession();
  const at = plannedAt(row);
  const state = dueState(row, nowMs, timeZone);
  const word = STATE_WORDS[state];
  // Of what is today the hour says more than the date.
  const style =
    state === 'today'
      ? ({ timeStyle: 'short', timeZone } as const)
      : ({ dateStyle: 'medium', timeStyle: 'short', timeZone } as const);
  return (
    <span className="tl-due" data-due={state}>
      {word}
      {word !== '' && at !== undefined && ' · '}
      {at !== undefined && (
        <time dateTime={at}>{dateFormat(locale, style).format(new Date(at))}</time>
      )}
    </span>
  );
}

interface CloseButtonProps {
  readonly row: ActivityRow;
  /** In a grid it is no stop of the Tab key: a key of the row does the same. */
  readonly inGrid?: boolean;
}

export function CloseButton({ row, inGrid = false }: CloseButtonProps) {
  const close = useCloseActivity();
  const verb = row.kind === 'Task' ? 'Complete' : 'Mark as held:';
  const label = `${verb} ${recordTitle(activity, row as AnyRow)}`;
  return (
    <Tooltip label={row.kind === 'Task' ? 'Complete' : 'Mark as held'}>
      <ActionIcon
        variant="default"
        radius="xl"
        size={22}
        aria-label={label}
        tabIndex={inGrid ? -1 : 0}
        onClick={() => void close(row)}
      >
        <Icon name="check" size={12} />
      </ActionIcon>
    </Tooltip>
  );
}
