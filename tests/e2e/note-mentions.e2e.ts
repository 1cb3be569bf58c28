import { expect, test } from '@playwright/test';
import { type Desktop, launchApp } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { createWorkspace } from './support/beginning.ts';
import { openRecord } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

/** Of the sample data: an account, and a contact of another one. */
const ACCOUNT = 'Nordlicht Offshore';
const CONTACT = 'Malte Hansen';

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchApp();
  await createWorkspace(desktop.page, {
    userName: 'Anna Berg',
    workspaceName: 'Nordlicht',
    sampleData: true,
  });
});
test.afterAll(() => desktop.close());

test('“@” and some letters name a record in a note; the name leads to the record', async () => {
  const { page } = desktop;
  await openRecord(page, 'Accounts', ACCOUNT);
  const note = page.getByRole('textbox', { name: 'Notes' });
  await note.click();
  await page.keyboard.type('Ask @');
  const menu = page.getByRole('listbox', { name: 'People and records' });
  await expect(menu).toContainText('Type the name of a person');
  await page.keyboard.type('malte');
  await expect(menu.getByRole('option').first()).toContainText(CONTACT);
  await expect(menu.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page, 'the list under @');
  await page.keyboard.press('Enter');
  await page.keyboard.type('about the crane');
  await expect(note).toContainText(`Ask @${CONTACT} about the crane`);
  await note.getByText(`@${CONTACT}`).click();
  await expect(page.getByRole('heading', { level: 1, name: CONTACT })).toBeVisible();
});

test('a task in a note is ticked off, and is so after another look', async () => {
  const { page } = desktop;
  await openRecord(page, 'Accounts', ACCOUNT);
  const note = page.getByRole('textbox', { name: 'Notes' });
  await expect(note).toContainText(`Ask @${CONTACT} about the crane`);
  await note.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('[ ] Send the offer');
  await page.getByRole('checkbox', { name: 'Done: Send the offer' }).check();
  await expect(page.getByText('Saved on this desktop')).toBeVisible();
  await openRecord(page, 'Contacts', CONTACT);
  await openRecord(page, 'Accounts', ACCOUNT);
  await expect(page.getByRole('checkbox', { name: 'Done: Send the offer' })).toBeChecked();
});
