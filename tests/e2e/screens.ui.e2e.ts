import { expect, type Page, test } from '@playwright/test';
import { withApp } from './launch.ts';

/** To the list of accounts with sample data: two names typed, one click. */
async function startWithSamples(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Anna Keller');
  await page.getByLabel('Workspace name').fill('Nordwind');
  await page.getByRole('button', { name: 'Start with sample data' }).click();
  await expect(page.getByRole('row', { name: /Atelier Brûlé/ })).toBeVisible();
}

test('a newcomer reaches the accounts in three clicks', async () => {
  await withApp({}, async ({ page }) => {
    await page.getByLabel('Your name').click();
    await page.keyboard.type('Anna Keller');
    await page.getByLabel('Workspace name').click();
    await page.keyboard.type('Nordwind');
    await page.getByRole('button', { name: 'Start empty' }).click();
    await expect(page.getByRole('heading', { name: 'No accounts yet' })).toBeVisible();
  });
});

test('a record is found, edited and put back by keyboard alone', async () => {
  await withApp({}, async ({ page }) => {
    await startWithSamples(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('brule');
    await expect(page.getByRole('option', { name: /Atelier Brûlé/ }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Edit Name' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Atelier Brûlé SA');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('heading', { level: 1, name: 'Atelier Brûlé SA' })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Type' })).toBeFocused();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect(
      page.getByRole('heading', { level: 1, name: 'Atelier Brûlé', exact: true }),
    ).toBeVisible();
  });
});

test('what cannot be read stays in the field with the reason under it', async () => {
  await withApp({}, async ({ page }) => {
    await startWithSamples(page);
    await page.getByRole('link', { name: 'Atelier Brûlé' }).click();
    await page.getByRole('button', { name: 'Edit Employees' }).press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('many');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toHaveText('Employees is not a number.');
    await expect(page.getByLabel('Employees')).toHaveValue('many');
  });
});
