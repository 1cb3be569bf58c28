import { BrowserWindow, type WebContents, screen } from 'electron';
import { APP_ORIGIN, IPC_EVENT } from '../../crm/contracts/ipc-wire.contract.ts';
import type { IpcEvent, IpcEventPayload } from '../../crm/contracts/ipc.contract.ts';
import { secureWebPreferences } from '../security/web-preferences.ts';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow } from './window-placement.ts';
import type { WindowStateFile } from './window-state.ts';

export type WindowOptions = { readonly route: string | null; readonly joinLink: string | null };

export type AppWindows = {
  readonly open: (options: WindowOptions) => BrowserWindow;
  readonly all: () => readonly BrowserWindow[];
  /** The app's window that this page is in, or null: not one of ours. */
  readonly of: (contents: WebContents) => BrowserWindow | null;
  readonly joinLinkOf: (window: BrowserWindow) => string | null;
  /** Brings the focused or else the first window to the front and gives it back; null: none is open. */
  readonly front: () => BrowserWindow | null;
};

type Environment = {
  readonly preload: string;
  readonly isPackaged: boolean;
  readonly state: WindowStateFile;
  readonly backgroundColor: () => string;
  readonly onOpen: (window: BrowserWindow) => void;
};

/** All windows of the profile. They show the same page and share one SharedWorker. */
export function createWindows(environment: Environment): AppWindows {
  const windows = new Map<number, { window: BrowserWindow; joinLink: string | null }>();

  const open = ({ route, joinLink }: WindowOptions): BrowserWindow => {
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
    const place = placeWindow(
      environment.state.read(),
      areas.map((display) => display.workArea),
      windows.size,
    );
    const window = new BrowserWindow({
      ...place.bounds,
      minWidth: MIN_WIDTH,
      minHeight: MIN_HEIGHT,
      show: false,
      title: 'Rapport',
      backgroundColor: environment.backgroundColor(),
      webPreferences: secureWebPreferences(environment.preload, environment.isPackaged),
    });
    const { id } = window.webContents;
    const entry = { window, joinLink };
    windows.set(id, entry);
    window.on('closed', () => windows.delete(id));
    window.once('ready-to-show', () => {
      if (place.maximized) window.maximize();
      window.show();
    });
    // The invitation is for the first page of the window; a reload must not join again.
    let loads = 0;
    window.webContents.on('did-start-navigation', (event) => {
      if (!event.isMainFrame || event.isSameDocument) return;
      if (++loads > 1) entry.joinLink = null;
    });
    environment.state.follow(window);
    environment.onOpen(window);
    // A failure is told by `did-fail-load`; the promise would tell it a second time.
    window
      .loadURL(`${APP_ORIGIN}/index.html${route === null ? '' : `#${route}`}`)
      .catch(() => undefined);
    return window;
  };

  const all = () => [...windows.values()].map(({ window }) => window);

  return {
    open,
    all,
    of: (contents) => windows.get(contents.id)?.window ?? null,
    joinLinkOf: (window) => windows.get(window.webContents.id)?.joinLink ?? null,
    front() {
      const window = BrowserWindow.getFocusedWindow() ?? all()[0];
      if (window === undefined) return null;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return window;
    },
  };
}

/** An event of the contract to one page. */
export function sendEvent<Event extends IpcEvent>(
  window: BrowserWindow,
  event: Event,
  payload: IpcEventPayload<Event>,
): void {
  if (!window.isDestroyed()) window.webContents.send(IPC_EVENT, event, payload);
}
