import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { fixture } from '../fixture-files.ts';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { countInNavigation } from './support/beginning.ts';
import { exportEverything } from './support/export-acts.ts';
import { figure, importFile, rehearseImport } from './support/import-acts.ts';
import { type Wanted, addCondition, countOfList, sumOfList } from './support/list-acts.ts';
import { openList } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

const FOLDER = 'crm-sales-opportunities';
/** In the order in which one names the other. */
const FILES = [
  { file: 'sales_teams.csv', list: 'Users', rows: '35' },
  { file: 'products.csv', list: 'Products', rows: '7' },
  { file: 'accounts.csv', list: 'Accounts', rows: '85' },
  { file: 'sales_pipeline.csv', list: 'Deals', rows: '8,800' },
] as const;

const saved = mkdtempSync(path.join(tmpdir(), 'rapport-saved-'));
let desktop: Desktop;
/** The workspace as a file, before the deals came. */
let withoutDeals: Buffer;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: false }, { env: { RAPPORT_TEST_SAVE_DIR: saved } });
});
test.afterAll(async () => {
  await desktop.close();
  rmSync(saved, { recursive: true });
});

async function filtered(list: string, ...conditions: readonly Wanted[]): Promise<void> {
  await openList(desktop.page, list);
  for (const condition of conditions) await addCondition(desktop.page, condition);
}
const WON: Wanted = { field: 'Stage', choice: 'Won' };

for (const { file, list, rows } of FILES) {
  test(`all ${rows} rows of ${file} come in as ${list.toLowerCase()}, typos read as offered`, async () => {
    const { page } = desktop;
    if (list === 'Deals') withoutDeals = await exportEverything(page, saved);
    await importFile(page, `${FOLDER}/${file}`);
    await expect(figure(page, `${list.toLowerCase()} created`)).toHaveText(rows);
    await expect(figure(page, 'rows left out')).toHaveText('0');
  });
}

test('deals without an account are counted in the report of the import', async () => {
  await expect(desktop.page.getByText('1,425 deals without Account')).toBeVisible();
});

test('there are 85 accounts, 15 with a parent, 7 products and 35 users beside the one who works here', async () => {
  const { page } = desktop;
  await filtered('Accounts', { field: 'Parent account', condition: 'is not empty' });
  await expect(countOfList(page, '15 accounts')).toBeVisible();
  await expect(countInNavigation(page, 'Accounts')).toHaveText('85');
  await openList(page, 'Products');
  await expect(countOfList(page, '7 products')).toBeVisible();
  await filtered('Users', { field: 'Territory', condition: 'is not empty' });
  await expect(countOfList(page, '35 users')).toBeVisible();
  await expect(countInNavigation(page, 'Users')).toHaveText('36');
});

test('every deal is in its stage', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await expect(countOfList(page, '8,800 deals')).toBeVisible();
  for (const [stage, count] of [
    ['Won', '4,238'],
    ['Lost', '2,473'],
    ['Engaging', '1,589'],
    ['Prospecting', '500'],
  ] as const) {
    await filtered('Deals', { field: 'Stage', choice: stage });
    await expect(countOfList(page, `${count} deals`)).toBeVisible();
  }
  await filtered('Deals', { field: 'Account', condition: 'is empty' });
  await expect(countOfList(page, '1,425 deals')).toBeVisible();
});

test('dates are read day first: every engagement lies in 2016 or 2017', async () => {
  const { page } = desktop;
  await filtered('Deals', { field: 'Engaged on', condition: 'is not empty' });
  await expect(countOfList(page, '8,300 deals')).toBeVisible();
  await addCondition(page, { field: 'Engaged on', condition: 'on or after', day: '2016-01-01' });
  await addCondition(page, { field: 'Engaged on', condition: 'on or before', day: '2017-12-31' });
  await expect(countOfList(page, '8,300 deals')).toBeVisible();
});

test('the won total is that of the file, and so is that of each quarter of closing', async () => {
  const { page } = desktop;
  await filtered('Deals', WON);
  await expect(sumOfList(page, 'Amount', '$10,005,534')).toBeVisible();
  for (const [first, last, sum] of [
    ['2017-01-01', '2017-03-31', '$1,134,672'],
    ['2017-04-01', '2017-06-30', '$3,086,111'],
    ['2017-07-01', '2017-09-30', '$2,982,255'],
    ['2017-10-01', '2017-12-31', '$2,802,496'],
  ] as const) {
    await filtered(
      'Deals',
      WON,
      { field: 'Closed on', condition: 'on or after', day: first },
      { field: 'Closed on', condition: 'on or before', day: last },
    );
    await expect(sumOfList(page, 'Amount', sum)).toBeVisible();
  }
});

/** Read from the file without any of the app's code. */
function bestSellerInFile(): readonly [name: string, sum: number] {
  const text = new TextDecoder().decode(fixture(`${FOLDER}/sales_pipeline.csv`));
  const sums = new Map<string, number>();
  for (const line of text.trim().split(/\r?\n/).slice(1)) {
    const [, seller = '', , , stage, , , value] = line.split(',');
    if (stage === 'Won') sums.set(seller, (sums.get(seller) ?? 0) + Number(value));
  }
  return [...sums].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
}

test('the best seller has won what the file says', async () => {
  expect(bestSellerInFile()).toEqual(['Darcel Schlecht', 1_153_214]);
  await filtered('Deals', WON, {
    field: 'Owner',
    condition: 'is any of',
    choice: 'Darcel Schlecht',
  });
  await expect(sumOfList(desktop.page, 'Amount', '$1,153,214')).toBeVisible();
});

test('a second import of the same files would change nothing', async () => {
  const { page } = desktop;
  for (const { file, list, rows } of FILES) {
    await rehearseImport(page, `${FOLDER}/${file}`);
    await expect(figure(page, `${list.toLowerCase()} unchanged`)).toHaveText(rows);
    await expect(figure(page, `${list.toLowerCase()} to create`)).toHaveText('0');
    await expect(page.getByRole('button', { name: 'Nothing to import' })).toBeDisabled();
  }
});

test('an import is taken back as a whole, byte for byte, and done again as a whole', async () => {
  const { page } = desktop;
  const withDeals = await exportEverything(page, saved);
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'What you did' }).click();
  const act = page.getByRole('listitem').filter({ hasText: 'sales_pipeline.csv' });
  await act.getByRole('button', { name: 'Undo' }).click();
  await expect(countInNavigation(page, 'Deals')).toHaveText('0');
  await expect(countInNavigation(page, 'Accounts')).toHaveText('85');
  expect(await exportEverything(page, saved)).toEqual(withoutDeals);
  await act.getByRole('button', { name: 'Redo' }).click();
  await expect(countInNavigation(page, 'Deals')).toHaveText('8,800');
  await filtered('Deals', WON);
  expect(await exportEverything(page, saved)).toEqual(withDeals);
  await expect(sumOfList(page, 'Amount', '$10,005,534')).toBeVisible();
});
