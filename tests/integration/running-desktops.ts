/** Desktops that a test starts, ended after it; and what most tests of their worker begin with. */
import type { EventData } from '../../crm/contracts/worker-rpc.contract.ts';
import type { WorkspaceState } from '../../crm/contracts/rpc/workspace.rpc.ts';
import type { Query } from '../../crm/kernel/query.ts';
import type { ConnectedClient } from '../../src-renderer/kit/client/worker-client.ts';
import { startDesktop, type Desktop, type DesktopDisk } from '../desktop/desktop.ts';

const running: Desktop[] = [];

export function start(disk?: DesktopDisk): Desktop {
  const desktop = startDesktop(disk);
  running.push(desktop);
  return desktop;
}

/** For `afterEach`: those that the test did not stop. */
export async function stopAll(): Promise<void> {
  for (const desktop of running.splice(0)) await desktop.stop();
}

export async function stop(desktop: Desktop): Promise<void> {
  running.splice(running.indexOf(desktop), 1);
  await desktop.stop();
}

export const newWorkspace = {
  userName: 'Ada Lovelace',
  workspaceName: 'Analytical Engines',
  relayUrl: null,
  currency: 'EUR',
  sampleData: false,
};
export const accounts: Query = {
  entity: 'account',
  sort: [{ field: 'name', direction: 'ascending' }],
  window: { offset: 0, limit: 50 },
};

export async function openState(
  client: ConnectedClient,
): Promise<Extract<WorkspaceState, { state: 'open' }>> {
  // What it is called is said before its records are read; this waits for them.
  await client.call('undo.list', {}).catch(() => undefined);
  const state = await client.call('workspace.state', {});
  if (state.state !== 'open') throw new Error(`the workspace is ${state.state}`);
  return state;
}

export async function create(
  client: ConnectedClient,
  entity: string,
  values: Record<string, unknown>,
): Promise<string> {
  const done = await client.call('record.create', { entity, values });
  if (!done.ok) throw new Error(done.problem.message);
  return done.value.records[0]?.id ?? '';
}

export function next<
  Name extends
    | 'record.changed'
    | 'query.changed'
    | 'query.rows'
    | 'notice'
    | 'note.changed'
    | 'note.carets'
    | 'workspace.changed',
>(
  client: ConnectedClient,
  name: Name,
  fits: (data: EventData<Name>) => boolean = () => true,
): Promise<EventData<Name>> {
  return new Promise((resolve) => {
    const stopListening = client.on(name, (data) => {
      if (!fits(data)) return;
      stopListening();
      resolve(data);
    });
  });
}
