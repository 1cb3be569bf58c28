import type { WebContents } from 'electron';
import { isAppPage } from './app-page.ts';

/**
 * A window shows the app and nothing else, ever: a page from elsewhere in it would get the
 * preload's bridge. Covers clicked links, scripts, redirects, dropped files and frames.
 */
export function denyNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isAppPage(event.url)) event.preventDefault();
  });
}
