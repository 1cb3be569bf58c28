import { ActionIcon } from '@mantine/core';
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
  return (
    <section className="shell-header" aria-label="Tools">
      <BackAndForward router={router} />
      <button type="button" className="search-button" onClick={onSearch}>
        <Icon name="search" size={14} />
        <span>Search everything</span>
        <kbd className="key">{navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <span className="shell-header-space" />
      <HeaderButton label="Undo" icon="undo" onClick={() => void acts.undo()} />
      <HeaderButton label="Redo" icon="redo" onClick={() => void acts.redo()} />
      <ReminderList
        opened={props.reminders}
        onOpened={props.onReminders}
        onInbox={() => router.go({ page: 'inbox' })}
      />
      <SyncIndicator client={client} workspace={workspace} />
      <span title={workspace.userName}>
        <Avatar name={workspace.userName} seed={workspace.userId} sizePx={26} />
        <span className="visually-hidden">You are {workspace.userName}</span>
      </span>
    </section>
  );
});

/** Drawn with every place that one goes to, and nothing else of the header with it. */
function BackAndForward({ router }: Pick<HeaderProps, 'router'>) {
  const isFirst = useStore(router.store, ({ at }) => at === 0);
  const isLast = useStore(router.store, ({ at, places }) => at >= places.length - 1);
  return (
    <>
      <HeaderButton label="Back" icon="arrow-left" onClick={router.back} disabled={isFirst} />
      <HeaderButton label="Forward" icon="arrow-right" onClick={router.forward} disabled={isLast} />
    </>
  );
}

interface HeaderButtonProps {
  readonly label: string;
  readonly icon: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
}

function HeaderButton({ label, icon, onClick, disabled = false }: HeaderButtonProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </ActionIcon>
  );
}
