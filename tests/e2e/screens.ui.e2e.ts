import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { withApp } from './launch.ts';

/** To the list of accounts with sample data: two names typed, one click. */
async function startWithSamples(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Anna Keller');
  await page.getByLabel('Workspace name').fill('Nordwind');
  await page.getByRole('button', { name: 'Start with sample data' }).click();
  await expect(page.getByRole('row', { name: /Atelier Brûlé/ })).toBeVisible();
}

async function expectNoSeriousFinding(page: Page, screen: string): Promise<void> {
  // Electron opens no second page for axe; the legacy mode works in the one that is there.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${screen}: ${id} at ${nodes.map((node) => node.html).join(' ')}`);
  expect(serious).toEqual([]);
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

test('axe finds nothing serious on the main screens, light and dark', async () => {
  await withApp({}, async ({ page }) => {
    await expect(page.getByLabel('Your name')).toBeVisible();
    await expectNoSeriousFinding(page, 'first run');
    await startWithSamples(page);
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((chosen) => window.rapport.invoke('theme.set', { theme: chosen }), theme);
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
      await page.keyboard.press('g');
      await page.keyboard.press('d');
      await expect(page.getByRole('row', { name: /Bakery school/ })).toBeVisible();
      await expectNoSeriousFinding(page, `${theme} list`);
      await page.getByRole('link', { name: 'Bakery school' }).click();
      await expect(page.getByRole('button', { name: 'Edit Name' })).toBeVisible();
      await expectNoSeriousFinding(page, `${theme} record`);
      await page.keyboard.press('n');
      await expect(page.getByRole('dialog', { name: 'New deal' })).toBeVisible();
      await expectNoSeriousFinding(page, `${theme} form`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.getByRole('link', { name: 'Settings' }).click();
      await expectNoSeriousFinding(page, `${theme} settings`);
      await page.getByRole('link', { name: 'Import', exact: true }).click();
      await expectNoSeriousFinding(page, `${theme} import`);
    }
  });
});
