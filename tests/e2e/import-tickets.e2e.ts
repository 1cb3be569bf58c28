/** The 2,769 real support tickets, from the file to the list and back out again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { countInNavigation } from './support/beginning.ts';
import { exportEverything } from './support/export-acts.ts';
import { chooseFile, figure } from './support/import-acts.ts';
import { addCondition, countOfList, type Wanted } from './support/list-acts.ts';
import { expectField, openList, openRecord } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

const FILE = 'support-tickets/customer_support_tickets.csv';
const IMPORT_TIMEOUT_MS = 60_000;

const saved = mkdtempSync(path.join(tmpdir(), 'rapport-saved-'));
let desktop: Desktop;
let before: Buffer;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: false }, { env: { RAPPORT_TEST_SAVE_DIR: saved } });
});
test.afterAll(async () => {
  await desktop.close();
  rmSync(saved, { recursive: true });
});

/** Everything that the file names is created, every offered reading taken. */
async function rehearse(): Promise<void> {
  const { page } = desktop;
  await chooseFile(page, FILE);
  await page.getByLabel('Create contacts that are named in the file and not here yet').check();
  await page.getByLabel('Create products that are named in the file and not here yet').check();
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(page.getByText('Nothing is written yet.')).toBeVisible({
    timeout: IMPORT_TIMEOUT_MS,
  });
}

async function count(wanted: Wanted, words: string): Promise<void> {
  await openList(desktop.page, 'Tickets');
  await addCondition(desktop.page, wanted);
  await expect(countOfList(desktop.page, words)).toBeVisible();
}

test('every ticket comes in, with Critical and the other words offered', async () => {
  const { page } = desktop;
  before = await exportEverything(page, saved);
  await rehearse();
  await expect(page.getByRole('button', { name: 'Read as “Urgent”' })).toBeVisible();
  await page.getByRole('button', { name: /^Accept all \d+ offers$/ }).click();
  await page.getByRole('button', { name: 'Import 2,769 tickets' }).click();
  await expect(page.getByText('Imported.')).toBeVisible({ timeout: IMPORT_TIMEOUT_MS });
  await expect(figure(page, 'tickets created')).toHaveText('2,769');
  await expect(figure(page, 'rows left out')).toHaveText('0');
});

test('1,365 resolutions before the first response are reported and not dropped', async () => {
  const { page } = desktop;
  await expect(page.getByText('1,365 tickets resolved before the first response')).toBeVisible();
  await count({ field: 'Resolved', condition: 'is not empty' }, '2,769 tickets');
});

test('priority, channel, type, first response and satisfaction are those of the file', async () => {
  await count({ field: 'Priority', choice: 'Urgent' }, '726 tickets');
  await count({ field: 'Channel', choice: 'Social' }, '684 tickets');
  await count({ field: 'Type', choice: 'Request' }, '1,112 tickets');
  await count({ field: 'First response', condition: 'is not empty' }, '2,769 tickets');
  await count({ field: 'Satisfaction', condition: 'is not empty' }, '2,769 tickets');
  await openRecord(desktop.page, 'Contacts', 'Christopher Robbins');
  await expectField(desktop.page, 'E-mails', 'gonzalestracy@example.com');
});

test('the same file again changes nothing', async () => {
  const { page } = desktop;
  // What was chosen and accepted the first time is remembered.
  await chooseFile(page, FILE);
  await expect(page.getByText('read as the last time')).toBeVisible();
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(figure(page, 'tickets unchanged')).toHaveText('2,769', {
    timeout: IMPORT_TIMEOUT_MS,
  });
  await expect(page.getByRole('button', { name: 'Nothing to import' })).toBeDisabled();
});

test('taken back, the workspace is as it was before, byte for byte', async () => {
  const { page } = desktop;
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'What you did' }).click();
  const act = page.getByRole('listitem').filter({ hasText: 'customer_support_tickets.csv' });
  await act.getByRole('button', { name: 'Undo' }).click();
  await expect(countInNavigation(page, 'Tickets')).toHaveText('0');
  await expect(countInNavigation(page, 'Contacts')).toHaveText('0');
  expect(await exportEverything(page, saved)).toEqual(before);
});
