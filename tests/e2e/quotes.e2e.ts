/** From a deal to a quote on paper, to the customer's yes, and back by undo. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { readPdf } from './support/pdf-text.ts';
import { editField, expectField, openRecord } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

const DEAL = 'Flow for operations';
const saved = mkdtempSync(path.join(tmpdir(), 'rapport-quotes-'));
let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true }, { env: { RAPPORT_TEST_SAVE_DIR: saved } });
});
test.afterAll(async () => {
  await desktop.close();
  rmSync(saved, { recursive: true });
});

const bar = () => desktop.page.getByRole('group', { name: 'What is next' });
const totals = () => desktop.page.getByRole('main').getByRole('table', { name: 'Totals' });

test('a deal is offered by keys alone, with its lines, and the quote is open at once', async () => {
  const { page } = desktop;
  await openRecord(page, 'Deals', DEAL);
  const make = page.getByRole('button', { name: 'New quote in Quotes' });
  await make.focus();
  await page.keyboard.press('Enter');
  await expect(bar()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(DEAL);
  await expect(totals()).toContainText('Total');
  await editField(page, 'Discount on everything', '10%');
  await expect(totals()).toContainText('Discount 10%');
  await expectAccessible(page, 'a quote');
});

test('what the customer gets is looked at first, and saved as a PDF', async () => {
  const { page } = desktop;
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog', { name: /^Quote Q-/ });
  await expect(dialog.getByRole('article')).toContainText('Total');
  await expectAccessible(page, 'a quote on paper');
  await dialog.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(page.getByText(/saved as a PDF$/)).toBeVisible();
  const [file = ''] = readdirSync(saved);
  expect(file).toMatch(/^Q-.* Flow for operations\.pdf$/);
  const [text = '', ...more] = readPdf(readFileSync(path.join(saved, file)));
  expect(more).toEqual([]);
  for (const words of ['Nordlicht', DEAL, 'Discount 10%', 'Total $']) expect(text).toContain(words);
  expect(text).toMatch(/1\W+1 $/);
});

test('a long quote has its headings on every page, and its text stays text', async () => {
  const { page } = desktop;
  await editField(page, 'Name', '<b>Flow</b> & more');
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog', { name: /^Quote Q-/ });
  await expect(dialog.getByRole('article')).toContainText('<b>Flow</b> & more');
  // As many lines as somebody may have: those that stand there, again and again.
  await page.locator('.paper-print .paper-table tbody').evaluate((body) => {
    const lines = [...body.children];
    for (let index = 0; index < 100; index++)
      for (const line of lines) body.append(line.cloneNode(true));
  });
  await dialog.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(page.getByText(/saved as a PDF$/)).toBeVisible();
  const file = readdirSync(saved).find((name) => name.includes('more')) ?? '';
  const pages = readPdf(readFileSync(path.join(saved, file)));
  expect(pages.length).toBeGreaterThan(2);
  const headed = pages.filter((text) => text.includes('Unit price'));
  expect(headed.length).toBeGreaterThanOrEqual(pages.length - 1);
  expect(pages[0]).toContain('<b>Flow</b> & more');
  await page.keyboard.press('Control+z');
});

test('an accepted quote wins its deal with what was offered, and undo takes all of it back', async () => {
  const { page } = desktop;
  await page.keyboard.press('a');
  await expect(bar().getByRole('button', { name: 'Accept…' })).toBeVisible();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: /is accepted$/ });
  await expect(dialog.getByRole('combobox', { name: /^Stage of/ })).toHaveValue('Won');
  await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(bar().getByRole('button', { name: 'New revision' })).toBeVisible();
  await expect(page.locator('[data-field="standing"]')).toContainText('Accepted');
  await page.locator('[data-field="deal"]').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: DEAL })).toBeVisible();
  await expectField(page, 'Pipeline', 'Sales');
  await expect(page.getByRole('region', { name: 'Quotes' })).toContainText('Accepted');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('region', { name: 'Quotes' })).toContainText('Sent');
});
