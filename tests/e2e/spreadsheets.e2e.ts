/** Spreadsheets in and out: a workbook with several sheets is imported, and the list leaves as workbook and as CSV. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { readSheet } from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { chooseFile, figure } from './support/import-acts.ts';
import { openList } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

/** Enough for a sheet beyond the size up to which libraries do without Workers, and for several pages of export. */
const ROWS = 12_000;

const saved = mkdtempSync(path.join(tmpdir(), 'rapport-saved-'));
let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: false }, { env: { RAPPORT_TEST_SAVE_DIR: saved } });
});
test.afterAll(async () => {
  await desktop.close();
  rmSync(saved, { recursive: true });
});

async function workbook(): Promise<Uint8Array> {
  const founded = Array.from({ length: ROWS }, (_, index) => [
    `Account ${String(index).padStart(5, '0')}`,
    1900 + (index % 120),
    index === 7 ? 'lots' : index,
  ]);
  return writeXlsxFile([
    {
      sheet: 'Contacts',
      data: [
        ['First name', 'Last name'],
        ['Ada', 'Lovelace'],
      ],
    },
    { sheet: 'Accounts', data: [['Name', 'Founded', 'Employees'], ...founded] },
  ]).toBuffer();
}

async function exportAs(page: Page, columns: string, format: string): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('group', { name: columns }).getByRole('menuitem', { name: format }).click();
  const done = page.getByText('12,000 accounts exported');
  await expect(done).toBeVisible({ timeout: 60_000 });
  // So that the next export is not taken for this one.
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(done).toBeHidden();
}

test('a sheet of a workbook is chosen, imported, and its report saved', async () => {
  const { page } = desktop;
  await chooseFile(page, { name: 'book.xlsx', bytes: await workbook() });
  const sheet = page.getByLabel('Sheet');
  await expect(sheet).toHaveValue('Contacts');
  await expect(page.getByLabel('Encoding')).toBeHidden();
  await sheet.selectOption('Accounts');
  await expect(page.getByText('12,000 rows, 3 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await page.getByRole('button', { name: 'Import 12,000 accounts' }).click();
  await expect(page.getByText('Imported.')).toBeVisible({ timeout: 60_000 });
  await expect(figure(page, 'accounts created')).toHaveText('12,000');
  await page.getByRole('button', { name: 'Save report' }).click();
  await expect(page.getByText('Report saved')).toBeVisible();
  const report = readFileSync(path.join(saved, 'Import report, accounts.csv'), 'utf8');
  expect(report).toContain('Could not be read,9,1,Employees,lots,');
});

test('the list leaves as a workbook with all its rows in its order and with the columns shown', async () => {
  const { page } = desktop;
  await openList(page, 'Accounts');
  await exportAs(page, 'Columns shown', 'Excel workbook');
  const data = await readSheet(path.join(saved, 'Accounts.xlsx'));
  const shown = await page.getByRole('columnheader').allInnerTexts();
  const labels = (data[0] ?? []).map((header) => String(header).replace(/ \(.*\)$/, ''));
  expect(shown.map((text) => text.trim()).filter((text) => text !== '')).toEqual(labels);
  expect(data).toHaveLength(ROWS + 1);
  expect(data.slice(1).map(([name]) => name)).toEqual(
    Array.from({ length: ROWS }, (_, index) => `Account ${String(index).padStart(5, '0')}`),
  );
});

test('the list leaves as CSV with all columns', async () => {
  const { page } = desktop;
  await exportAs(page, 'All columns', 'CSV');
  const lines = readFileSync(path.join(saved, 'Accounts.csv'), 'utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(ROWS + 1);
  expect(lines[0]).toContain('Employees');
  expect(lines[0]).toContain('Founded');
});
