import { Icon } from '../../kit/icons/icon.tsx';
import type { Bootstrap, OpenWorkspace } from '../bootstrap.ts';
import { formatRoute, type Route } from '../route.ts';
import type { Router } from '../router.ts';
import { settingsSectionNamed, settingsSections } from '../settings/sections.ts';

interface SettingsPageProps {
  /** Which section; undefined for the first. */
  readonly section: string | undefined;
  readonly router: Router;
  readonly workspace: OpenWorkspace;
  readonly bootstrap: Bootstrap;
}

export function SettingsPage({ section, router, workspace, bootstrap }: SettingsPageProps) {
  const shown = settingsSectionNamed(section) ?? settingsSections[0];
  return (
    <main className="settings">
      <h1>Settings</h1>
      <div className="settings-columns">
        <nav className="settings-nav" aria-label="Settings">
          <ul>
            {settingsSections.map(({ key, label, icon }) => {
              const to: Route = { page: 'settings', section: key };
              return (
                <li key={key}>
                  <a
                    className="nav-link"
                    href={`#${formatRoute(to)}`}
                    aria-current={key === shown?.key ? 'page' : undefined}
                    onClick={(event) => {
                      event.preventDefault();
                      // From section to section: back leads out of the settings.
                      router.replace(to);
                    }}
                  >
                    <Icon name={icon} size={16} />
                    <span>{label}</span>
                  </a>
                </li>
              );
            })}
          </ul>
        </nav>
        <div className="settings-section" key={shown?.key}>
          {shown !== undefined && <shown.Section workspace={workspace} bootstrap={bootstrap} />}
        </div>
      </div>
    </main>
  );
}
