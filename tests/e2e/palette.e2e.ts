/** Ctrl-K by keyboard alone: records by what one remembers of them, commands, views, and where one has just been. */
import { type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { field, openList } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

/** Types it, waits until this is what Enter would take, and takes it. */
async function take(page: Page, typed: string, choice: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search everything' })).toBeFocused();
  await page.keyboard.type(typed);
  const option = page.getByRole('option', { name: choice }).first();
  await expect(option).toBeVisible();
  for (let step = 0; step < 60; step++) {
    if ((await option.getAttribute('aria-selected')) === 'true') break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Search everything' })).toBeHidden();
}

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });

test('a record is found by its telephone number written in another way', async () => {
  const { page } = desktop;
  await take(page, '030 231-25-114', /030|23125/);
  await expect(field(page, 'Phones')).toHaveAccessibleDescription(/23125 ?114/);
});

test('a record is found by the middle of a word', async () => {
  const { page } = desktop;
  await take(page, 'ordlich', /^Nordlicht Offshore/);
  await expect(heading(page, 'Nordlicht Offshore')).toBeVisible();
});

test('a record that one had open is there before anything is typed', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await take(page, '', /^Nordlicht Offshore/);
  await expect(heading(page, 'Nordlicht Offshore')).toBeVisible();
});

const places: readonly (readonly [typed: string, choice: string, title: string | RegExp])[] = [
  ['calendar', 'Go to Calendar', /./],
  ['service desk', 'Go to Service desk', /./],
  ['duplicates among contacts', 'Duplicates among contacts', /Duplicates/],
  ['my tasks', 'Go to My tasks', 'My tasks'],
];
for (const [typed, choice, title] of places) {
  test(`a command leads there: ${choice}`, async () => {
    const { page } = desktop;
    await take(page, typed, new RegExp(`^${choice}`));
    await expect(heading(page, title).first()).toBeVisible();
  });
}

test('the reminders open by a command and by their keys, and have the focus', async () => {
  const { page } = desktop;
  const reminders = page.getByRole('dialog', { name: 'Reminders' });
  await take(page, 'reminders', /^Reminders/);
  await expect(reminders).toBeVisible();
  await expect
    .poll(() => reminders.evaluate((box) => box.contains(document.activeElement)))
    .toBe(true);
  await page.keyboard.press('Escape');
  await expect(reminders).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await expect(reminders).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(reminders).toBeHidden();
});

/** The words and then the keys, before anything can be answered. */
function typeAtOnce(page: Page, words: string, ...keys: readonly string[]): Promise<void> {
  return page.evaluate(
    async ([text, ...pressed]) => {
      const input = document.querySelector<HTMLInputElement>('.palette input');
      if (input === null) throw new Error('the palette is not open');
      const property = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
      property?.set?.call(input, text);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      for (const key of pressed) {
        // React draws what came before the next task, in which an answer could come.
        await Promise.resolve();
        input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      }
    },
    [words, ...keys] as const,
  );
}

test('arrows right after the last letter go through what these letters find', async () => {
  const { page } = desktop;
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search everything' })).toBeFocused();
  await typeAtOnce(page, 'nordlicht', 'ArrowDown', 'ArrowDown', 'ArrowUp');
  const options = page.getByRole('listbox', { name: 'Results' }).getByRole('option');
  await expect(options.first()).toContainText('Nordlicht');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
});

test('Enter right after the last letter takes what these letters find', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search everything' })).toBeFocused();
  await typeAtOnce(page, 'rulé', 'Enter');
  await expect(heading(page, 'Atelier Brûlé')).toBeVisible();
});

test('a saved view opens by its name', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  const views = page.getByRole('group', { name: 'Views of deals' });
  await page.getByRole('columnheader', { name: /Amount/ }).click();
  await views.getByRole('button', { name: 'Save as…' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('By worth');
  await page.keyboard.press('Enter');
  const tab = views.getByRole('link', { name: /^By worth/ });
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await openList(page, 'Accounts');
  await take(page, 'by wor', /^By worth/);
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('columnheader', { name: /Amount/ })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
});
