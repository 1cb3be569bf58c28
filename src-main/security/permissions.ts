import type { Session } from 'electron';
import { isAppPage } from './app-page.ts';

/**
 * What a page may ask the browser for. `persistent-storage` keeps Chromium from evicting the
 * local store when the disk runs low; copying and notifying are plain features. Camera, location,
 * devices, reading the clipboard and everything that Chromium adds one day: no.
 */
const granted: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'notifications',
  'persistent-storage',
]);

export function isPermissionGranted(permission: string, requester: string): boolean {
  return granted.has(permission) && isAppPage(requester);
}

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isPermissionGranted(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isPermissionGranted(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}
