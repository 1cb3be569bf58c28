/** Files of other programs, from the drop on the window to the records. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { fixture } from '../fixture-files.ts';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { countInNavigation } from './support/beginning.ts';
import { chooseFile, figure } from './support/import-acts.ts';
import { openList } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

const saved = mkdtempSync(path.join(tmpdir(), 'rapport-saved-'));
let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: false }, { env: { RAPPORT_TEST_SAVE_DIR: saved } });
});
test.afterAll(async () => {
  await desktop.close();
  rmSync(saved, { recursive: true });
});

/** As a file manager hands it over. */
async function dropOnWindow(page: Page, name: string): Promise<void> {
  const bytes = [...fixture(`formats/${name}`)];
  const data = await page.evaluateHandle(
    ({ name: fileName, bytes: content }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], fileName));
      return transfer;
    },
    { name, bytes },
  );
  await page.dispatchEvent('#page', 'dragover', { dataTransfer: data });
  await expect(page.getByText('Drop the file to import it')).toBeVisible();
  await page.dispatchEvent('#page', 'drop', { dataTransfer: data });
}

async function importShown(page: Page, records: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await page.getByRole('button', { name: records }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
}

test('a vCard dropped on any screen becomes people', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await dropOnWindow(page, 'contacts.vcf');
  await expect(page.getByLabel('Written by')).toHaveValue('vcard');
  await importShown(page, /^Import 2 contacts$/);
  await expect(countInNavigation(page, 'Contacts')).toHaveText('2');
  await expect(countInNavigation(page, 'Accounts')).toHaveText('1');
});

test('a calendar becomes activities', async () => {
  const { page } = desktop;
  await dropOnWindow(page, 'calendar.ics');
  await expect(page.getByLabel('Written by')).toHaveValue('icalendar');
  await importShown(page, /^Import 3 activities$/);
  await expect(countInNavigation(page, 'Activities')).toHaveText('3');
});

test('an export of Pipedrive becomes organisations, people, deals and activities, and is undone as one', async () => {
  const { page } = desktop;
  await chooseFile(page, 'formats/pipedrive.csv');
  await expect(page.getByText('with their accounts, contacts, deals')).toBeVisible();
  await expect(page.getByLabel('Field for Organization - Name')).toHaveValue('account.name');
  await expectAccessible(page, 'Import, columns');
  await importShown(page, /^Import 10 records$/);
  await expect(figure(page, 'activities created')).toHaveText('3');
  await expect(figure(page, 'deals created')).toHaveText('2');
  await expect(countInNavigation(page, 'Accounts')).toHaveText('4');
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByText('The import is taken back')).toBeVisible();
  await expect(countInNavigation(page, 'Accounts')).toHaveText('1');
  await expect(countInNavigation(page, 'Deals')).toHaveText('0');
});

test('a wrong guess is put right before anything is written, and remembered', async () => {
  const { page } = desktop;
  const field = page.getByLabel('Field for URL');
  await chooseFile(page, 'formats/linkedin-connections.csv');
  await expect(page.getByLabel('Written by')).toHaveValue('linkedin');
  await expect(field).toHaveValue('linkedin');
  await page.getByLabel('Field for Position').selectOption('Department');
  await importShown(page, /^Import 3 contacts$/);
  await chooseFile(page, 'formats/linkedin-connections.csv');
  await expect(page.getByText('read as the last time')).toBeVisible();
  await expect(page.getByLabel('Field for Position')).toHaveValue('department');
  await page.getByRole('button', { name: 'Guess again' }).click();
  await expect(page.getByLabel('Field for Position')).toHaveValue('title');
});

test('people leave as vCards and activities as a calendar', async () => {
  const { page } = desktop;
  for (const [list, item, file, words] of [
    ['Contacts', 'Address book (vCard)', 'Contacts.vcf', 'FN:Elena María Castellanos'],
    ['Activities', 'Calendar (iCalendar)', 'Activities.ics', 'SUMMARY:Quarterly review'],
  ] as const) {
    await openList(page, list);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByText(/^\d+ \w+ exported/)).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(readFileSync(path.join(saved, file), 'utf8')).toContain(words);
  }
});

test('what is remembered stands in the settings and can be forgotten', async () => {
  const { page } = desktop;
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Export and import' }).click();
  await expectAccessible(page, 'Settings, export and import');
  await page.getByRole('button', { name: 'Forget linkedin-connections.csv' }).click();
  await expect(page.getByRole('region', { name: 'Remembered imports' })).toBeHidden();
  await chooseFile(page, 'formats/linkedin-connections.csv');
  await expect(page.getByLabel('Field for Position')).toHaveValue('title');
  await expect(page.getByText('read as the last time')).toBeHidden();
});
