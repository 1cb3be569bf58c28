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
