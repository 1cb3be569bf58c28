/** A list as a spreadsheet: by keyboard alone, and with blocks of cells through the real clipboard. */
import { type Locator, type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { openList, rowOf } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

function grid(page: Page): Locator {
  return page.getByRole('grid');
}

/** The cell that the keyboard is at, as assistive technology hears of it. */
async function activeCell(page: Page): Promise<Locator> {
  const id = (await grid(page).getAttribute('aria-activedescendant')) ?? '';
  return page.locator(`[id="${id}"]`);
}

async function expectCell(page: Page, title: string, label: string): Promise<void> {
  await expect
    .poll(async () => {
      const cell = await activeCell(page);
      const at = await cell.getAttribute('aria-colindex');
      if (at === null) return 'the row as a whole';
      const header = page.getByRole('columnheader').nth(Number(at) - 1);
      const row = cell.locator('xpath=..');
      const name = await row.getByRole('checkbox').getAttribute('aria-label');
      return `${name?.replace('Select ', '') ?? ''}: ${await header.innerText()}`;
    })
    .toBe(`${title}: ${label}`);
}

/** The cell of a record in the column of that name. */
async function cellOf(page: Page, title: string, label: string): Promise<Locator> {
  const headers = await page.getByRole('columnheader').allInnerTexts();
  return rowOf(page, title).getByRole('gridcell').nth(headers.indexOf(label));
}

async function expectValue(page: Page, title: string, label: string, text: string): Promise<void> {
  await expect(await cellOf(page, title, label)).toHaveText(text);
}

async function clipboard(text?: string): Promise<string> {
  if (text !== undefined) {
    await desktop.app.evaluate(({ clipboard: board }, words) => board.writeText(words), text);
  }
  return desktop.app.evaluate(({ clipboard: board }) => board.readText());
}

const NAMES = async (page: Page): Promise<readonly string[]> => {
  const labels = await grid(page)
    .getByRole('checkbox')
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label') ?? ''));
  return labels.slice(1).map((label) => label.replace('Select ', ''));
};

test('the arrows go from the row into its cells and back, and stop at the edges', async () => {
  const { page } = desktop;
  await openList(page, 'Accounts');
  const [first = '', second = ''] = await NAMES(page);
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expectCell(page, first, 'Name');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expectCell(page, second, 'Industry');
  await page.keyboard.press('End');
  await expectCell(page, second, 'Parent account');
  await page.keyboard.press('ArrowRight');
  await expectCell(page, second, 'Parent account');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expectCell(page, second, 'Parent account');
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+ArrowUp');
  await expectCell(page, first, 'Name');
  await page.keyboard.press('ArrowLeft');
  await expect(grid(page)).toHaveAttribute('data-cells', 'false');
});

test('typing begins an edit, Enter takes it and goes down, Tab goes right, Escape leaves it', async () => {
  const { page } = desktop;
  const [first = '', second = '', third = ''] = await NAMES(page);
  await page.keyboard.press('ArrowRight');
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  await expectCell(page, first, 'Employees');
  await page.keyboard.type('321');
  await page.keyboard.press('Enter');
  await expectCell(page, second, 'Employees');
  await expectValue(page, first, 'Employees', '321');
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('654');
  await page.keyboard.press('Tab');
  await expectValue(page, second, 'Employees', '654');
  await expectCell(page, second, 'Annual revenue');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowDown');
  const before = await (await cellOf(page, third, 'Employees')).innerText();
  await page.keyboard.type('9');
  await page.keyboard.press('Escape');
  await expectCell(page, third, 'Employees');
  await expectValue(page, third, 'Employees', before);
  await page.keyboard.press('Control+z');
  await expectValue(page, second, 'Employees', (await undone(page)) ?? '');
});

/** What stood in the second row before; read off once undo has said that it is done. */
async function undone(page: Page): Promise<string | undefined> {
  await expect(page.locator('.toast').getByText(/^Undone/)).toBeVisible();
  const [, second = ''] = await NAMES(page);
  const text = await (await cellOf(page, second, 'Employees')).innerText();
  expect(text).not.toBe('654');
  return text;
}

test('a choice is typed by its first letters; what cannot be read stays with its reason', async () => {
  const { page } = desktop;
  const [first = '', second = ''] = await NAMES(page);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await expectCell(page, first, 'Industry');
  await page.keyboard.type('energ');
  await page.keyboard.press('Enter');
  await expectValue(page, first, 'Industry', 'Energy');
  await expectCell(page, second, 'Industry');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expectCell(page, second, 'Employees');
  await page.keyboard.type('many');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('alert').filter({ hasText: 'Employees is not a number.' }),
  ).toBeVisible();
  await expectAccessible(page, 'a cell with a problem');
  await page.keyboard.press('Escape');
  await expectCell(page, second, 'Employees');
});

test('a block from a spreadsheet goes where the cursor is; what is not taken is named, and one undo takes all back', async () => {
  const { page } = desktop;
  const [first = '', second = '', third = ''] = await NAMES(page);
  const before = await (await cellOf(page, second, 'Employees')).innerText();
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  // Where one clicked last keeps the caret of the page; the list has the focus.
  await page.evaluate(() => {
    const heading = document.querySelector('h1');
    if (heading !== null) document.getSelection()?.collapse(heading.firstChild, 1);
  });
  await clipboard('1,200\t1500.50\r\n"80"\tlots\r\n7\t\r\n');
  await page.keyboard.press('Control+v');
  await expectValue(page, first, 'Employees', '1,200');
  await expectValue(page, second, 'Employees', '80');
  await expectValue(page, third, 'Employees', '7');
  const report = page.getByRole('dialog', { name: '1 cell was not taken' });
  await expect(report.getByRole('listitem')).toHaveText(new RegExp(`${second}.*“lots”`));
  await expectAccessible(page, 'report of a paste');
  await page.keyboard.press('Escape');
  await expect(report).toBeHidden();
  await page.keyboard.press('Control+z');
  await expectValue(page, second, 'Employees', before);
});

test('a range is copied as a spreadsheet takes it, filled down and cleared', async () => {
  const { page } = desktop;
  const [first = '', second = '', third = ''] = await NAMES(page);
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.type('42');
  await page.keyboard.press('Enter');
  await expectValue(page, first, 'Employees', '42');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(grid(page).locator('.list-cell[aria-selected="true"]')).toHaveCount(3);
  await page.keyboard.press('Control+d');
  await expectValue(page, second, 'Employees', '42');
  await expectValue(page, third, 'Employees', '42');
  await page.keyboard.press('Control+c');
  await expect.poll(() => clipboard()).toBe('42\n42\n42');
  await page.keyboard.press('Delete');
  await expectValue(page, first, 'Employees', '');
  await expectValue(page, third, 'Employees', '');
  await page.keyboard.press('Control+z');
  await expectValue(page, third, 'Employees', '42');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(grid(page)).toHaveAttribute('data-cells', 'false');
});

test('the mouse marks a range, and a double click edits', async () => {
  const { page } = desktop;
  const [first = '', , third = ''] = await NAMES(page);
  const from = await (await cellOf(page, first, 'Type')).boundingBox();
  const to = await (await cellOf(page, third, 'Employees')).boundingBox();
  if (from === null || to === null) throw new Error('a cell is not on screen');
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 8, to.y + 8, { steps: 6 });
  await page.mouse.up();
  await expect(grid(page).locator('.list-cell[aria-selected="true"]')).toHaveCount(9);
  await expectAccessible(page, 'a range of cells');
  await (await cellOf(page, first, 'Employees')).dblclick();
  await expect(page.getByRole('textbox', { name: 'Employees' })).toBeFocused();
  await page.keyboard.press('Escape');
});

test('on a row as a whole the keys of the list are as they were: Enter opens it', async () => {
  const { page } = desktop;
  await openList(page, 'Contacts');
  await expect(
    grid(page)
      .getByRole('checkbox', { name: /^Select (?!all)/ })
      .first(),
  ).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('x');
  await expect(page.getByRole('toolbar', { name: 'Selected rows' })).toBeVisible();
  await page.keyboard.press('Escape');
  const [first = ''] = await NAMES(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible();
});
