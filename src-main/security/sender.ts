import { isAppPage } from './app-page.ts';

type Frame = { readonly url: string; readonly parent: unknown };

/**
 * Who may speak over IPC: the top frame of an app page. A frame inside it, or a page that a bug
 * let in, could otherwise read the data key. A frame that is gone (null) has no say either.
 */
export function isTrustedSender(frame: Frame | null | undefined): boolean {
  return frame !== null && frame !== undefined && frame.parent === null && isAppPage(frame.url);
}
