/** What is there on every page: search, shortcuts, reminders, the state of syncing, toasts. */
import { type Page, expect } from '@playwright/test';
import { dropMails } from '../support/mail-acts.ts';
import { planForYesterday } from '../support/calendar-acts.ts';
import { editField, openList, openRecord, rowOf } from '../support/record-acts.ts';
import { syncIndicator } from '../support/beginning.ts';
import { dismissAll } from '../support/toasts.ts';
import type { Screen } from './screen.ts';

const search = (page: Page) => page.getByRole('combobox', { name: 'Search everything' });

async function openSearch(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Search everything' }).click();
  await expect(search(page)).toBeVisible();
}

export const shellScreens: readonly Screen[] = [
  {
    name: 'search, nothing typed',
    layers: ['app/shell/search-palette.tsx'],
    open: ({ page }) => openSearch(page),
  },
  {
    name: 'search, found',
    open: async ({ page }) => {
      await openSearch(page);
      await search(page).fill('han');
      await expect(page.getByRole('option', { name: /Malte Hansen/ }).first()).toBeVisible();
    },
  },
  {
    name: 'search, nothing found',
    open: async ({ page }) => {
      await openSearch(page);
      await search(page).fill('zzzz');
      await expect(page.getByText('Nothing is called')).toBeVisible();
    },
  },
  {
    name: 'shortcuts',
    layers: ['app/shell/shortcut-sheet.tsx'],
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Shortcuts' }).click();
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    },
  },
  {
    name: 'reminders, none',
    layers: ['kit/reminders/reminder-list.tsx'],
    open: async ({ page }) => {
      await page.getByRole('button', { name: /^Reminders/ }).click();
      await expect(page.getByRole('dialog', { name: 'Reminders' })).toBeVisible();
    },
  },
  {
    name: 'reminders',
    open: async ({ page }) => {
      if ((await page.getByRole('button', { name: 'Reminders: none' }).count()) > 0) {
        await planForYesterday(page, 'Ask Malte whether the gateway holds');
        // A click on what tells of it would close the list.
        await expect(page.locator('.toast')).toBeVisible();
        await dismissAll(page);
      }
      await page.getByRole('button', { name: /^Reminders/ }).click();
      await expect(
        page.getByRole('dialog', { name: 'Reminders' }).getByRole('listitem'),
      ).toHaveCount(1);
    },
  },
  {
    name: 'a problem in the corner',
    tells: true,
    open: async ({ page }) => {
      await syncIndicator(page).click();
      await page.getByRole('button', { name: /^(Set|Change)$/ }).click();
      await page.getByRole('textbox', { name: 'Relay address' }).fill('relay');
      await page.keyboard.press('Enter');
      await expect(page.locator('.toast-problem')).toBeVisible();
    },
  },
  {
    name: 'a toast',
    tells: true,
    open: async ({ page }) => {
      await openList(page, 'Accounts');
      await rowOf(page, 'Atelier Brûlé').getByRole('link').first().click();
      await page.getByRole('main').getByRole('button', { name: 'Archive', exact: true }).click();
      await openList(page, 'Accounts');
      await expect(page.locator('.toast').first()).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Control+z');
      await expect(rowOf(page, 'Atelier Brûlé')).toBeVisible();
    },
  },
  {
    name: 'e-mails to take in',
    layers: ['kit/mail/mail-dialog.tsx'],
    open: async ({ page }) => {
      await dropMails(page, [
        {
          from: 'Ines Duarte <ines.duarte@porto-cork.example>',
          subject: 'Price for two lines',
          id: 'look-1@porto-cork.example',
          text: 'Hello,\nwhat would two lines cost, with everything around them?\n\nInes Duarte\nTel. +351 22 555 10 20',
        },
        {
          from: 'Marek Dvořák <marek.dvorak@vltava-mills.example>',
          subject: 'Re: Visit in May',
          id: 'look-2@vltava-mills.example',
          text: 'The 12th suits us.',
        },
      ]);
    },
  },
  {
    name: 'working alone',
    layers: ['app/shell/sync-indicator.tsx'],
    open: async ({ page }) => {
      await syncIndicator(page).click();
      await expect(page.getByText(/^Relay:/)).toBeVisible();
    },
  },
  {
    name: 'what waits to be sent',
    open: async ({ page }) => {
      await syncIndicator(page).click();
      await page.getByRole('button', { name: /^(Set|Change)$/ }).click();
      // Nobody listens there: what is done waits.
      await page.getByRole('textbox', { name: 'Relay address' }).fill('ws://127.0.0.1:9');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.keyboard.press('Escape');
      await openRecord(page, 'Deals', 'Control room');
      await editField(page, 'Next step', 'Visit the site with their engineers and the two fitters');
      // A click on what is told there later would close it.
      await dismissAll(page);
      await syncIndicator(page).click();
      await expect(page.getByRole('heading', { name: /waiting to be sent$/ })).toBeVisible();
    },
  },
];
