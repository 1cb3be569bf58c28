import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { launchApp } from './launch.ts';

const openNotes = async (page: Page) => {
  await page.getByText('Kuroshio Robotics').first().dblclick();
  return page.getByRole('textbox', { name: 'Notes' });
};

test('what is typed in the moment before the app is closed is there when it opens again', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'rapport-notes-'));
  const first = await launchApp({ dataDir });
  await first.page.getByLabel('Your name').fill('Anna Berg');
  await first.page.getByLabel('Workspace name').fill('Nordlicht');
  await first.page.getByRole('button', { name: 'Start with sample data' }).click();
  const note = await openNotes(first.page);
  await expect(note).toHaveAttribute('aria-placeholder', /Write notes here/);
  await note.click();
  await first.page.keyboard.type('Call them on Monday.');
  await first.close();

  const again = await launchApp({ dataDir });
  await expect(await openNotes(again.page)).toHaveText('Call them on Monday.');
  await again.close();
  rmSync(dataDir, { recursive: true });
});

test('bold, headings and lists are kept as they were written', async () => {
  const { page, close } = await launchApp();
  await page.getByLabel('Your name').fill('Anna Berg');
  await page.getByLabel('Workspace name').fill('Nordlicht');
  await page.getByRole('button', { name: 'Start with sample data' }).click();
  const note = await openNotes(page);
  await note.click();
  await page.keyboard.type('## Plan\n- first\nsecond\n\n');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('important');
  await expect(page.getByText('Saved on this desktop')).toBeVisible();
  await page.reload();
  const again = await openNotes(page);
  await expect(again.getByRole('heading', { level: 2 })).toHaveText('Plan');
  await expect(again.getByRole('listitem')).toHaveText(['first', 'second']);
  await expect(again.locator('strong')).toHaveText('important');
  await close();
});
