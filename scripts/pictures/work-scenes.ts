/** The week, the service desk, and what keeps the data in order. */
import { expect } from '@playwright/test';
import { chooseFile } from '../../tests/e2e/support/import-acts.ts';
import { openList } from '../../tests/e2e/support/record-acts.ts';
import { addField, choose, openSettings } from '../../tests/e2e/support/settings-acts.ts';
import { deskRow, openDesk, reply } from '../../tests/e2e/support/ticket-acts.ts';
import { darkPicture, picture, type Scene } from './stage.ts';

/** An urgent ticket of the sample data. */
const TICKET = 'Gateway at site 2 drops out';
/** Below tests/fixtures. */
const PIPEDRIVE_FILE = 'formats/pipedrive.csv';
const SCAN_TIMEOUT_MS = 30_000;

export const calendarScene: Scene = async ({ anna: { page } }) => {
  await page.getByRole('navigation').getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('group', { name: 'Whose' }).getByText('Everybody').click();
  await page.getByRole('group', { name: 'View' }).getByText('Week').click();
  await expect(page.getByRole('application').getByRole('button').first()).toBeVisible();
  await picture(page, 'calendar');
};

export const deskScene: Scene = async ({ anna: { page } }) => {
  await openDesk(page, 'All open');
  await expect(deskRow(page, TICKET)).toBeVisible();
  await picture(page, 'desk');
  await deskRow(page, TICKET).getByRole('link').first().click();
  await expect(page.getByRole('group', { name: 'Service level' })).toBeVisible();
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(reply(page)).toBeFocused();
  await page.keyboard.type('Dear Tobias, the new antenna is on its way. ');
  await picture(page, 'ticket');
  await darkPicture(page, 'ticket-dark');
  await page.keyboard.press('Escape');
};

export const duplicatesScene: Scene = async ({ anna: { page } }) => {
  await openList(page, 'Leads');
  await page.getByRole('button', { name: 'Duplicates', exact: true }).click();
  const found = page.getByRole('list', { name: 'Probable duplicates' });
  await found.getByRole('button', { name: 'Merge…' }).first().click({ timeout: SCAN_TIMEOUT_MS });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/the merge can be taken apart any time/)).toBeVisible();
  await picture(page, 'merge');
  await page.keyboard.press('Escape');
};

export const fieldsScene: Scene = async ({ anna: { page } }) => {
  await openSettings(page, 'Fields');
  await choose(page, 'Of', 'Accounts');
  await addField(page, { label: 'Region', type: 'Choice', choices: ['North', 'South'] });
  await addField(page, { label: 'Seats', type: 'Number' });
  await addField(page, {
    label: 'Potential',
    type: 'Formula',
    fill: (form) => form.getByRole('textbox', { name: 'Formula' }).fill('seats * 49 * 12'),
  });
  await page
    .getByRole('button', { name: /^Potential/ })
    .first()
    .click();
  await expect(page.getByRole('form', { name: 'Potential' })).toBeVisible();
  await picture(page, 'fields');
};

export const importScene: Scene = async ({ anna: { page } }) => {
  await chooseFile(page, PIPEDRIVE_FILE);
  await expect(page.getByLabel('Field for Organization - Name')).toHaveValue('account.name');
  await picture(page, 'import');
};
