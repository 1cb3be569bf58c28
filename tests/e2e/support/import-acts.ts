/** The import of one file, step by step as the page offers it. */
import path from 'node:path';
import { type Locator, type Page, expect } from '@playwright/test';

const FIXTURES = path.join(import.meta.dirname, '..', '..', 'fixtures');
/** Thousands of records on a loaded machine of two cores. */
const IMPORT_TIMEOUT_MS = 60_000;

export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file of tests/fixtures by its path there, or one that is made up. */
export async function chooseFile(page: Page, file: string | MadeFile): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Import', exact: true }).click();
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (
    await asked
  ).setFiles(
    typeof file === 'string'
      ? path.resolve(FIXTURES, file)
      : { name: file.name, mimeType: 'text/csv', buffer: Buffer.from(file.bytes) },
  );
}

/** Ends at what the import would do, with every offered reading taken. */
export async function rehearseImport(page: Page, file: string): Promise<void> {
  await chooseFile(page, file);
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  const lead = page.getByText('Nothing is written yet.');
  await expect(lead).toBeVisible({ timeout: IMPORT_TIMEOUT_MS });
  const offers = page.getByRole('button', { name: /^Read as “/ });
  while ((await offers.count()) > 0) {
    const offer = await offers.first().innerText();
    await offers.first().click();
    await expect(page.getByRole('button', { name: offer })).toBeHidden();
    await expect(lead).toBeVisible({ timeout: IMPORT_TIMEOUT_MS });
  }
}

export async function importFile(page: Page, file: string): Promise<void> {
  await rehearseImport(page, file);
  await page.getByRole('button', { name: /^Import [\d,]+ / }).click();
  await expect(page.getByText('Imported.')).toBeVisible({ timeout: IMPORT_TIMEOUT_MS });
}

/** One of the report's figures, by its words. */
export function figure(page: Page, words: string): Locator {
  return page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${words}$`) })
    .locator('+ dd');
}
