import type { WebPreferences } from 'electron';

/**
 * Every window's page is treated as if it could be taken over: it shows what other people typed.
 * Most of these are Electron's defaults; they are written out so that a changed default, or a
 * hurried edit, fails a test instead of opening the machine.
 */
export function secureWebPreferences(preload: string, isPackaged: boolean): WebPreferences {
  return {
    preload,
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
    // A person talked into pasting "a fix" into the console would hand over everything.
    devTools: !isPackaged,
    // Chromium's spell checker fetches its dictionaries from a third party; nothing here may.
    spellcheck: false,
  };
}
