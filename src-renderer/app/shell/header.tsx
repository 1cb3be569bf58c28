import { ActionIcon, Tooltip } from '@mantine/core';
import { memo } from 'react';
import { useStore } from 'zustand';
import { Avatar } from '../../kit/fields/avatar.tsx';
import { Icon } from '../../kit/icons/icon.tsx';
import { ReminderList } from '../../kit/reminders/reminder-list.tsx';
import type { WorkerClient } from '../../kit/session/worker-client.ts';
import { useActs } from '../../kit/acts/acts.ts';
import type { Router } from '../router.ts';
import { SyncIndicator } from './sync-indicator.tsx';
import type { OpenWorkspace } from '../bootstrap.ts';

interface HeaderProps {
  readonly client: WorkerClient;
  readonly workspace: OpenWorkspace;
  readonly router: Router;
  readonly onSearch: () => void;
  readonly reminders: boolean;
  readonly onReminders: (opened: boolean) => void;
}

export const Header = memo(function Header(props: HeaderProps) {
  const { client, workspace, router, onSearch } = props;
  const acts = useActs();
  const isFirst = useStore(router.store, ({ at }) => at === 0);
  const isLast = useStore(router.store, ({ at, places }) => at >= places.length - 1);
  const button = (label: string, icon: string, onClick: () => void, disabled = false) => (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <section className="shell-header" aria-label="Tools">
      {button('Back', 'arrow-left', router.back, isFirst)}
      {button('Forward', 'arrow-right', router.forward, isLast)}
      <button type="button" className="search-button" onClick={onSearch}>
        <Icon name="search" size={14} />
        <span>Search everything</span>
        <kbd className="key">{navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <span className="shell-header-space" />
      {button('Undo', 'undo', () => void acts.undo())}
      {button('Redo', 'redo', () => void acts.redo())}
      <ReminderList opened={props.reminders} onOpened={props.onReminders} />
      <SyncIndicator client={client} workspace={workspace} />
      <Tooltip label={workspace.userName}>
        <span>
          <Avatar name={workspace.userName} seed={workspace.userId} sizePx={26} />
          <span className="visually-hidden">You are {workspace.userName}</span>
        </span>
      </Tooltip>
    </section>
  );
});
