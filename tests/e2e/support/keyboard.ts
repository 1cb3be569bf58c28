/** A person without a mouse: what has the focus gets the keys. */
import { type Locator, type Page, expect } from '@playwright/test';

/** More stops than any screen has. */
const STOPS_MAX = 150;

/** One after another. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** With Tab from stop to stop until it has the focus; counts the steps that this took. */
export async function tabTo(page: Page, wanted: Locator, key = 'Tab'): Promise<number> {
  await expect(wanted).toBeVisible();
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return stops;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead there in ${STOPS_MAX} steps`);
}

/** To a button or a link, and there Enter. */
export async function enter(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  await tabTo(page, wanted, key);
  await page.keyboard.press('Enter');
}

/** Into the field that is wanted; what stood there is written over. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** A key again and again until what it leads to is there; `isThere` waits as long as one press may take. */
export async function pressUntil(
  page: Page,
  key: string,
  isThere: () => Promise<boolean>,
  timesMax = 20,
): Promise<void> {
  for (let times = 0; times < timesMax; times++) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead there`);
}

/** In a list of rows that has the focus, down to that one. */
export async function goToRow(page: Page, row: Locator): Promise<void> {
  await expect(row).toBeVisible();
  await pressUntil(
    page,
    'ArrowDown',
    async () => (await row.getAttribute('aria-selected')) === 'true',
  );
}

/** By Ctrl-K and the words; the choice is taken that is found under that name. */
export async function find(page: Page, words: string, found: string | RegExp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  const box = page.getByRole('combobox', { name: 'Search everything' });
  await expect(box).toBeFocused();
  await page.keyboard.type(words);
  const option = page.getByRole('option', { name: found }).first();
  await expect(option).toBeVisible();
  await pressUntil(
    page,
    'ArrowDown',
    async () => (await option.getAttribute('aria-selected')) === 'true',
  );
  await page.keyboard.press('Enter');
  // A letter is no shortcut while the palette fades.
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
