/** A line takes its price from the customer's book, follows the quantity, and takes the promotion that is offered. */
import { expect, test } from '@playwright/test';
import { withApp } from './launch.ts';
import { createWorkspace } from './support/beginning.ts';
import { field, openRecord } from './support/record-acts.ts';

test('a price comes from the deal’s book by quantity, a promotion is one click, what was typed stays', async () => {
  await withApp({}, async ({ page }) => {
    await createWorkspace(page, {
      userName: 'Anna Berg',
      workspaceName: 'Nordlicht',
      sampleData: true,
    });
    await openRecord(page, 'Deals', 'Control room');
    await field(page, 'Price book').click();
    await page.getByRole('option', { name: /^Partners/ }).click();
    await expect(field(page, 'Price book')).toHaveAccessibleDescription(/^Partners/);
    await field(page, 'Product lines').press('Enter');
    const lines = page.getByRole('group', { name: 'Product lines' });
    await lines.getByRole('button', { name: 'Add line' }).click();
    await lines.getByRole('combobox', { name: 'Product, line 3' }).fill('Edge');
    await page.getByRole('option', { name: /^Edge Gateway/ }).click();
    const price = lines.getByRole('textbox', { name: 'Unit price, line 3' });
    await expect(price).toHaveValue('1225.5');
    await expect(lines.getByText(/^Partners \d+, from 1 on$/)).toBeVisible();
    const quantity = lines.getByRole('textbox', { name: 'Quantity, line 3' });
    await quantity.fill('20');
    await quantity.press('Enter');
    await expect(price).toHaveValue('1135.2');
    await price.fill('1000');
    await price.press('Enter');
    await quantity.fill('1');
    await quantity.press('Enter');
    await expect(price).toHaveValue('1000');
    await lines.getByRole('button', { name: /^Quick start, 10% off line 2$/ }).click();
    await expect(lines.getByRole('textbox', { name: 'Discount, line 2' })).toHaveValue('10');
    await expect(lines.getByRole('button', { name: 'Take Quick start off line 2' })).toBeVisible();
    await page.getByRole('heading', { level: 1 }).click();
    await expect(field(page, 'Product lines')).toHaveAccessibleDescription(/Quick start/);
  });
});
