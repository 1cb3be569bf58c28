/** The sizes and colours in which every screen is looked at. */
import type { Page } from '@playwright/test';
import type { Desktop } from '../launch.ts';

export interface Sight {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

export const FIRST_SIGHT: Sight = { name: '1280x800', width: 1280, height: 800, zoom: 1 };

export const SIGHTS: readonly Sight[] = [
  FIRST_SIGHT,
  { name: '900x600', width: 900, height: 600, zoom: 1 },
  { name: '200 percent', width: 1280, height: 800, zoom: 2 },
];

export const SIGHTS_OF_TESTS: readonly Sight[] = SIGHTS.filter(
  ({ zoom }, index) => index === 0 || zoom > 1,
);

export const COLOURS = ['light', 'dark'] as const;
export type Colour = (typeof COLOURS)[number];

/** Nothing is done where the window is so already. */
export async function show({ app, page }: Desktop, sight: Sight): Promise<void> {
  const wanted = {
    width: sight.width / sight.zoom,
    height: sight.height / sight.zoom,
    zoom: sight.zoom,
  };
  const isThere = ({ width, height, zoom }: typeof wanted): boolean =>
    innerWidth === width && innerHeight === height && devicePixelRatio === zoom;
  if (await page.evaluate(isThere, wanted)) return;
  await app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      window.setContentSize(width, height);
      window.webContents.setZoomFactor(zoom);
    }
  }, sight);
  // Asked at every frame.
  await page.waitForFunction(isThere, wanted);
  await standsStill(page);
}

export async function colourNow(page: Page): Promise<Colour> {
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  return dark ? 'dark' : 'light';
}

export async function colour(page: Page, wanted: Colour): Promise<void> {
  await page.emulateMedia({ colorScheme: wanted });
  await page.waitForFunction(
    (name) => document.documentElement.getAttribute('data-mantine-color-scheme') === name,
    wanted,
  );
  await standsStill(page);
}

/** Longer than anything moves; a window that draws nothing ends no animation either. */
const MOVES_MAX_MS = 1500;

/** What was moving or fading has ended, and what follows a size has followed it. */
export async function standsStill(page: Page): Promise<void> {
  await page.evaluate(async (patienceMs) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const still = async (): Promise<void> => {
      await frame();
      await frame();
      const ends = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map((animation) => animation.finished.catch(() => null));
      if (ends.length === 0) return;
      await Promise.all(ends);
      await frame();
    };
    await Promise.race([still(), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  }, MOVES_MAX_MS);
}
