import type { App, BrowserWindow } from 'electron';
import { sendEvent } from './windows.ts';

/** A page that does not answer must not keep its window open for longer. */
const HAND_OVER_MAX_MS = 1500;

export type Closing = {
  readonly follow: (window: BrowserWindow) => void;
  /** The page has handed over what it had. */
  readonly settled: (window: BrowserWindow) => void;
};

/**
 * A window that is to be closed stays until its page has handed over what was typed in the last moment: with the last
 * window the worker ends, whatever is still on its way to it.
 */
export function createClosing(app: App): Closing {
  const waiting = new Map<BrowserWindow, () => void>();
  let isQuitting = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });
  return {
    follow(window) {
      let mayGo = false;
      window.on('close', (event) => {
        const { webContents } = window;
        if (mayGo || webContents.isCrashed() || webContents.isLoadingMainFrame()) return;
        event.preventDefault();
        if (waiting.has(window)) return;
        const go = () => {
          clearTimeout(timer);
          waiting.delete(window);
          mayGo = true;
          // A window that stays for a moment has called off the quit.
          if (isQuitting) app.quit();
          else if (!window.isDestroyed()) window.close();
        };
        const timer = setTimeout(go, HAND_OVER_MAX_MS);
        waiting.set(window, go);
        sendEvent(window, 'window.closing', {});
      });
      window.on('closed', () => waiting.delete(window));
    },
    settled: (window) => waiting.get(window)?.(),
  };
}
