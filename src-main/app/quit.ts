import type { App } from 'electron';
import type { Log } from '../platform/log.ts';

/** A disk that hangs must not keep the app from closing for longer; what was confirmed is on it already. */
const MAX_CLOSE_MS = 3000;

/** Lets `close` finish before the process ends, within bounds. */
export function closeBeforeQuit(app: App, close: () => Promise<void>, log: Log): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const end = (stuck: boolean) => {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      log.write(stuck ? 'warn' : 'info', stuck ? 'main.stuck-on-quit' : 'app.quit');
      app.quit();
    };
    const timer = setTimeout(() => end(true), MAX_CLOSE_MS);
    close().then(
      () => end(false),
      () => end(true),
    );
  });
}
