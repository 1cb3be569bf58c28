/** Amounts in several currencies: one figure in the workspace's own, by rates that are said in the settings. */
import { expect, test, type Page } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { openList } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: false });
});
test.afterAll(() => desktop.close());

async function createDeal(
  page: Page,
  name: string,
  amount: string,
  currency: string,
): Promise<void> {
  await openList(page, 'Deals');
  await page.getByRole('main').getByRole('button', { name: 'New deal' }).first().click();
  const form = page.getByRole('dialog', { name: 'New deal' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await form.getByRole('textbox', { name: 'Amount' }).fill(amount);
  await form.getByRole('combobox', { name: 'Currency of Amount' }).selectOption(currency);
  await form.getByRole('button', { name: 'Create deal' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

const total = (page: Page) => page.getByTitle(/^Sum of Amount/);
async function openRates(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('link', { name: 'Exchange rates' }).click();
  await expect(page.getByRole('region', { name: 'Exchange rates' })).toBeVisible();
}

test('an amount without a rate stands beside the total, and the settings say which', async () => {
  const { page } = desktop;
  await createDeal(page, 'Own', '1000', 'CHF');
  await createDeal(page, 'Foreign', '500', 'JPY');
  await openList(page, 'Deals');
  await expect(total(page)).toHaveAttribute('title', /No exchange rate for .*JPY/);
  await openRates(page);
  await expect(page.getByText('Deals have amounts without a rate')).toBeVisible();
  await expectAccessible(page, 'exchange rates');
});

test('a rate makes it one figure, and undo takes that back', async () => {
  const { page } = desktop;
  await openRates(page);
  for (const [currency, perUnit] of [
    ['JPY', '0.01'],
    ['CHF', '2'],
  ] as const) {
    await page.getByRole('button', { name: currency, exact: true }).click();
    await page.getByRole('textbox', { name: new RegExp(`^1 ${currency} in`) }).fill(perUnit);
    await page.getByRole('button', { name: 'Save rate' }).click();
    await expect(page.getByRole('rowheader', { name: currency })).toBeVisible();
  }
  await expect(page.getByText('Deals have amounts without a rate')).toBeHidden();
  await openList(page, 'Deals');
  // 1000 × 2 + 500 × 0.01
  await expect(total(page)).toHaveText(/2,005/);
  await page.keyboard.press('Control+z');
  await expect(total(page)).toHaveAttribute('title', /No exchange rate for CHF/);
});
