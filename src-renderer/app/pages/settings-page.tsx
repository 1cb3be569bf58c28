import { Button, SegmentedControl } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { Theme } from '../../../crm/contracts/ipc.contract.ts';
import type { Undoable } from '../../../crm/contracts/rpc/command.rpc.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { sayDone, sayProblem } from '../../kit/acts/toast.tsx';
import { dateFormat } from '../../kit/fields/formatters.ts';
import { useSession } from '../../kit/session/session.tsx';
import type { Bootstrap } from '../app.tsx';
import { bridge } from '../bridge.ts';
import type { OpenWorkspace } from '../shell/workbench.tsx';

interface SettingsPageProps {
  readonly workspace: OpenWorkspace;
  readonly bootstrap: Bootstrap;
}

export function SettingsPage({ workspace, bootstrap }: SettingsPageProps) {
  return (
    <main className="settings">
      <h1>Settings</h1>
      <Appearance initial={bootstrap.theme} />
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
      <SampleData present={workspace.hasSampleData} />
      <RecentActs />
      <section aria-label="About">
        <h2>About</h2>
        <p className="field-help">
          Rapport {bootstrap.appVersion} on Electron {bootstrap.electronVersion}, profile “
          {bootstrap.profile}”
        </p>
      </section>
    </main>
  );
}

function Appearance({ initial }: { readonly initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  useEffect(() => bridge.on('theme.changed', (event) => setTheme(event.theme)), []);
  const choose = async (next: Theme): Promise<void> => {
    setTheme(next);
    const done = await bridge.invoke('theme.set', { theme: next });
    if (!done.ok) sayProblem(done.problem);
  };
  return (
    <section aria-label="Appearance">
      <h2>Appearance</h2>
      <SegmentedControl
        aria-label="Appearance"
        value={theme}
        onChange={(value) => void choose(value)}
        data={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
          { value: 'system', label: 'As the system' },
        ]}
      />
    </section>
  );
}

function SampleData({ present }: { readonly present: boolean }) {
  const { client } = useSession();
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    const done = await client.call(present ? 'sample.remove' : 'sample.add', {});
    setBusy(false);
    if (done.ok) sayDone(present ? 'The sample data is gone' : 'The sample data is here');
    else sayProblem(done.problem);
  };
  return (
    <section aria-label="Sample data">
      <h2>Sample data</h2>
      <p className="field-help">
        {present
          ? 'This workspace holds invented accounts, people and deals to try things out. They leave without a trace.'
          : 'Invented accounts, people and deals to try things out. They can be removed without a trace.'}
      </p>
      <Button variant="default" loading={busy} onClick={() => void run()}>
        {present ? 'Remove the sample data' : 'Add sample data'}
      </Button>
    </section>
  );
}

/** Enough for a look back; each act can also be undone from its record's history. */
const ACTS_SHOWN = 20;

function RecentActs() {
  const { client, locale } = useSession();
  const acts = useActs();
  const [list, setList] = useState<readonly Undoable[]>([]);
  const read = useCallback(
    () =>
      client.call('undo.list', {}).then(setList, () => {
        // Nobody answers: the frame around all screens says so.
      }),
    [client],
  );
  useEffect(() => void read(), [read]);
  const toggle = async (act: Undoable): Promise<void> => {
    await (act.state === 'done' ? acts.undo(act.id) : acts.redo(act.id));
    await read();
  };
  const when = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <section aria-label="What you did">
      <h2>What you did</h2>
      {list.length === 0 && (
        <p className="field-help">
          Nothing yet. What you do stands here and can be undone, days later too.
        </p>
      )}
      <ul className="acts">
        {list.slice(0, ACTS_SHOWN).map((act) => (
          <li key={act.id} data-undone={act.state === 'undone'}>
            <span className="act-label">{act.label}</span>
            {act.records > 1 && <span className="field-help">{act.records} records</span>}
            <time dateTime={act.at}>{when.format(new Date(act.at))}</time>
            <Button size="compact-xs" variant="subtle" onClick={() => void toggle(act)}>
              {act.state === 'done' ? 'Undo' : 'Redo'}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
