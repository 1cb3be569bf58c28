/** Somebody outside the team: a bare window to look at public pages, and forms sent as a browser sends them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Desktop } from '../launch.ts';

/** As long as a person takes to type: a form that is sent at once is not taken. */
const TYPING_MS = 2_100;

/** In a session of its own: that of the app fetches nothing over http. */
export async function openVisitor({ app }: Desktop, address: string): Promise<Page> {
  const [page] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(({ BrowserWindow }, url) => {
      const window = new BrowserWindow({
        width: 1280,
        height: 800,
        webPreferences: { partition: 'visitor' },
      });
      void window.loadURL(url);
    }, address),
  ]);
  await page.waitForLoadState();
  return page;
}

/** Opens a form, takes the time of a person, and sends it; the page that comes back. */
export async function sendForm(
  address: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const form = await (await fetch(address)).text();
  const stamp = /name="stamp"\s+value="([^"]*)"/.exec(form)?.[1] ?? '';
  await sleep(TYPING_MS);
  const body = new URLSearchParams({ ...fields, stamp });
  return (await fetch(address, { method: 'POST', body })).text();
}
