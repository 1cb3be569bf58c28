import type { App } from 'electron';

/** Megabytes in which new objects live; Chromium gives a worker one or two, and collects hundreds of times a second. */
const YOUNG_OBJECTS_MB = 16;

/**
 * The SharedWorker with all data lives in a process without a window, which Chromium takes for one that nobody waits
 * for: it lowers its priority and keeps its heap small. Somebody always waits for this one: on a busy machine of two
 * cores an import of 20,000 records takes 5.8 s with the first switch and 12.5 s without. The second one spares the
 * collector most of its runs. Before `ready`; later it is too late.
 */
export function keepWorkerAwake(app: App): void {
  app.commandLine.appendSwitch('disable-renderer-backgrounding');
  app.commandLine.appendSwitch('js-flags', `--min-semi-space-size=${YOUNG_OBJECTS_MB}`);
}
