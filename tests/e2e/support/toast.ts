/** The short words after an act, and the way back in them. */
import type { Locator, Page } from '@playwright/test';

/** Shorter than such words stand. */
const IN_TIME_MS = 4_000;

export function toast(page: Page): Locator {
  return page.locator('.toast');
}

/** By the mouse: in the words themselves, or, where the machine was slower than they stood, above the page. */
export async function undoByMouse(page: Page): Promise<void> {
  const button = { name: 'Undo', exact: true };
  await toast(page)
    .getByRole('button', button)
    .click({ timeout: IN_TIME_MS })
    .catch(() => page.getByRole('region', { name: 'Tools' }).getByRole('button', button).click());
}
