import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../data-safety/durable-file.ts';

/** From the first paint's announcement to a picture: the compositor needs a moment. */
const TRIES = 20;
const BETWEEN_TRIES_MS = 100;

/** Writes the window as a PNG, whole or not at all. Throws where the window never had a picture. */
export async function takeScreenshot(window: BrowserWindow, file: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    await wait(BETWEEN_TRIES_MS);
    const image = await window.webContents.capturePage();
    if (image.isEmpty()) continue;
    await mkdir(path.dirname(file), { recursive: true });
    await replaceFile(file, image.toPNG(), 0o644);
    return;
  }
  throw new Error('the window gave no picture');
}
