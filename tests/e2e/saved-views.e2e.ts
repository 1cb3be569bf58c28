/** Filters, groups and columns of a list, and views that keep them: by mouse, by keyboard alone, and shared. */
import { type Locator, type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { countOfList } from './support/list-acts.ts';
import { openList, rowOf } from './support/record-acts.ts';
import { type Pair, launchPair, meet } from './support/pair.ts';

test.describe.configure({ mode: 'serial' });

let pair: Pair;
let anna: Desktop;
let ben: Desktop;

test.beforeAll(async () => {
  pair = await launchPair();
  ({ anna, ben } = pair);
  await meet(pair, { sampleData: true });
  await openList(anna.page, 'Deals');
  await openList(ben.page, 'Deals');
});
test.afterAll(() => pair.close());

const views = (page: Page): Locator => page.getByRole('group', { name: 'Views of deals' });
const tab = (page: Page, name: string | RegExp): Locator => views(page).getByRole('link', { name });
const group = (page: Page, name: RegExp): Locator =>
  page.getByRole('grid').getByRole('button', { name });
const nameOf = (page: Page): Locator =>
  page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
const headers = (page: Page): Locator => page.getByRole('columnheader').getByRole('button');

test('several choices of a condition stand beside it, and Escape closes them before the condition', async () => {
  const { page } = anna;
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.keyboard.type('account › industry');
  await page.keyboard.press('Enter');
  const choices = page.getByRole('combobox', { name: 'Industry: choices' });
  await choices.click();
  await page.keyboard.type('energ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option').first()).toBeVisible();
  const add = page.getByRole('button', { name: 'Add', exact: true });
  await add.click({ trial: true });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(add).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(add).toBeHidden();
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeFocused();
});

test('groups of conditions are built in a dialog that says what they mean and how many match', async () => {
  const { page } = anna;
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'And / or…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Filter deals' });
  // By keyboard alone from here: field, condition, choice.
  const fields = dialog.getByRole('combobox', { name: 'Field' });
  await expect(fields.first()).toBeFocused();
  await page.keyboard.type('account › industry');
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: 'Industry: choices' }).focus();
  await page.keyboard.type('energy');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Group', exact: true }).first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('closed on');
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: 'Condition' }).nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'is empty', exact: true }).click();
  await dialog.getByRole('button', { name: 'Condition', exact: true }).first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('closed on');
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: 'Condition' }).nth(2).click();
  await page.getByRole('option', { name: 'is in', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Closed on: period' }).click();
  await page.getByRole('option', { name: 'this year', exact: true }).click();
  await expect(dialog.getByText(/^Deals where /)).toHaveText(
    'Deals where Account › Industry is any of Energy and (Closed on is empty or Closed on is in this year).',
  );
  await expectAccessible(page, 'filter builder');
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, 'Control room')).toBeVisible();
  await expect(rowOf(page, 'Bakery school')).toHaveCount(0);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(countOfList(page, '25 deals')).toBeVisible();
});

test('a list in groups counts and sums each, folds and unfolds, and sorts within', async () => {
  const { page } = anna;
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Group by' })).toBeFocused();
  await page.keyboard.type('stage');
  await page.keyboard.press('Enter');
  await expect(group(page, /^Prospecting 2 deals$/)).toHaveAttribute('aria-expanded', 'true');
  const first = rowOf(page, 'Roll-out to five plants');
  await expect(first).toBeVisible();
  await group(page, /^Prospecting /).focus();
  await page.keyboard.press('Enter');
  await expect(first).toHaveCount(0);
  await expect(group(page, /^Prospecting 2 deals$/)).toHaveAttribute('aria-expanded', 'false');
  await expect(countOfList(page, '25 deals')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(first).toBeVisible();
});

test('a column is moved by keys and by dragging, and one that is kept in sight stands first', async () => {
  const { page } = anna;
  await headers(page).filter({ hasText: 'Amount' }).focus();
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(headers(page).nth(2)).toHaveText('Amount');
  await headers(page)
    .filter({ hasText: 'Owner' })
    .dragTo(headers(page).filter({ hasText: 'Account' }), { targetPosition: { x: 4, y: 8 } });
  await expect(headers(page).nth(1)).toHaveText('Owner');
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('button', { name: 'Keep Stage in sight' }).click();
  await page.keyboard.press('Escape');
  await expect(headers(page).nth(1)).toHaveText('Stage');
});

test('a column is as wide as the pointer drags it, or as keys make it, and stays where it is', async () => {
  const { page } = anna;
  const head = page.getByRole('columnheader', { name: /^Owner/ });
  const width = async () => (await head.boundingBox())?.width ?? 0;
  const before = await width();
  const order = await headers(page).allInnerTexts();
  const handle = await head.locator('.list-resizer').boundingBox();
  if (handle === null) throw new Error('a column has a handle');
  const [x, y] = [handle.x + 3, handle.y + 8];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y, { steps: 4 });
  await page.mouse.move(x + 70, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(width).toBe(before + 70);
  await head.getByRole('button').press('Alt+Shift+ArrowLeft');
  await expect.poll(width).toBe(before + 54);
  expect(await headers(page).allInnerTexts()).toEqual(order);
});

test('what a list shows is saved as a view, changed, reset and saved again', async () => {
  const { page } = anna;
  await views(page).getByRole('button', { name: 'Save as…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a new view' });
  await expect(nameOf(page)).toBeFocused();
  await page.keyboard.type('Pipeline');
  await dialog.getByRole('switch').check();
  await expectAccessible(page, 'view dialog');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(tab(page, 'Pipeline')).toHaveAttribute('aria-current', 'page');
  await expect(views(page).getByText('Changed')).toHaveCount(0);

  await headers(page).filter({ hasText: 'Amount' }).click();
  await expect(views(page).getByText('Changed')).toBeVisible();
  await views(page).getByRole('button', { name: 'Reset' }).click();
  await expect(views(page).getByText('Changed')).toHaveCount(0);

  await tab(page, 'All deals').click();
  await expect(group(page, /^Prospecting /)).toHaveCount(0);
  await tab(page, 'Pipeline').click();
  await expect(group(page, /^Prospecting /)).toBeVisible();
  await expect(headers(page).nth(1)).toHaveText('Stage');
});

test('a shared view is with a teammate at once, and follows what is saved into it', async () => {
  await tab(ben.page, 'Pipeline').click();
  await expect(group(ben.page, /^Prospecting /)).toBeVisible();
  await expect(headers(ben.page).nth(1)).toHaveText('Stage');

  await headers(anna.page).filter({ hasText: 'Amount' }).click();
  await views(anna.page).getByRole('button', { name: 'Save', exact: true }).click();
  const sorted = ben.page.getByRole('columnheader', { name: /Amount/ });
  await expect(sorted).toHaveAttribute('aria-sort', 'ascending');
  await expect(views(ben.page).getByText('Changed')).toHaveCount(0);
});

test('a private view is its owner’s alone; by keyboard alone it is renamed, shared, deleted and brought back', async () => {
  const { page } = anna;
  await tab(page, 'My open deals').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Deals' })).toHaveAttribute('aria-rowcount', '3');
  const more = (name: string) =>
    views(page).getByRole('button', { name: `More about the view ${name}` });
  const choose = async (view: string, item: string): Promise<void> => {
    await more(view).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: item }).focus();
    await page.keyboard.press('Enter');
  };
  await choose('My open deals', 'Save as a new view…');
  await expect(nameOf(page)).toBeFocused();
  await page.keyboard.type('Mine');
  await page.keyboard.press('Enter');
  await expect(tab(page, /^Mine/)).toHaveAttribute('aria-current', 'page');
  await choose('Mine', 'Rename…');
  await expect(nameOf(page)).toBeFocused();
  await page.keyboard.type('On my desk');
  await page.keyboard.press('Enter');
  await expect(tab(page, /^On my desk/)).toBeVisible();
  await expect(tab(page, /\(private\)$/)).toBeVisible();
  await expect(tab(ben.page, /^On my desk/)).toHaveCount(0);

  await choose('On my desk', 'Share with everybody');
  await expect(tab(ben.page, /^On my desk/)).toBeVisible();
  await choose('On my desk', 'Delete');
  await expect(tab(ben.page, /^On my desk/)).toHaveCount(0);
  await expect(tab(page, 'All deals')).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Control+z');
  await expect(tab(page, /^On my desk/)).toBeVisible();
  await expect(tab(ben.page, /^On my desk/)).toBeVisible();
});

test('the list with its views shuts nobody out', async () => {
  await tab(anna.page, 'Pipeline').click();
  await expectAccessible(anna.page, 'list in groups');
});
