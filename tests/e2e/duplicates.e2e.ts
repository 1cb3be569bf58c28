// Cleaning a list that was imported twice: found, merged by mouse and by keyboard, taken apart again.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { countInNavigation } from './support/beginning.ts';
import { chooseFile, importFile } from './support/import-acts.ts';
import { expectField, openList, openRecord, rowOf } from './support/record-acts.ts';
import { undoByMouse } from './support/toast.ts';

const ACCOUNTS = path.join(
  import.meta.dirname,
  '..',
  'fixtures',
  'crm-sales-opportunities',
  'accounts.csv',
);
const IMPORT_TIMEOUT_MS = 60_000;
const SCAN_TIMEOUT_MS = 30_000;

let desktop: Desktop;

test.beforeEach(async () => {
  desktop = await launchAtWork({
    userName: 'Anna',
    workspaceName: 'Duplicates',
    sampleData: false,
  });
});
test.afterEach(() => desktop.close());

/** The same companies as somebody else wrote them down: legal forms, capitals, a slip of the pen. */
function underOtherNames(): Uint8Array {
  const [head = '', ...lines] = readFileSync(ACCOUNTS, 'utf8').trim().split(/\r?\n/);
  const renamed = lines.map((line, index) => {
    const [name = '', ...rest] = line.split(',');
    const ways = [`${name} Inc.`, name.toUpperCase().concat(' GmbH'), `${name} & Co. KG`];
    return [ways[index % ways.length], ...rest].join(',');
  });
  return new TextEncoder().encode([head, ...renamed].join('\n'));
}

async function importTwice(page: Page): Promise<void> {
  await importFile(page, 'crm-sales-opportunities/accounts.csv');
  await chooseFile(page, { name: 'from-a-partner.csv', bytes: underOtherNames() });
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(page.getByText('Nothing is written yet.')).toBeVisible({
    timeout: IMPORT_TIMEOUT_MS,
  });
  await page.getByRole('button', { name: /^Import [\d,]+ / }).click();
  await expect(page.getByText('Imported.')).toBeVisible({ timeout: IMPORT_TIMEOUT_MS });
}

const clusters = (page: Page) =>
  page.getByRole('list', { name: 'Probable duplicates' }).locator(':scope > li');

test('a file that was imported twice under other names is cleaned, by mouse and by keyboard', async () => {
  test.slow();
  const { page } = desktop;
  await importTwice(page);
  // 85 in the file, and as many again.
  const before = 170;
  await expect(countInNavigation(page, 'Accounts')).toHaveText(String(before));

  await openList(page, 'Accounts');
  await page.getByRole('button', { name: 'Duplicates', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Duplicates' })).toBeVisible();
  await expect(page.getByText(/^8[0-9] to look at among/)).toBeVisible({
    timeout: SCAN_TIMEOUT_MS,
  });
  await expectAccessible(page, 'duplicates');

  await test.step('by mouse', async () => {
    const first = clusters(page).first();
    await expect(first).toContainText('same name');
    const all = await clusters(page).count();
    await first.getByRole('button', { name: 'Merge…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/the merge can be taken apart any time/)).toBeVisible();
    await expectAccessible(page, 'merging');
    await dialog.getByRole('radiogroup', { name: 'Name' }).getByRole('radio').nth(1).check();
    await dialog.getByRole('button', { name: /^Merge into / }).click();
    await expect(dialog).toBeHidden();
    await expect(countInNavigation(page, 'Accounts')).toHaveText(String(before - 1));
    await expect(clusters(page)).toHaveCount(all - 1);
  });

  await test.step('by keyboard', async () => {
    const active = page.locator('.cluster[data-active="true"]');
    await expect(active).toBeFocused();
    const all = await clusters(page).count();
    await page.keyboard.press('ArrowDown');
    await expect(clusters(page).nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('radio').first()).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('radio').nth(1)).toBeChecked();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(dialog).toBeHidden();
    await expect(countInNavigation(page, 'Accounts')).toHaveText(String(before - 2));
    await expect(clusters(page)).toHaveCount(all - 1);

    const left = all - 1;
    await expect(page.locator('.cluster[data-active="true"]')).toBeFocused();
    await page.keyboard.press('x');
    await expect(clusters(page)).toHaveCount(left - 1);
    await undoByMouse(page);
    await expect(clusters(page)).toHaveCount(left);
  });
});

test('what is typed twice is noticed, and a merged account leads to the one that stays', async () => {
  const { page } = desktop;
  await page.getByRole('button', { name: 'New account' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Acme');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Acme' })).toBeVisible();

  await openList(page, 'Accounts');
  await page.getByRole('button', { name: 'New account' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('ACME, Inc.');
  await expect(page.getByRole('status', { name: 'Looks like' })).toContainText(
    'Looks like Acme – same name',
  );
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'ACME, Inc.' })).toBeVisible();

  await openList(page, 'Accounts');
  const grid = page.getByRole('grid');
  await grid.getByRole('checkbox', { name: 'Select all' }).click();
  await page
    .getByRole('toolbar', { name: 'Selected rows' })
    .getByRole('button', { name: 'Merge' })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('button', { name: 'Merge into Acme' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Acme', exact: true })).toBeVisible();

  // What led to it leads to the one that stays, and says so.
  await openList(page, 'Accounts');
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await rowOf(page, 'ACME, Inc.').getByRole('link').first().click();
  await expect(page.getByText('ACME, Inc. was merged into this account:')).toBeVisible();
  await page.getByRole('button', { name: 'ACME, Inc.' }).click();
  await expect(page.getByRole('region', { name: 'Notes of ACME, Inc.' })).toBeVisible();
  await page.getByRole('button', { name: 'Take it out again' }).click();
  await expect(countInNavigation(page, 'Accounts')).toHaveText('2');
  await openRecord(page, 'Accounts', 'ACME, Inc.');
});

test('a lead without an owner goes to whoever the rules say', async () => {
  const { page } = desktop;
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Lead routing' }).click();
  await page.getByRole('button', { name: 'New rule' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Everybody in turn');
  await page.getByRole('button', { name: 'Save rule' }).click();
  await expect(page.getByText('Anna – Everybody in turn, waited longest').first()).toBeVisible();
  await expectAccessible(page, 'lead routing');

  await openList(page, 'Leads');
  await page.getByRole('main').getByRole('button', { name: 'New lead' }).first().click();
  const form = page.getByRole('dialog', { name: 'New lead' });
  await form.getByRole('textbox', { name: 'Last name' }).fill('Lovelace');
  await form.getByRole('button', { name: 'Create lead' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lovelace' })).toBeVisible();
  await expectField(page, 'Owner', 'Anna');
  await expect(
    page
      .getByRole('link', { name: 'Everybody in turn' })
      .or(page.getByText('Everybody in turn'))
      .first(),
  ).toBeVisible();
});
