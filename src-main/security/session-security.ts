import { type App, type Session, shell } from 'electron';
import { denyHttp } from './network.ts';
import { denyNavigation } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { denyWebviews } from './webview.ts';
import { denyWindowOpen } from './window-open.ts';

/** Before the first window exists, so that there is no page that the rules do not hold for. */
export function secureSession(app: App, session: Session): void {
  denyPermissions(session);
  denyHttp(session);
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents);
    denyWebviews(contents);
    denyWindowOpen(contents, (address) => {
      // The system says by itself when it has no program for an address.
      shell.openExternal(address).catch(() => undefined);
    });
  });
}
