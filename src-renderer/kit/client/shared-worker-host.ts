import { WORKER_LOCK } from '../../../crm/contracts/worker-rpc.contract.ts';
import { whenReleased } from './life-locks.ts';
import type { WorkerHost } from './worker-host.ts';

/** The worker of this profile, one for all windows: the browser finds it by its address and name. */
function sharedWorker(): SharedWorker {
  return new SharedWorker(new URL('../../worker/rapport.worker.ts', import.meta.url), {
    type: 'module',
    name: 'rapport',
  });
}

/** Has the worker begin to read while the window is still being made. A worker that runs already notices nothing. */
export function wakeSharedWorker(): void {
  sharedWorker();
}

export function createSharedWorkerHost(): WorkerHost {
  return {
    open: ({ received, gone, broken }) => {
      const worker = sharedWorker();
      const { port } = worker;
      const ended = new AbortController();
      let watching = false;

      const watchEnd = async (): Promise<void> => {
        watching = true;
        if (!(await whenReleased(navigator.locks, WORKER_LOCK, ended.signal))) return;
        ended.abort();
        port.close();
        gone();
      };
      worker.addEventListener('error', () => {
        if (!ended.signal.aborted) broken();
      });
      port.addEventListener('message', ({ data }) => {
        if (ended.signal.aborted) return;
        // It speaks only once it holds its lock; from now on the lock tells of its end.
        if (!watching) void watchEnd();
        received(data);
      });
      port.start();

      return {
        post: (message, transfer = []) => port.postMessage(message, [...transfer]),
        close: () => {
          ended.abort();
          port.close();
        },
      };
    },
  };
}
