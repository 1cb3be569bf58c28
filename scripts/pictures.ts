/**
 * `npm run pictures`: the pictures of the README, from the real app with sample data and two desktops that meet on a
 * relay. What the pictures show is driven as a person would; a screen that no longer does that fails here.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Page, expect } from '@playwright/test';
import { CHECKOUT, launchApp, type Desktop } from '../tests/e2e/launch.ts';
import { startRelay } from '../tests/e2e/relay-process.ts';
import {
  createWorkspace,
  expectLive,
  invitationFrom,
  joinWorkspace,
} from '../tests/e2e/support/beginning.ts';
import { chooseFile } from '../tests/e2e/support/import-acts.ts';
import {
  editField,
  field,
  note,
  openList,
  openRecord,
  writeInNote,
} from '../tests/e2e/support/record-acts.ts';

const PICTURES = path.join(CHECKOUT, 'docs/pictures');
/** Below tests/fixtures. */
const ACCOUNTS_FILE = 'crm-sales-opportunities/accounts.csv';
const SIZE = { width: 1280, height: 800 };
/** A deal of the sample data. */
const DEAL = 'Control room';
/** Until what was moving or fading stands still. */
const SETTLE_MS = 400;

const root = mkdtempSync(path.join(tmpdir(), 'rapport-pictures-'));
const place = (name: string): string => path.join(root, name);

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), caret: 'initial' });
  process.stdout.write(`docs/pictures/${name}.png\n`);
}

async function openDesktop(profile: string, relayUrl: string): Promise<Desktop> {
  const desktop = await launchApp({ profile, dataDir: place(profile), relayUrl });
  await desktop.app.evaluate(({ BrowserWindow }, size) => {
    for (const window of BrowserWindow.getAllWindows())
      window.setContentSize(size.width, size.height);
  }, SIZE);
  await setTheme(desktop.page, 'light');
  return desktop;
}

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((theme) => window.rapport.invoke('theme.set', { theme }), theme);
}

async function takeAll(anna: Desktop, ben: Desktop): Promise<void> {
  const { page } = anna;
  await page.getByLabel('Your name').fill('Anna Berg');
  await page.getByLabel('Workspace name').fill('Nordlicht');
  await picture(page, 'first-run');
  await createWorkspace(page, {
    userName: 'Anna Berg',
    workspaceName: 'Nordlicht',
    sampleData: true,
  });
  await expectLive(page);
  await joinWorkspace(ben.page, 'Ben Ode', await invitationFrom(page));
  await expectLive(ben.page);
  // The invitation is nobody else's, not even in a picture.
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByRole('textbox', { name: 'Invitation' })).toBeHidden();
  await picture(page, 'accounts');
  await setTheme(page, 'dark');
  await picture(page, 'accounts-dark');
  await setTheme(page, 'light');

  await openRecord(page, 'Deals', DEAL);
  await openRecord(ben.page, 'Deals', DEAL);
  await editField(page, 'Next step', 'Visit the site with their engineers');
  // What was just done is told in a corner, over the picture.
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await field(ben.page, 'Competitor').click();
  await expect(page.getByText('Ben Ode is editing this field')).toBeAttached();
  await picture(page, 'deal');
  await setTheme(page, 'dark');
  await picture(page, 'deal-dark');
  await setTheme(page, 'light');
  await ben.page.keyboard.press('Escape');

  await writeInNote(page, 'They want one room for both plants. Budget is agreed for spring.');
  await writeInNote(ben.page, ' I send them the plan on Friday.');
  await expect(note(page).getByText('Ben Ode')).toBeVisible();
  await note(page).scrollIntoViewIfNeeded();
  await picture(page, 'notes');

  await openList(page, 'Accounts');
  await page.getByRole('button', { name: 'Search everything' }).click();
  await page.getByRole('combobox', { name: 'Search everything' }).fill('han');
  await expect(page.getByRole('option').first()).toBeVisible();
  await picture(page, 'search');
  await page.keyboard.press('Escape');

  await chooseFile(page, ACCOUNTS_FILE);
  await expect(page.getByText('accounts.csv').first()).toBeVisible();
  await picture(page, 'import');
}

mkdirSync(PICTURES, { recursive: true });
const relay = await startRelay({ dataDir: place('relay') });
const desktops: Desktop[] = [];
try {
  const anna = await openDesktop('anna', relay.url);
  desktops.push(anna);
  const ben = await openDesktop('ben', relay.url);
  desktops.push(ben);
  await takeAll(anna, ben);
  for (const desktop of desktops.splice(0)) await desktop.close();
} finally {
  for (const desktop of desktops) await desktop.killHard();
  await relay.stop();
  rmSync(root, { recursive: true, force: true });
}
