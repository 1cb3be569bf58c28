import { type App, type BrowserWindow, shell } from 'electron';
import { IPC_VERSION } from '../../crm/contracts/ipc.contract.ts';
import type { Switches } from '../app/switches.ts';
import type { Environment } from '../platform/environment.ts';
import { externalAddress } from '../security/external-address.ts';
import type { createNotifier } from '../shell/notifications.ts';
import { printPage } from '../shell/print-page.ts';
import { saveFile } from '../shell/save-file.ts';
import type { ThemeSetting } from '../shell/theme.ts';
import type { Closing } from '../windows/closing.ts';
import type { AppWindows } from '../windows/windows.ts';
import type { IpcHandlers } from './handle.ts';

type Parts = {
  readonly app: App;
  readonly switches: Switches;
  readonly environment: Environment;
  readonly windows: AppWindows;
  readonly closing: Closing;
  readonly theme: ThemeSetting;
  readonly notify: ReturnType<typeof createNotifier>;
  readonly onPainted: (window: BrowserWindow) => void;
};

const done = { ok: true, value: {} } as const;
const platforms = { linux: 'linux', darwin: 'darwin', win32: 'win32' } as const;

/** What each channel of the contract does. */
export function ipcHandlers(parts: Parts): IpcHandlers<BrowserWindow> {
  const { app, switches, environment, windows, theme } = parts;
  return {
    'app.bootstrap': (_request, window) => ({
      ok: true,
      value: {
        ipcVersion: IPC_VERSION,
        profile: switches.profile,
        platform: platforms[process.platform as keyof typeof platforms] ?? 'other',
        appVersion: app.getVersion(),
        electronVersion: process.versions.electron,
        defaultRelayUrl: switches.relayUrl,
        joinLink: windows.joinLinkOf(window),
        theme: theme.current(),
        isTest: environment.isTest,
      },
    }),
    'app.painted': (_request, window) => {
      parts.onPainted(window);
      return done;
    },
    'shell.openExternal': async ({ url }) => {
      const address = externalAddress(url);
      if (address === null) {
        return {
          ok: false,
          problem: {
            code: 'shell.refused-address',
            message: `${url} is not opened from here.`,
            remedy: 'Only web, mail and telephone addresses are. Copy it, if you trust it.',
          },
        };
      }
      try {
        await shell.openExternal(address);
        return done;
      } catch {
        return {
          ok: false,
          problem: {
            code: 'shell.failed',
            message: `The system has no program that opens ${address}.`,
            remedy: 'Set a default program for it in the system’s settings, or copy the address.',
          },
        };
      }
    },
    'file.save': (request, window) =>
      saveFile(window, request, {
        defaultDirectory: app.getPath('documents'),
        testDirectory: environment.testSaveDirectory,
      }),
    'page.print': (request, window) => printPage(window.webContents, request),
    'window.open': ({ route }) => {
      windows.open({ route, joinLink: null });
      return done;
    },
    'window.settled': (_request, window) => {
      parts.closing.settled(window);
      return done;
    },
    'theme.set': async ({ theme: chosen }) => {
      await theme.set(chosen);
      return done;
    },
    'notification.show': (request) => ({ ok: true, value: { shown: parts.notify(request) } }),
    'edit.native': ({ action }, window) => {
      if (action === 'undo') window.webContents.undo();
      else window.webContents.redo();
      return done;
    },
  };
}
