/** Imported before everything else that a window loads: the worker starts beside it and not after it. */
import { wakeSharedWorker } from '../kit/client/shared-worker-host.ts';

wakeSharedWorker();
