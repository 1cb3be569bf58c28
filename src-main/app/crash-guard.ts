import { type App, type BrowserWindow, dialog } from 'electron';
import { type Log, type LogTag, traceOf } from '../platform/log.ts';
import { createReloadBudget } from './reload-budget.ts';

/**
 * A defect in the main process ends it: what it confirmed is on the disk, and going on in an
 * unknown state could write something wrong over it. `isTest` keeps a box from waiting for a
 * click that never comes.
 */
export function guardMain(app: App, log: Log, isTest: boolean): void {
  const end = (tag: LogTag, error: unknown) => {
    log.write('error', 'main.defect', { tag, trace: traceOf(error) });
    process.stderr.write(`Rapport has to close: ${String(error)}\n`);
    if (!isTest) {
      dialog.showErrorBox(
        'Rapport has to close',
        'Something went wrong inside the app. Everything that was confirmed is kept. Please open it again.',
      );
    }
    app.exit(1);
  };
  process.on('uncaughtException', (error) => end('exception', error));
  process.on('unhandledRejection', (error) => end('rejection', error));
  app.on('child-process-gone', (_event, { exitCode }) =>
    log.write('warn', 'child.gone', { counts: { status: exitCode } }),
  );
}

/** A crashed page is loaded again, a few times; then the person decides. */
export function guardPage(
  window: BrowserWindow,
  log: Log,
  nowMs: () => number,
  isTest: boolean,
): void {
  const budget = createReloadBudget(nowMs);
  const reload = () => {
    if (window.isDestroyed()) return;
    log.write('info', 'page.reloaded');
    window.webContents.reload();
  };
  const ask = async (message: string) => {
    if (isTest) {
      window.destroy();
      return;
    }
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message,
      detail: 'Everything that was confirmed is kept.',
      buttons: ['Try again', 'Close this window'],
      cancelId: 1,
    });
    if (response === 0) reload();
    else if (!window.isDestroyed()) window.destroy();
  };
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const tag: LogTag = reason === 'crashed' || reason === 'oom' ? reason : 'other';
    log.write('error', 'page.gone', { tag, counts: { status: exitCode } });
    if (budget.take()) reload();
    else void ask('This window keeps failing.');
  });
  window.webContents.on('did-fail-load', (_event, status, _text, _address, isMainFrame) => {
    const ABORTED = -3;
    if (!isMainFrame || status === ABORTED) return;
    log.write('error', 'page.load-failed', { counts: { status } });
    void ask('The app’s own page could not be loaded.');
  });
  window.on('unresponsive', () => log.write('warn', 'page.unresponsive'));
}
