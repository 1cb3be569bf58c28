/** Before there is a workspace, and in one where there is nothing yet. */
import { type Page, expect } from '@playwright/test';
import { workModules } from '../../../crm/modules/registry.ts';
import { createWorkspace } from '../support/beginning.ts';
import { openList } from '../support/record-acts.ts';
import type { Screen } from './screen.ts';

export const firstScreens: readonly Screen[] = [
  {
    name: 'first run',
    open: async ({ page }) => {
      await expect(page.getByLabel('Your name')).toBeVisible();
    },
  },
  {
    name: 'first run, currency',
    open: async ({ page }) => {
      await page.getByRole('combobox', { name: 'Currency' }).click();
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'first run, relay that is none',
    open: async ({ page }) => {
      await page.getByLabel('Your name').fill('Anna Berg');
      await page.getByLabel('Workspace name').fill('Nordlicht');
      await page.getByText('Syncing with a team').click();
      await page.getByLabel('Relay address').fill('relay');
      await page.getByRole('button', { name: 'Start empty' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.getByLabel('Relay address').fill('');
    },
  },
  {
    name: 'join, with a problem',
    open: async ({ page }) => {
      await page.getByText('Join with a link').click();
      await page.getByLabel('Your name').fill('Anna Berg');
      await page.getByLabel('Invitation').fill('rapport://join/none');
      await page.getByRole('button', { name: 'Join', exact: true }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.getByText('New workspace').click();
    },
  },
];

async function startEmpty(page: Page): Promise<void> {
  const form = page.getByLabel('Your name');
  await expect(form.or(page.locator('.shell'))).toBeVisible();
  if ((await form.count()) === 0) return;
  await createWorkspace(page, {
    userName: 'Anna Berg',
    workspaceName: 'Nordlicht',
    sampleData: false,
  });
}

const place = (name: string, link: string, words: string): Screen => ({
  name,
  open: async ({ page }) => {
    await startEmpty(page);
    await page.getByRole('navigation').getByRole('link', { name: link }).click();
    await expect(page.getByText(words).first()).toBeVisible();
  },
});

/** Every module but the users: who made the workspace is one. */
const emptyLists = workModules
  .filter(({ entity }) => entity.name !== 'user')
  .map(({ entity: { label } }): Screen => ({
    name: `${label.many.toLowerCase()}, none yet`,
    open: async ({ page }) => {
      await startEmpty(page);
      await openList(page, label.many);
      await expect(
        page.getByRole('heading', { name: `No ${label.many.toLowerCase()} yet` }),
      ).toBeVisible();
    },
  }));

export const emptyScreens: readonly Screen[] = [
  ...emptyLists,
  place('my tasks, none', 'My tasks', 'My tasks'),
  place('inbox, nothing in it', 'Inbox', 'Inbox'),
  place('calendar, nothing planned', 'Calendar', 'Nothing is planned here'),
  place('service desk, no tickets', 'Service desk', 'Service desk'),
  {
    name: 'duplicates, none',
    open: async ({ page }) => {
      await startEmpty(page);
      await openList(page, 'Accounts');
      await page.getByRole('button', { name: 'Duplicates', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Duplicates' })).toBeVisible();
    },
  },
  {
    name: 'forecast, no deals',
    open: async ({ page }) => {
      await startEmpty(page);
      await openList(page, 'Deals');
      await page.getByRole('button', { name: 'Forecast' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Forecast' })).toBeVisible();
    },
  },
  {
    name: 'board, no deals',
    open: async ({ page }) => {
      await startEmpty(page);
      await openList(page, 'Deals');
      await page.getByRole('button', { name: 'Board', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'No deals yet' })).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.getByRole('button', { name: 'List', exact: true }).click();
    },
  },
];
