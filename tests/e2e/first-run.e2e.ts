import { expect, test } from '@playwright/test';
import { launchApp, withApp } from './launch.ts';
import { countInNavigation } from './support/beginning.ts';
import { makeFolders } from './support/folders.ts';
import { openList, rowOf } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

const START_TO_LIST_MS = 5000;
/** An account of the sample data. */
const ACCOUNT = 'Kuroshio Robotics';
const LISTS = [
  'Accounts',
  'Contacts',
  'Leads',
  'Deals',
  'Tickets',
  'Activities',
  'Products',
] as const;

const folders = makeFolders();
const dataDir = folders.place('first-run');
test.afterAll(() => folders.removeAll());

test('from the first start it is three clicks to a list of accounts to try things on', async () => {
  await withApp({ dataDir }, async ({ page }) => {
    await expect(page.getByRole('heading', { name: 'Welcome to Rapport' })).toBeVisible();
    await page.getByLabel('Your name').click();
    await page.keyboard.type('Anna Berg');
    await page.getByLabel('Workspace name').click();
    await page.keyboard.type('Nordlicht');
    await page.getByRole('button', { name: 'Start with sample data' }).click();
    await expect(rowOf(page, ACCOUNT)).toBeVisible();
    await expect(page.getByText('12 accounts', { exact: true })).toBeVisible();
  });
});

test('a second start shows the list within five seconds', async () => {
  const beganAtMs = performance.now();
  const { page, close } = await launchApp({ dataDir });
  await expect(rowOf(page, ACCOUNT)).toBeVisible();
  const tookMs = performance.now() - beganAtMs;
  await close();
  expect(tookMs).toBeLessThan(START_TO_LIST_MS);
});

test('sample data leaves without a trace: no list, no archive, no search, no start brings it back', async () => {
  const nothingIsLeft = async (page: Parameters<typeof rowOf>[0]): Promise<void> => {
    for (const list of LISTS) await expect(countInNavigation(page, list)).toHaveText('0');
    await expect(countInNavigation(page, 'Users')).toHaveText('1');
    await openList(page, 'Accounts');
    await expect(page.getByRole('heading', { name: 'No accounts yet' })).toBeVisible();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Nothing is archived' })).toBeVisible();
    await page.getByRole('button', { name: 'Search everything' }).click();
    await page.getByRole('combobox', { name: 'Search everything' }).fill(ACCOUNT);
    await expect(page.getByText(`Nothing is called “${ACCOUNT}”.`)).toBeVisible();
    await page.keyboard.press('Escape');
  };
  await withApp({ dataDir }, async ({ page }) => {
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Sample data' }).click();
    await page.getByRole('button', { name: 'Remove the sample data' }).click();
    await expect(page.getByRole('button', { name: 'Add sample data' })).toBeVisible();
    await nothingIsLeft(page);
  });
  await withApp({ dataDir }, async ({ page }) => nothingIsLeft(page));
});
