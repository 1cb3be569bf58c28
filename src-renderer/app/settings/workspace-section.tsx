import type { SettingsSectionProps } from './settings-section.ts';

export function WorkspaceSection({ workspace, bootstrap }: SettingsSectionProps) {
  return (
    <>
      <section aria-label="Workspace">
        <h2>Workspace</h2>
        <dl className="facts">
          <div>
            <dt>Name</dt>
            <dd>{workspace.workspaceName}</dd>
          </div>
          <div>
            <dt>You</dt>
            <dd>{workspace.userName}</dd>
          </div>
          <div>
            <dt>Currency</dt>
            <dd>{workspace.currency}</dd>
          </div>
          <div>
            <dt>Relay</dt>
            <dd>{workspace.relayUrl ?? 'None: this desktop only'}</dd>
          </div>
        </dl>
      </section>
      <section aria-label="About">
        <h2>About</h2>
        <p className="field-help">
          Rapport {bootstrap.appVersion} on Electron {bootstrap.electronVersion}, profile “
          {bootstrap.profile}”
        </p>
      </section>
    </>
  );
}
