import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { denyNavigation } from './navigation.ts';
import { denyHttp } from './network.ts';
import { denyPermissions, isPermissionGranted } from './permissions.ts';
import { secureWebPreferences } from './web-preferences.ts';
import { denyWebviews } from './webview.ts';
import { denyWindowOpen } from './window-open.ts';

const HERE = 'app://rapport/index.html';
const ELSEWHERE = 'https://example.com/';

/** Whether something that Chromium is about to do was forbidden. */
function isForbidden(target: EventEmitter, name: string, about: object = {}): boolean {
  let forbidden = false;
  target.emit(name, { ...about, preventDefault: () => (forbidden = true) });
  return forbidden;
}

describe('the preferences of a window', () => {
  test('shut the page off from the machine', () => {
    expect(secureWebPreferences('/preload.js', true)).toEqual({
      preload: '/preload.js',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
      spellcheck: false,
    });
  });
  test('give the developer’s tools to developers', () => {
    expect(secureWebPreferences('/preload.js', false).devTools).toBe(true);
  });
});

describe('a page asks the browser', () => {
  test.each(['clipboard-sanitized-write', 'notifications', 'persistent-storage'])(
    'for %s: yes, to the app alone',
    (permission) => {
      expect(isPermissionGranted(permission, HERE)).toBe(true);
      expect(isPermissionGranted(permission, ELSEWHERE)).toBe(false);
      expect(isPermissionGranted(permission, '')).toBe(false);
    },
  );
  test.each([
    'clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'hid',
    'keyboardLock',
    'media',
    'midiSysex',
    'openExternal',
    'pointerLock',
    'serial',
    'usb',
    'window-management',
    'something that Chromium adds one day',
  ])('for %s: no', (permission) => expect(isPermissionGranted(permission, HERE)).toBe(false));

  test('and every way of asking is answered by these rules', () => {
    const asked: string[] = [];
    const session: Partial<Session> = {
      setPermissionRequestHandler: (handler) => {
        const details = { isMainFrame: true, requestingUrl: HERE };
        handler?.(
          {} as WebContents,
          'media',
          (granted) => asked.push(`request ${granted}`),
          details,
        );
      },
      setPermissionCheckHandler: (handler) => {
        const details = { isMainFrame: true, requestingUrl: HERE };
        asked.push(`check ${handler?.(null, 'geolocation', HERE, details)}`);
      },
      setDevicePermissionHandler: (handler) => {
        const device = { deviceType: 'usb', origin: HERE, device: {} };
        asked.push(`device ${handler?.(device as Parameters<NonNullable<typeof handler>>[0])}`);
      },
    };
    denyPermissions(session as Session);
    expect(asked).toEqual(['request false', 'check false', 'device false']);
  });
});

test('nothing is fetched over http, and no file is downloaded', () => {
  let urls: readonly string[] = [];
  let cancelled: boolean | undefined;
  const session = Object.assign(new EventEmitter(), {
    webRequest: {
      onBeforeRequest(
        filter: { readonly urls: readonly string[] },
        decide: (details: unknown, answer: (response: { cancel: boolean }) => void) => void,
      ) {
        ({ urls } = filter);
        decide({}, ({ cancel }) => {
          cancelled = cancel;
        });
      },
    },
  });
  denyHttp(session as unknown as Session);
  expect(urls).toEqual(['http://*/*', 'https://*/*']);
  expect(cancelled).toBe(true);
  expect(isForbidden(session, 'will-download')).toBe(true);
});

describe('a window', () => {
  const contents = () => new EventEmitter() as WebContents;

  test.each([
    ['will-frame-navigate', true, HERE, false],
    ['will-frame-navigate', true, `${HERE}#/deals`, false],
    ['will-frame-navigate', true, ELSEWHERE, true],
    ['will-frame-navigate', true, 'file:///etc/passwd', true],
    ['will-frame-navigate', false, HERE, true],
    ['will-redirect', true, HERE, false],
    ['will-redirect', true, ELSEWHERE, true],
  ])('%s (main frame: %s) to %s: forbidden %s', (name, isMainFrame, url, forbidden) => {
    const window = contents();
    denyNavigation(window);
    expect(isForbidden(window, name, { isMainFrame, url })).toBe(forbidden);
  });

  test('attaches no webview', () => {
    const window = contents();
    denyWebviews(window);
    expect(isForbidden(window, 'will-attach-webview')).toBe(true);
  });

  test('opens no other window; what the system may open goes to the system', () => {
    const opened: string[] = [];
    const answers: unknown[] = [];
    const window = Object.assign(new EventEmitter(), {
      setWindowOpenHandler(handler: (details: { readonly url: string }) => unknown) {
        for (const url of [ELSEWHERE, 'file:///etc/passwd', 'javascript:alert(1)', HERE]) {
          answers.push(handler({ url }));
        }
      },
    });
    denyWindowOpen(window as unknown as WebContents, (address) => opened.push(address));
    expect(answers).toEqual(Array.from({ length: 4 }, () => ({ action: 'deny' })));
    expect(opened).toEqual([ELSEWHERE]);
  });
});
