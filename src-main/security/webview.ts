import type { WebContents } from 'electron';

/** A `<webview>` brings its own preferences, written by the page: none is ever attached. */
export function denyWebviews(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
