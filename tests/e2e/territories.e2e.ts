/** A customer that comes in is put where it belongs; those that were there already are put there in one act. */
import { expect, test } from '@playwright/test';
import { withApp } from './launch.ts';
import { createWorkspace } from './support/beginning.ts';
import { chooseFile } from './support/import-acts.ts';
import { expectField, openRecord } from './support/record-acts.ts';
import { openSettings } from './support/settings-acts.ts';

const FILE = 'Company name,Address\nHafenlicht,"Am Kai 4; Hamburg; ; 20457; Germany"\n';

test('territories take in what a file brings, and what is there already after one look at it', async () => {
  await withApp({}, async ({ page }) => {
    await createWorkspace(page, {
      userName: 'Anna Berg',
      workspaceName: 'Nordlicht',
      sampleData: true,
    });
    await openSettings(page, 'Territories');
    const overview = page.getByRole('table', { name: 'What is in each territory' });
    const coast = overview.getByRole('row', { name: /German coast/ });
    const count = coast.getByRole('button');
    await expect(count).toHaveAccessibleName('0 accounts in German coast');
    await page.getByRole('button', { name: 'Apply to existing…' }).click();
    const preview = page.getByRole('table', { name: 'What would change' });
    await expect(preview.getByRole('row', { name: /German coast/ })).toBeVisible();
    await page.getByRole('button', { name: /^Put \d+ into their territories$/ }).click();
    await expect(count).not.toHaveAccessibleName(/^0 /);
    await page.keyboard.press('Control+z');
    await expect(count).toHaveAccessibleName(/^0 /);
    await chooseFile(page, { name: 'customers.csv', bytes: new TextEncoder().encode(FILE) });
    await page.getByRole('button', { name: 'Show what would happen' }).click();
    await page.getByRole('button', { name: /^Import 1 / }).click();
    await expect(page.getByText('Imported.')).toBeVisible();
    await openRecord(page, 'Accounts', 'Hafenlicht');
    await expectField(page, 'Territory', 'German coast');
  });
});
