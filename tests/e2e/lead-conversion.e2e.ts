// A lead that we know already goes on with the contact and the account that are there; all of it by keys as well.
import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { countInNavigation } from './support/beginning.ts';
import { expectField, openRecord } from './support/record-acts.ts';
import { toast } from './support/toast.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

test('a conversion shows who is there already, why, and what they would get', async () => {
  const { page } = desktop;
  await openRecord(page, 'Leads', 'Lachlan Reid');
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Convert Lachlan Reid' });
  // The same address is certain; the account is the one that this person belongs to.
  await expect(dialog.getByRole('radio', { name: 'Lachlan Reid', exact: true })).toBeChecked();
  await expect(dialog.getByText('same e-mail', { exact: false })).toBeVisible();
  await expect(dialog.getByText('Gets Phones: +64 21 555 0143')).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'Tasman Wool Board' })).toBeChecked();
  await expectAccessible(page, 'what a lead is converted onto');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeVisible();
});

test('by keys, it goes on with them, and nothing is made twice', async () => {
  const { page } = desktop;
  const contacts = await countInNavigation(page, 'Contacts').innerText();
  await page.getByRole('button', { name: 'Convert', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Convert Lachlan Reid' });
  await expect(dialog.getByRole('radio', { name: 'Tasman Wool Board' })).toBeFocused();
  // To a new account and back again.
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'New account: Tasman Wool' })).toBeChecked();
  await expect(dialog.getByText('Other accounts: Tasman Wool')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(toast(page).getByText('Lachlan Reid converted')).toBeVisible();
  await expectField(page, 'Status', 'Converted');
  await expect(countInNavigation(page, 'Contacts')).toHaveText(contacts);
  await openRecord(page, 'Contacts', 'Lachlan Reid');
  await expect(page.getByRole('region', { name: 'Converted leads' })).toContainText('Lachlan Reid');
  await expectField(page, 'Title', 'Field Officer');
  await expectField(page, 'Phones', '+64 3 555 0179 Office +64 21 555 0143 Office');
});

test('undo takes the conversion back and leaves the contact as it was', async () => {
  const { page } = desktop;
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Undone: Convert Lachlan Reid/)).toBeVisible();
  await expectField(page, 'Phones', '+64 3 555 0179 Office');
  await openRecord(page, 'Leads', 'Lachlan Reid');
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeVisible();
});
