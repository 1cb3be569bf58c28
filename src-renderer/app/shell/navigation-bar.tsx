import { memo } from 'react';
import { CALENDAR_START } from '../../kit/calendar/calendar-place.ts';
import { numberFormat } from '../../kit/fields/formatters.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { useSession } from '../../kit/session/session.tsx';
import { useWorkModules } from '../../kit/session/use-definitions.ts';
import { DESK_START, formatRoute, listOf, type Route } from '../route.ts';
import type { Router } from '../router.ts';
import { calendarKey, deskKey, goKeys, inboxKey, tasksKey } from './go-keys.ts';
import type { OpenWorkspace } from '../bootstrap.ts';

interface NavigationBarProps {
  readonly workspace: OpenWorkspace;
  readonly page: Route['page'];
  /** Of the list or record that is open. */
  readonly entity: string | undefined;
  readonly router: Router;
  readonly onShortcuts: () => void;
}

export const NavigationBar = memo(function NavigationBar({
  workspace,
  page,
  entity,
  router,
  onShortcuts,
}: NavigationBarProps) {
  const { locale } = useSession();
  const all = useWorkModules();
  const link = (
    to: Route,
    label: string,
    icon: string,
    here: boolean,
    extra?: React.ReactNode,
    key?: string,
  ) => (
    <a
      className="nav-link"
      href={`#${formatRoute(to)}`}
      aria-current={here ? 'page' : undefined}
      title={key === undefined ? label : `${label} (G then ${key.toUpperCase()})`}
      onClick={(event) => {
        event.preventDefault();
        router.go(to);
      }}
    >
      <Icon name={icon} size={16} />
      <span className="nav-label">{label}</span>
      {extra}
    </a>
  );
  return (
    <nav className="shell-nav" aria-label="Modules">
      <a
        className="skip-link"
        href="#page"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('#page')?.focus();
        }}
      >
        Skip to the content
      </a>
      <div className="nav-brand">
        <span className="brand-mark" aria-hidden="true">
          {workspace.workspaceName.slice(0, 1).toUpperCase()}
        </span>
        <span className="nav-workspace" title={workspace.workspaceName}>
          {workspace.workspaceName}
        </span>
      </div>
      <ul>
        <li>{link({ page: 'inbox' }, 'Inbox', 'inbox', page === 'inbox', undefined, inboxKey)}</li>
        <li>
          {link({ page: 'tasks' }, 'My tasks', 'checkbox', page === 'tasks', undefined, tasksKey)}
        </li>
        <li>
          {link(
            { page: 'calendar', place: CALENDAR_START },
            'Calendar',
            'calendar',
            page === 'calendar',
            undefined,
            calendarKey,
          )}
        </li>
        <li>
          {link(
            { page: 'desk', place: DESK_START },
            'Service desk',
            'clock',
            page === 'desk',
            undefined,
            deskKey,
          )}
        </li>
        {all.map(({ entity: { name, label, icon } }) => (
          <li key={name}>
            {link(
              listOf(name),
              label.many,
              icon,
              entity === name,
              <span className="nav-count">{countText(locale, workspace.counts[name])}</span>,
              goKeys(all)[name],
            )}
          </li>
        ))}
      </ul>
      <ul className="nav-foot">
        <li>
          {link({ page: 'import', entity: undefined }, 'Import', 'upload', page === 'import')}
        </li>
        <li>{link({ page: 'settings' }, 'Settings', 'settings', page === 'settings')}</li>
        <li>
          <button
            type="button"
            className="nav-link"
            title="Keyboard shortcuts (?)"
            onClick={onShortcuts}
          >
            <Icon name="keyboard" size={16} />
            <span className="nav-label">Shortcuts</span>
          </button>
        </li>
      </ul>
    </nav>
  );
});

/** Nothing while the records are still being read: a 0 would be a claim. */
function countText(locale: string, count: number | undefined): string {
  return count === undefined ? '' : numberFormat(locale, {}).format(count);
}
