/** The whole workspace leaves as one file, and comes back from it on a desktop that has nothing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { countInNavigation } from './support/beginning.ts';
import { exportEverything } from './support/export-acts.ts';
import { chooseFile } from './support/import-acts.ts';
import { expectField, note, openRecord, writeInNote } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

const saved = mkdtempSync(path.join(tmpdir(), 'rapport-saved-'));
let first: Desktop;
let second: Desktop;
test.beforeAll(async () => {
  const env = { RAPPORT_TEST_SAVE_DIR: saved };
  first = await launchAtWork({ sampleData: true }, { env });
  second = await launchAtWork(
    { userName: 'Ben Ode', workspaceName: 'Empty', sampleData: false },
    { env },
  );
});
test.afterAll(async () => {
  await first.close();
  await second.close();
  rmSync(saved, { recursive: true });
});

let file: Buffer;
const importAll = () => second.page.getByRole('button', { name: /^Import [\d,]+ records?$/ });

test('everything leaves as one archive of tables that people can read', async () => {
  await openRecord(first.page, 'Accounts', 'Fjellheim Logistikk');
  await writeInNote(first.page, 'Wants the blue one');
  file = await exportEverything(first.page, saved);
  const parts = unzipSync(file);
  const accounts = strFromU8(parts['Accounts.csv'] ?? new Uint8Array());
  expect(accounts).toContain('Record id,Name,Website');
  expect(accounts).toContain('Owner,Owner id');
  expect(strFromU8(parts['Notes.csv'] ?? new Uint8Array())).toContain('Wants the blue one');
  expect(Object.keys(parts)).toContain('Contacts - E-mails (emails).csv');
  // The same workspace is the same file.
  expect(await exportEverything(first.page, saved)).toEqual(file);
});

test('it comes in on a desktop that has nothing, with its links and notes', async () => {
  const { page } = second;
  await chooseFile(page, { name: 'Everything.zip', bytes: file });
  await expect(page.getByText('holds a whole workspace')).toBeVisible();
  await importAll().click();
  await expect(page.getByText('Imported.')).toBeVisible();
  for (const list of ['Accounts', 'Contacts', 'Leads', 'Deals', 'Tickets', 'Products']) {
    const count = await countInNavigation(first.page, list).innerText();
    await expect(countInNavigation(page, list)).toHaveText(count);
  }
  await openRecord(page, 'Accounts', 'Fjellheim Logistikk');
  await expect(note(page)).toContainText('Wants the blue one');
});

test('the same file again changes nothing', async () => {
  const { page } = second;
  await chooseFile(page, { name: 'Everything.zip', bytes: file });
  await expect(page.getByRole('button', { name: 'Nothing to import' })).toBeDisabled();
});

test('a record that was changed since is put back, and undo leaves the workspace as it was', async () => {
  const { page } = second;
  await openRecord(page, 'Accounts', 'Fjellheim Logistikk');
  await page.getByRole('button', { name: 'Edit Founded', exact: true }).click();
  const input = page.getByRole('textbox', { name: 'Founded', exact: true });
  await input.fill('1901');
  await input.press('Enter');
  await expectField(page, 'Founded', '1901');
  const before = await exportEverything(page, saved);
  await chooseFile(page, { name: 'Everything.zip', bytes: file });
  await page.getByRole('button', { name: 'Import 1 record' }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  expect(await exportEverything(page, saved)).not.toEqual(before);
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByText('The import is taken back')).toBeVisible();
  expect(await exportEverything(page, saved)).toEqual(before);
});

test('text that an import put into a note goes with its undo, and what was typed here stays', async () => {
  await openRecord(first.page, 'Accounts', 'Fjellheim Logistikk');
  await writeInNote(first.page, ' and the red one');
  const later = await exportEverything(first.page, saved);
  const { page } = second;
  await openRecord(page, 'Accounts', 'Fjellheim Logistikk');
  await writeInNote(page, ' by Friday');
  const before = await exportEverything(page, saved);
  await chooseFile(page, { name: 'Later.zip', bytes: later });
  await page.getByRole('button', { name: /^Import \d+ (records?|notes?)$/ }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  const undo = page.getByRole('button', { name: 'Undo the import' });
  await expect(undo).toBeVisible();
  expect(await exportEverything(page, saved)).not.toEqual(before);
  await undo.click();
  await expect(page.getByText('Everything is as it was before.')).toBeVisible();
  expect(await exportEverything(page, saved)).toEqual(before);
  await openRecord(page, 'Accounts', 'Fjellheim Logistikk');
  await expect(note(page)).toContainText('by Friday');
  await expect(note(page)).not.toContainText('red');
});
