/** Entry of the SharedWorker: one a profile, for all windows. Wiring only. */
import './no-generated-code.ts';
import { WORKER_LOCK, windowLock } from '../../crm/contracts/worker-rpc.contract.ts';
import { browserPlatform } from './shell/platform.ts';
import { createWorkerShell } from './shell/worker-shell.ts';

const { locks } = navigator;

const { connect, shell } = createWorkerShell({
  platform: browserPlatform(),
  windowEnded: async (windowId) => {
    await locks.request(windowLock(windowId), { mode: 'shared' }, () => undefined);
  },
});

/** Held for life: windows wait for it to learn that this worker is gone. */
const alive = new Promise<void>((resolve) => {
  void locks.request(WORKER_LOCK, () => {
    resolve();
    return new Promise<never>(() => {});
  });
});

self.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  // Nobody is answered before the lock is held: a window takes a free lock for a worker that has ended.
  if (port !== undefined) void alive.then(() => connect(port));
});

self.addEventListener('online', () => {
  shell.openNow()?.engine.retryNow();
});
