/** Links to places: copied in the app, opened from outside of it. */
import { type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { openList, openRecord } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

/** As the system does when somebody follows a link: another start, whose data goes to the first. */
async function follow(link: string): Promise<void> {
  await desktop.app.evaluate(
    ({ app }, data) => {
      app.emit('second-instance', {}, [], '', data);
    },
    { link },
  );
}

const copied = (): Promise<string> => desktop.app.evaluate(({ clipboard }) => clipboard.readText());

async function copyLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.getByText('Link copied').first()).toBeVisible();
  return copied();
}

test('the link of a record leads to it, from wherever one is', async () => {
  const { page } = desktop;
  await openRecord(page, 'Accounts', 'Nordlicht Offshore');
  const link = await copyLink(page);
  expect(link).toMatch(/^rapport:\/\/open\/[0-9a-f-]{36}\/account\/[0-9a-f-]{36}$/);
  await openList(page, 'Deals');
  await follow(link);
  await expect(page.getByRole('heading', { level: 1, name: 'Nordlicht Offshore' })).toBeVisible();
});

test('the link of a list leads to it as it was changed', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await page.getByText('Board', { exact: true }).click();
  await page.getByRole('button', { name: /^More about the view/ }).click();
  await page.getByRole('menuitem', { name: 'Copy the link' }).click();
  await expect.poll(copied).toMatch(/\/deal\?view=board$/);
  const link = await copied();
  await openList(page, 'Accounts');
  await follow(link);
  await expect(page.getByRole('listbox', { name: /^Prospecting, / })).toBeVisible();
});

test('a link into another workspace leads nowhere, and says so', async () => {
  const { page } = desktop;
  await openList(page, 'Accounts');
  await follow('rapport://open/0190a000-0000-7000-8000-00000000000a/tasks');
  await expect(page.getByText('This link is to a place in another workspace.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
});
