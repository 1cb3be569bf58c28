import { Select } from '@mantine/core';
import { SET_TIME_ZONE } from '../../../crm/modules/workspace/workspace.rules.ts';
import { useWorkspaceZone } from '../../kit/service/use-workspace-zone.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { useTimeZones } from '../../kit/fields/time-zones.ts';
import type { SettingsSectionProps } from './settings-section.ts';

export function WorkspaceSection({ workspace: open, bootstrap }: SettingsSectionProps) {
  return (
    <>
      <section aria-label="Workspace">
        <h2>Workspace</h2>
        <dl className="facts">
          <div>
            <dt>Name</dt>
            <dd>{open.workspaceName}</dd>
          </div>
          <div>
            <dt>You</dt>
            <dd>{open.userName}</dd>
          </div>
          <div>
            <dt>Currency</dt>
            <dd>{open.currency}</dd>
          </div>
          <div>
            <dt>Relay</dt>
            <dd>{open.relayUrl ?? 'None: this desktop only'}</dd>
          </div>
        </dl>
        <p className="field-help">
          On another computer you are another user until you say that both are you: when you are
          asked there, or by merging the two in <a href="#/user">Users</a>.
        </p>
        <WorkspaceZone workspaceName={open.workspaceName} />
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

/** For the whole team, whatever the clocks of each desktop show. */
function WorkspaceZone({ workspaceName }: { readonly workspaceName: string }) {
  const acts = useActs();
  const zone = useWorkspaceZone();
  const zones = useTimeZones(zone);
  const choose = (timeZone: string): void =>
    void acts.command(
      SET_TIME_ZONE,
      { name: workspaceName, timeZone },
      `The workspace counts in ${timeZone}`,
    );
  return (
    <Select
      label="Time zone"
      description="Business hours count in it, unless a policy names another. Dates are shown in that of each desktop."
      data={zones}
      value={zone ?? null}
      searchable
      allowDeselect={false}
      limit={50}
      onChange={(value) => value !== null && value !== zone && choose(value)}
    />
  );
}
