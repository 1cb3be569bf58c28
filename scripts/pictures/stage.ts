/** Two desktops that meet on a relay, and the camera before them. */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { CHECKOUT, launchApp, type Desktop } from '../../tests/e2e/launch.ts';

export const PICTURES = path.join(CHECKOUT, 'docs/pictures');
const SIZE = { width: 1280, height: 800 };
/** Until what was moving or fading stands still. */
const SETTLE_MS = 400;
/** An empty place of the navigation, where the mouse lights nothing up. */
const MOUSE_REST = { x: 100, y: 560 };

export interface Stage {
  readonly anna: Desktop;
  readonly ben: Desktop;
}

/** A part of the product, in front of the camera. Scenes follow each other on the same two desktops. */
export type Scene = (stage: Stage) => Promise<void>;

export async function openDesktop(
  profile: string,
  dataDir: string,
  relayUrl: string,
): Promise<Desktop> {
  const desktop = await launchApp({ profile, dataDir, relayUrl });
  await desktop.app.evaluate(({ BrowserWindow }, size) => {
    for (const window of BrowserWindow.getAllWindows())
      window.setContentSize(size.width, size.height);
  }, SIZE);
  await setTheme(desktop.page, 'light');
  return desktop;
}

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((theme) => window.rapport.invoke('theme.set', { theme }), theme);
}

export async function picture(page: Page, name: string): Promise<void> {
  await dismissAll(page);
  await page.mouse.move(MOUSE_REST.x, MOUSE_REST.y);
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), caret: 'initial' });
  process.stdout.write(`docs/pictures/${name}.png\n`);
}

export async function darkPicture(page: Page, name: string): Promise<void> {
  await setTheme(page, 'dark');
  await picture(page, name);
  await setTheme(page, 'light');
}

/** What was just done is told in a corner, over the picture. */
async function dismissAll(page: Page): Promise<void> {
  const told = page.getByRole('button', { name: 'Dismiss' });
  while ((await told.count()) > 0) {
    await told.first().click();
    await page.waitForTimeout(SETTLE_MS);
  }
}
