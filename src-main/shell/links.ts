import type { App } from 'electron';
import { LINK_SCHEME } from '../../crm/contracts/ipc-wire.contract.ts';
import { linkTextSchema } from '../../crm/contracts/ipc.contract.ts';
import { placeOfLink } from '../../crm/contracts/open-link.contract.ts';
import type { Log } from '../platform/log.ts';
import { type AppWindows, type WindowOptions, sendEvent } from '../windows/windows.ts';

export type LinkInbox = {
  /** null: another start of this profile without a link, which only wants to see the app. */
  readonly receive: (link: string | null) => void;
  readonly deliverTo: (deliver: (link: string | null) => void) => void;
};

/** Keeps what arrives before there is a window to take it: other starts, and macOS's link events. */
export function createLinkInbox(app: App): LinkInbox {
  let early: (string | null)[] = [];
  let receive = (link: string | null): void => void early.push(link);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    receive(link);
  });
  return {
    receive: (link) => receive(link),
    deliverTo(deliver) {
      receive = deliver;
      early.forEach(deliver);
      early = [];
    },
  };
}

/** Where a window begins that was opened for this link; null: for none. */
export function placeOf(link: string | null): WindowOptions {
  const route = link === null ? null : placeOfLink(link);
  return route === null ? { route: null, joinLink: link } : { route, joinLink: null };
}

/**
 * Gives a link that came from outside to the front window, if it has the form of an invitation or of a place:
 * any web page can make the system send us any `rapport:` text. A place is looked at and nothing else.
 */
export function receiveLink(link: string | null, windows: AppWindows, log: Log): void {
  if (link === null) {
    if (windows.front() === null) windows.open(placeOf(null));
    return;
  }
  const checked = linkTextSchema.safeParse(link);
  if (!checked.success) {
    log.write('warn', 'link.refused');
    return;
  }
  log.write('info', 'link.received');
  const place = placeOf(checked.data);
  const window = windows.front();
  if (window === null) windows.open(place);
  else if (place.route !== null) sendEvent(window, 'route.open', { route: place.route });
  else sendEvent(window, 'link.join', { link: checked.data });
}

/**
 * Makes this app the system's program for `rapport:` links. Only the installed one: a checkout
 * would leave an entry behind that points at a folder somebody deletes. There, links are pasted.
 */
export function claimLinks(app: App): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
}
