import type { Session } from 'electron';

/**
 * Pages talk to relays over WebSockets and to nothing over http. The content security policy says
 * so too; this also holds for what Chromium fetches by itself (prefetch, icons, downloads), so
 * that nobody outside learns who looked at which record.
 */
export function denyHttp(session: Session): void {
  session.webRequest.onBeforeRequest({ urls: ['http://*/*', 'https://*/*'] }, (_details, answer) =>
    answer({ cancel: true }),
  );
  // Files leave through `file.save`, where the person chooses the place.
  session.on('will-download', (event) => event.preventDefault());
}
