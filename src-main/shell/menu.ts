import { type App, BrowserWindow, Menu } from 'electron';
import { type AppWindows, sendEvent } from '../windows/windows.ts';
import { menuTemplate } from './menu-template.ts';
import type { ThemeSetting } from './theme.ts';

/** Builds the menu; call it again when the theme changed, Electron's radio items do not follow. */
export function showMenu(app: App, windows: AppWindows, theme: ThemeSetting): void {
  const template = menuTemplate(
    {
      isMac: process.platform === 'darwin',
      isPackaged: app.isPackaged,
      theme: theme.current(),
    },
    {
      command(command) {
        const window = BrowserWindow.getFocusedWindow() ?? windows.all()[0];
        if (window !== undefined) sendEvent(window, 'menu.command', { command });
      },
      openWindow: () => windows.open({ route: null, joinLink: null }),
      chooseTheme: (chosen) => void theme.set(chosen),
    },
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
