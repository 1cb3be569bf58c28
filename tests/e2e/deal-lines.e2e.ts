/** An amount that somebody typed beside product lines that come to another one. */
import { expect, test } from '@playwright/test';
import { withApp } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { createWorkspace } from './support/beginning.ts';
import { field, openRecord } from './support/record-acts.ts';

test('an amount that is not that of the lines says so, and becomes theirs in one act', async () => {
  await withApp({}, async ({ page }) => {
    await createWorkspace(page, {
      userName: 'Anna Berg',
      workspaceName: 'Nordlicht',
      sampleData: true,
    });
    await openRecord(page, 'Deals', 'Control room');
    const said = page.getByText(/^The lines come to /);
    await expect(said).toBeHidden();
    await field(page, 'Amount').click();
    await page.getByRole('textbox', { name: 'Amount', exact: true }).fill('1234');
    await page.keyboard.press('Enter');
    await expect(said).toBeVisible();
    await expectAccessible(page, 'an amount beside its lines');
    await page.getByRole('button', { name: 'Use it as Amount' }).focus();
    await page.keyboard.press('Enter');
    await expect(said).toBeHidden();
    await expect(field(page, 'Amount')).not.toHaveAccessibleDescription(/1,234/);
    await page.keyboard.press('Control+z');
    await expect(said).toBeVisible();
  });
});

test('lines are moved by keys and by hand, and pasted from a spreadsheet, each time as one act', async () => {
  await withApp({}, async ({ page }) => {
    await createWorkspace(page, {
      userName: 'Anna Berg',
      workspaceName: 'Nordlicht',
      sampleData: true,
    });
    await openRecord(page, 'Deals', 'Control room');
    const shown = page.getByRole('region', { name: 'Products', exact: true }).locator('tbody tr');
    const products = () => shown.locator('td:first-child').allTextContents();
    await expect.poll(products).toEqual(['Edge Gateway', 'Onboarding']);
    const product = (nth: number) =>
      page.getByRole('combobox', { name: `Product, line ${nth}`, exact: true });
    const save = (): Promise<void> => page.getByRole('heading', { level: 1 }).click();

    await field(page, 'Product lines').press('Enter');
    await product(2).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(product(1)).toHaveValue('Onboarding');
    // The line took the focus along.
    await expect(product(1)).toBeFocused();
    await save();
    await expect.poll(products).toEqual(['Onboarding', 'Edge Gateway']);

    await field(page, 'Product lines').press('Enter');
    const grips = page.getByTitle('Drag to another place');
    await grips.nth(1).dragTo(grips.nth(0), { targetPosition: { x: 6, y: 1 } });
    await expect(product(1)).toHaveValue('Edge Gateway');
    await save();
    await expect.poll(products).toEqual(['Edge Gateway', 'Onboarding']);

    await field(page, 'Product lines').press('Enter');
    await page.getByRole('button', { name: 'Add line' }).click();
    await expect(product(3)).toBeFocused();
    await product(3).evaluate((input) => {
      const clipboardData = new DataTransfer();
      const block = 'Product\tQuantity\tUnit price\nCare Plan\t3\t250\nA crane\t1\t900';
      clipboardData.setData('text/plain', block);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    });
    await expect(page.getByText(/^2 lines pasted; there is no “A crane”/)).toBeVisible();
    await expect(product(3)).toHaveValue('Care Plan');
    await expectAccessible(page, 'lines that were pasted');
    await save();
    await expect(shown).toHaveCount(4);
    await expect(shown.nth(2)).toContainText('$750');
    await expect(shown.nth(3)).toContainText('A crane');
    await page.keyboard.press('Control+z');
    await expect(shown).toHaveCount(2);
  });
});
