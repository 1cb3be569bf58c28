/** Where the worker runs, as the client needs it. In the app a SharedWorker; in tests two ends of a channel. */
import type { WindowMessage } from '../../../crm/contracts/worker-rpc.contract.ts';

export interface HostLine {
  readonly post: (message: WindowMessage, transfer?: readonly Transferable[]) => void;
  readonly close: () => void;
}

export interface WorkerHost {
  /** Starts the worker or finds the one that runs. Nothing is called any more after `gone`. */
  readonly open: (events: {
    readonly received: (message: unknown) => void;
    /** The worker has ended; a new line may be opened. */
    readonly gone: () => void;
    /** The worker's code could not be loaded or failed as it started. */
    readonly broken: () => void;
  }) => HostLine;
}
