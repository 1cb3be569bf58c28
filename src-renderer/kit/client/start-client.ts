import { windowLock } from '../../../crm/contracts/worker-rpc.contract.ts';
import { holdForLife } from './life-locks.ts';
import { requestMainLine, type MainLineBridge } from './main-line-request.ts';
import { createSharedWorkerHost } from './shared-worker-host.ts';
import { createWorkerClient, type ConnectedClient } from './worker-client.ts';

/** Once a window, before the first screen. `bridge` is what the preload put into the page. */
export async function startClient(page: Window, bridge: MainLineBridge): Promise<ConnectedClient> {
  const windowId = crypto.randomUUID();
  // Before the first word: the worker takes a window whose lock is free for one that has ended.
  await holdForLife(navigator.locks, windowLock(windowId));
  const client = createWorkerClient({
    host: createSharedWorkerHost(),
    windowId,
    fetchMainLine: (pass) => requestMainLine(page, bridge, pass),
  });
  // Whoever still has something to hand over listens in the capture phase, which comes before this.
  page.addEventListener('pagehide', () => client.close());
  return client;
}
