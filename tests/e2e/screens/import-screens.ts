/** The import of a file, step by step, and of a whole workspace. */
import { type Page, expect } from '@playwright/test';
import { exportEverything } from '../support/export-acts.ts';
import { chooseFile, rehearseImport } from '../support/import-acts.ts';
import { editField, openList, openRecord } from '../support/record-acts.ts';
import { type Screen, savedIn } from './screen.ts';

const zip = (bytes: Uint8Array) => ({ name: 'Everything.zip', bytes });

async function takenBack(page: Page): Promise<void> {
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Undone/).first()).toBeVisible();
}

export const importScreens: readonly Screen[] = [
  {
    name: 'import',
    open: async ({ page }) => {
      await page.getByRole('navigation').getByRole('link', { name: 'Import', exact: true }).click();
      await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
    },
  },
  {
    name: 'import, columns',
    open: async ({ page }) => {
      await openList(page, 'Accounts');
      await chooseFile(page, 'formats/pipedrive.csv');
      await expect(page.getByLabel('Field for Organization - Name')).toHaveValue('account.name');
    },
  },
  {
    name: 'import, offers',
    open: async ({ page }) => {
      await openList(page, 'Accounts');
      await chooseFile(page, 'crm-sales-opportunities/accounts.csv');
      await page.getByRole('button', { name: 'Show what would happen' }).click();
      await expect(page.getByRole('button', { name: /^Read as “/ }).first()).toBeVisible();
    },
  },
  {
    name: 'import, rehearsed',
    open: async ({ page }) => {
      await openList(page, 'Accounts');
      await rehearseImport(page, 'crm-sales-opportunities/sales_teams.csv');
    },
  },
  {
    name: 'import, done',
    open: async ({ page }) => {
      await openList(page, 'Accounts');
      await rehearseImport(page, 'formats/linkedin-connections.csv');
      await page.getByRole('button', { name: /^Import [\d,]+ / }).click();
      await expect(page.getByText('Imported.')).toBeVisible();
    },
  },
  {
    name: 'import, taken back',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Undo the import' }).click();
      await expect(page.getByText('The import is taken back')).toBeVisible();
    },
  },
  {
    name: 'import, a file over the window',
    open: async ({ page }) => {
      await openList(page, 'Accounts');
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['Name'], 'accounts.csv'));
        window.dispatchEvent(new DragEvent('dragover', { dataTransfer }));
      });
      await expect(page.getByText('Drop the file to import it')).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.evaluate(() => window.dispatchEvent(new DragEvent('dragleave')));
    },
  },
  {
    name: 'import, a file that is none',
    open: async ({ page }) => {
      await chooseFile(page, { name: 'picture.xlsx', bytes: new Uint8Array([80, 75, 3, 4, 0]) });
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'import, a whole workspace',
    open: async (desktop) => {
      const { page } = desktop;
      const file = await exportEverything(page, savedIn(desktop));
      await openRecord(page, 'Accounts', 'Fjellheim Logistikk');
      await editField(page, 'Name', 'Fjellheim Logistikk AS');
      await chooseFile(page, zip(file));
      await expect(page.getByRole('button', { name: 'Import 1 record' })).toBeVisible();
    },
  },
  {
    name: 'import, a whole workspace, done',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Import 1 record' }).click();
      await expect(page.getByText('Imported.')).toBeVisible();
    },
    leave: async ({ page }) => {
      await takenBack(page);
      await takenBack(page);
    },
  },
];
