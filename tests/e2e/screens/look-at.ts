/** Opens a screen, looks at it in every size and colour, and says what is wrong with it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Desktop } from '../launch.ts';
import { seriousFindings } from '../support/accessible.ts';
import { faultsOf, focusFaultOf } from './faults.ts';
import type { Screen } from './screen.ts';
import { dismissAll } from '../support/toasts.ts';
import {
  COLOURS,
  FIRST_SIGHT,
  SIGHTS,
  SIGHTS_OF_TESTS,
  colour,
  colourNow,
  show,
  standsStill,
} from './sights.ts';

/** Where the mouse lights nothing up. */
const MOUSE_REST = { x: 1, y: 1 };
const LAYERS_MAX = 6;

/**
 * What is wrong, each with where. With a folder, pictures of all sizes in both colours besides. Axe is asked
 * at the first size, and with pictures at the narrowest as well: little of what it looks for changes with the window.
 * It begins with the colour in which the last screen was left.
 */
export async function lookAt(
  desktop: Desktop,
  screen: Screen,
  folder?: string,
): Promise<readonly string[]> {
  const { page } = desktop;
  const faults: string[] = [];
  await show(desktop, FIRST_SIGHT);
  await screen.open(desktop);
  if (screen.tells !== true) await dismissAll(page);
  await page.mouse.move(MOUSE_REST.x, MOUSE_REST.y);
  await standsStill(page);
  // What fits at 200 % is narrower than 900 px already: the test leaves that size to `npm run look`.
  for (const sight of folder === undefined ? SIGHTS_OF_TESTS : SIGHTS) {
    if (sight !== FIRST_SIGHT) {
      if (screen.opensAnew === true) await closeLayers(page);
      await show(desktop, sight);
      if (screen.opensAnew === true) await screen.open(desktop);
      await showFocus(page);
    }
    for (const fault of await faultsOf(page)) faults.push(`${sight.name}: ${fault}`);
    if (sight !== FIRST_SIGHT && folder === undefined) continue;
    const begun = await colourNow(page);
    for (const wanted of COLOURS.toSorted((name) => (name === begun ? -1 : 1))) {
      if (wanted !== begun) await colour(page, wanted);
      const name = `${sight.name}, ${wanted}`;
      if (folder !== undefined) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(path.join(folder, `${screen.name}, ${name}.png`), await picture(desktop));
      }
      const isAsked = sight === FIRST_SIGHT || (sight.zoom > 1 && wanted === begun);
      if (!isAsked) continue;
      const rules = wanted === begun ? 'all rules' : 'rules of colour';
      for (const finding of await seriousFindings(page, rules)) faults.push(`${name}: ${finding}`);
    }
  }
  await show(desktop, FIRST_SIGHT);
  const unseen = await focusFaultOf(page);
  if (unseen !== null) faults.push(unseen);
  await closeLayers(page);
  await screen.leave?.(desktop);
  await dismissAll(page);
  return faults;
}

/** What one is at is where one looks, also in a smaller window. */
async function showFocus(page: Page): Promise<void> {
  await page.evaluate(() => {
    const at = document.activeElement;
    if (at !== null && at !== document.body && !at.matches('[role="grid"], [role="application"]'))
      at.scrollIntoView({ block: 'center', behavior: 'instant' });
  });
  await standsStill(page);
}

/** As the window itself draws it: a picture that the driver takes of a zoomed page is cut. */
async function picture({ app }: Desktop): Promise<Buffer> {
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return (await window?.webContents.capturePage())?.toPNG().toString('base64') ?? '';
  });
  return Buffer.from(png, 'base64');
}

/** What is open is closed as a person would, from the top down, and what was told is put away. */
export async function closeLayers(page: Page): Promise<void> {
  const layers = page.locator('[role="dialog"]:visible, [role="menu"]:visible');
  for (let at = 0; at < LAYERS_MAX; at++) {
    await page.keyboard.press('Escape');
    if ((await layers.count()) === 0) break;
  }
}
