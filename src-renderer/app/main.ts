/**
 * Entry of a window. The worker is woken before the screens are so much as loaded: while they are, it reads the disk,
 * and neither waits for the other.
 */
import './no-generated-code.ts';
import { wakeSharedWorker } from '../kit/client/shared-worker-host.ts';

wakeSharedWorker();
void import('./start.tsx');
