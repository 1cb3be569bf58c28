/** The whole workspace as one file, by the palette. */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Page, expect } from '@playwright/test';
import { dismissAll } from './toasts.ts';

const EXPORT_TIMEOUT_MS = 60_000;

/** The bytes that were saved into `folder`, where the desktop was told to save without asking. */
export async function exportEverything(page: Page, folder: string): Promise<Buffer> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search everything' }).fill('export everything');
  await page.getByRole('option', { name: /^Export everything/ }).click();
  const done = page.getByText(/^[\d,]+ records exported$/);
  await expect(done).toBeVisible({ timeout: EXPORT_TIMEOUT_MS });
  await dismissAll(page);
  await expect(done).toBeHidden();
  const [name = '', ...more] = readdirSync(folder).filter((file) => file.endsWith('.zip'));
  expect(more).toEqual([]);
  const bytes = readFileSync(path.join(folder, name));
  rmSync(path.join(folder, name));
  return bytes;
}
