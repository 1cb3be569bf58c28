import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { replaceFile } from '../data-safety/durable-file.ts';
import { type WindowState, windowStateSchema } from './window-placement.ts';

/** Dragging a window gives a stream of events; the place is written when it has come to rest. */
const REST_MS = 400;

export type WindowStateFile = {
  readonly read: () => WindowState | null;
  readonly follow: (window: BrowserWindow) => void;
};

/** Where the last used window of the profile was. A lost file only costs the place: any failure is "unknown". */
export function createWindowStateFile(userData: string): WindowStateFile {
  const file = path.join(userData, 'window-state.json');
  let last: WindowState | null = null;
  let writing: Promise<void> = Promise.resolve();
  const write = (window: BrowserWindow) => {
    last = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    const content = JSON.stringify(last);
    writing = writing.then(() => replaceFile(file, content)).catch(() => undefined);
  };
  return {
    read() {
      if (last !== null) return last;
      try {
        const parsed = windowStateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
        return parsed.success ? parsed.data : null;
      } catch {
        return null;
      }
    },
    follow(window) {
      let timer: NodeJS.Timeout | undefined;
      const soon = () => {
        clearTimeout(timer);
        timer = setTimeout(() => write(window), REST_MS);
      };
      window.on('resize', soon);
      window.on('move', soon);
      window.on('maximize', soon);
      window.on('unmaximize', soon);
      window.on('close', () => {
        clearTimeout(timer);
        write(window);
      });
    },
  };
}
