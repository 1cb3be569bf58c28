/** That everything can be reached however large it is drawn; what axe finds is asked of every screen (every-screen.e2e.ts). */
import { type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { openList, openRecord } from './support/record-acts.ts';

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

/** Controls that cannot be brought on screen, or that something lies over once they are, by their names. */
async function reach(page: Page): Promise<{ controls: number; unreachable: string[] }> {
  return page.evaluate(() => {
    /** A text that is half a pixel wider than its cell is whole. */
    const ROUNDING_PX = 1;
    const selector =
      'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [contenteditable="true"]';
    const controls = [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((control) =>
        control.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
      )
      // Comes on screen when it has the focus.
      .filter((control) => !control.classList.contains('skip-link'));
    /** Scrolled into view by us, in a box that gives a person no way to scroll it. */
    const isBehindAnEdge = (control: HTMLElement): boolean => {
      for (let box = control.parentElement; box !== null; box = box.parentElement) {
        // A cell cuts the words of a link as it cuts all words; the link opens wherever one meets it.
        if (box.matches('[role="gridcell"]')) continue;
        const { overflowX, overflowY } = getComputedStyle(box);
        if (box.scrollLeft > ROUNDING_PX && ['hidden', 'clip'].includes(overflowX)) return true;
        if (box.scrollTop > ROUNDING_PX && ['hidden', 'clip'].includes(overflowY)) return true;
      }
      return false;
    };
    const isReached = (control: HTMLElement): boolean => {
      control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2;
      const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2;
      const there = document.elementFromPoint(x, y);
      const isOnTop = there !== null && (control.contains(there) || there.contains(control));
      return isOnTop && !isBehindAnEdge(control);
    };
    const nameOf = (control: HTMLElement): string =>
      control.getAttribute('aria-label') ?? (control.innerText || control.tagName);
    return {
      controls: controls.length,
      unreachable: controls.filter((control) => !isReached(control)).map(nameOf),
    };
  });
}

async function expectAllWithinReach(page: Page): Promise<void> {
  const { controls, unreachable } = await reach(page);
  expect(controls).toBeGreaterThan(30);
  expect.soft(unreachable).toEqual([]);
}

async function setZoom({ app, page }: Desktop, factor: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, zoom) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(zoom);
  }, factor);
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(factor);
}

test('at 200 % every control of a list and of a record can be brought on screen', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await setZoom(desktop, 2);
  await expectAllWithinReach(page);
  await openRecord(page, 'Deals', 'Control room');
  await expect(page.getByRole('textbox', { name: 'Notes' })).toBeVisible();
  await expectAllWithinReach(page);
  await setZoom(desktop, 1);
});
