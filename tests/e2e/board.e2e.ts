/** The board of deals and their forecast, by mouse and by keyboard alone. */
import { type Locator, type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { openList, rowOf } from './support/record-acts.ts';
import { undoByMouse } from './support/toast.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
  await openList(desktop.page, 'Deals');
});
test.afterAll(() => desktop.close());

/** The column by its name, whose beginning is that of the stage; empty or not. */
function column(page: Page, stage: string): Locator {
  return page.getByRole('listbox', { name: new RegExp(`^${stage}, `) });
}

function card(page: Page, stage: string, title: string): Locator {
  return column(page, stage).getByRole('option').filter({ hasText: title });
}

const digits = (text: string): number => Number(text.replace(/\D/g, ''));

/** In whole units, as the head of the column says it. */
async function sumOf(page: Page, stage: string): Promise<number> {
  return digits(await page.getByTitle(new RegExp(`^Sum of ${stage}: `)).innerText());
}

async function amountOf(found: Locator): Promise<number> {
  return digits(await found.locator('.cell-number').innerText());
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  await to.scrollIntoViewIfNeeded();
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  if (start === null || end === null) throw new Error('a card is not on screen');
  await page.mouse.move(start.x + start.width / 2, start.y + 20);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + 26, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height - 12, { steps: 8 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height - 10, { steps: 2 });
  await page.mouse.up();
}

async function said(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: text })).toHaveCount(1);
}

test('the mouse takes a deal to another stage, and the sums of both columns say so', async () => {
  const { page } = desktop;
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await expect(column(page, 'Negotiation')).toHaveAccessibleName('Negotiation, 2 deals');
  const amount = await amountOf(card(page, 'Proposal', 'Third clinic'));
  const before = [await sumOf(page, 'Proposal'), await sumOf(page, 'Negotiation')] as const;
  expect(amount).toBeGreaterThan(0);

  await drag(
    page,
    card(page, 'Proposal', 'Third clinic'),
    column(page, 'Negotiation').getByRole('option').first(),
  );
  await expect(card(page, 'Negotiation', 'Third clinic')).toBeVisible();
  await expect(column(page, 'Negotiation')).toHaveAccessibleName('Negotiation, 3 deals');
  await expect(column(page, 'Proposal')).toHaveAccessibleName('Proposal, 1 deal');
  await said(page, 'Third clinic moved to Negotiation, position 2 of 3');
  // Where it was dropped: below the first card.
  await expect(column(page, 'Negotiation').getByRole('option').nth(1)).toContainText(
    'Third clinic',
  );
  await expect.poll(() => sumOf(page, 'Proposal')).toBe(before[0] - amount);
  await expect.poll(() => sumOf(page, 'Negotiation')).toBe(before[1] + amount);
});

test('the list shows the same, and undo puts the deal back on the board', async () => {
  const { page } = desktop;
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await expect(rowOf(page, 'Third clinic')).toContainText('Negotiation');
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await undoByMouse(page);
  await expect(card(page, 'Proposal', 'Third clinic')).toBeVisible();
  await expect(column(page, 'Negotiation')).toHaveAccessibleName('Negotiation, 2 deals');
});

test('what is lost is asked why: by mouse, and leaving the question moves nothing', async () => {
  const { page } = desktop;
  const lost = page.getByRole('button', { name: /^Lost \d+ deals$/ });
  await expect(lost).toHaveAccessibleName('Lost 3 deals');
  await drag(page, card(page, 'Proposal', 'Third clinic'), lost);
  const question = page.getByRole('dialog', { name: 'Third clinic: Lost' });
  await expect(page.getByRole('option', { name: 'Price' })).toBeVisible();
  // Closes the choices, then, after an answer was missing, the question.
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Move to Lost' }).click();
  await expect(question.getByText('Fill this in.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await said(page, 'Third clinic stays in Proposal');
  await expect(card(page, 'Proposal', 'Third clinic')).toBeVisible();
  await expect(lost).toHaveAccessibleName('Lost 3 deals');
});

test('the keyboard alone moves a deal within its stage, on to the next, and to Lost with a reason', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await page.getByRole('navigation').getByRole('link', { name: 'Deals' }).blur();
  await page.keyboard.press('v');
  await expect(column(page, 'Prospecting')).toBeFocused();
  const [first, second] = await column(page, 'Prospecting').getByRole('option').all();
  if (first === undefined || second === undefined) throw new Error('the samples have two of them');
  const title = (await first.locator('.board-card-title').innerText()).trim();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await said(page, `${title} moved to Prospecting, position 2 of 2`);
  await expect(column(page, 'Prospecting').getByRole('option').nth(1)).toContainText(title);

  await page.keyboard.press('Shift+ArrowRight');
  await expect(card(page, 'Engaging', title)).toBeVisible();
  await expect(column(page, 'Engaging')).toBeFocused();
  await said(page, new RegExp(`^${title} moved to Engaging, position \\d of 3$`));

  // Lifted, carried to the far end, dropped.
  await page.keyboard.press(' ');
  await said(page, /lifted/);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await said(page, `${title} stays where it was`);
  await expect(card(page, 'Engaging', title)).toBeVisible();
  await page.keyboard.press(' ');
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight');
  await said(page, /^Lost, /);
  await page.keyboard.press(' ');
  const question = page.getByRole('dialog', { name: `${title}: Lost` });
  await expect(question).toBeVisible();
  await page.keyboard.type('Timing');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(question).toBeHidden();
  await said(page, `${title} moved to Lost, position 1 of 4`);
  const lost = page.getByRole('button', { name: 'Lost 4 deals' });
  await expect(lost).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card(page, 'Lost', title)).toBeVisible();
  await expect(column(page, 'Lost')).toBeFocused();
  await expectAccessible(page, 'board');

  await page.keyboard.press('Control+z');
  await expect(card(page, 'Engaging', title)).toBeVisible();
  await expect(column(page, 'Lost')).toHaveAccessibleName('Lost, 3 deals');
});

test('a figure of the forecast opens the deals behind it', async () => {
  const { page } = desktop;
  await page.getByRole('button', { name: 'Forecast' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Forecast' })).toBeVisible();
  const figure = page.getByRole('button', { name: /^Pipeline, total: / });
  const total = digits(await figure.innerText());
  expect(total).toBeGreaterThan(0);
  await expectAccessible(page, 'forecast');
  await figure.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Deals', exact: true })).toBeVisible();
  const sum = page.getByRole('grid').getByTitle(/^Sum of Amount: /);
  await expect.poll(async () => digits(await sum.innerText())).toBe(total);
});
