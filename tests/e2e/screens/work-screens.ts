/** Calendar, tasks, desk, duplicates: pages that are no list and no record. */
import { type Page, expect } from '@playwright/test';
import { openList } from '../support/record-acts.ts';
import { openDesk } from '../support/ticket-acts.ts';
import { dismissAll } from '../support/toasts.ts';
import type { Screen } from './screen.ts';

type CalendarView = 'Day' | 'Week' | 'Month';

async function openCalendar(page: Page, view: CalendarView): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('group', { name: 'Whose' }).getByText('Everybody').click();
  await page.getByRole('group', { name: 'View' }).getByText(view).click();
  await expect(page.getByRole('application')).toHaveAttribute('aria-busy', 'false');
}

/** Every day at nine, so that there is a series on whatever day it is. */
async function planSeries(page: Page): Promise<void> {
  await openCalendar(page, 'Day');
  const entry = page.getByRole('application').getByRole('button', { name: /Daily round/ });
  if ((await entry.count()) > 0) return;
  await page.getByRole('application').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'New activity' });
  await form.getByRole('textbox', { name: 'Subject' }).fill('Daily round through the halls');
  await form.getByRole('combobox', { name: 'Repeats' }).click();
  await page.getByRole('option').nth(1).click();
  await form.getByRole('button', { name: 'Plan it' }).click();
  await expect(form).toBeHidden();
  // A click on what tells of it would close what comes next.
  await expect(page.locator('.toast')).toBeVisible();
  await dismissAll(page);
}

const OWN_TASKS = ['Call Ada', 'Write to Katharina Böhm'] as const;

/** Two of one's own, late today: with what the sample data has there, more than a day of a month can show. */
async function addTasks(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'My tasks' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My tasks' })).toBeVisible();
  if ((await page.getByRole('row').filter({ hasText: OWN_TASKS[0] }).count()) > 0) return;
  const line = page.getByRole('textbox', { name: 'New task' });
  for (const [at, task] of OWN_TASKS.entries()) {
    await line.fill(`today 23:${at}0 ${task}`);
    await line.press('Enter');
    await expect(line).toHaveValue('');
  }
}

const seriesEntry = (page: Page) =>
  page.getByRole('application').getByRole('button', { name: /Daily round/ });

const calendars = (['Day', 'Week', 'Month'] as const).map((view): Screen => ({
  name: `calendar, ${view.toLowerCase()}`,
  open: ({ page }) => openCalendar(page, view),
}));

const desks = (['Mine', 'Unassigned', 'All open'] as const).map((view): Screen => ({
  name: `service desk, ${view.toLowerCase()}`,
  open: ({ page }) => openDesk(page, view),
}));

export const workScreens: readonly Screen[] = [
  ...calendars,
  {
    name: 'calendar of some people',
    open: async ({ page }) => {
      await openCalendar(page, 'Week');
      await page.getByRole('group', { name: 'Whose' }).getByText('People').click();
      await page.locator('.cal-people input').first().click();
      await expect(page.getByRole('option').first()).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('group', { name: 'Whose' }).getByText('Everybody').click();
    },
  },
  {
    name: 'plan an activity',
    layers: ['kit/calendar/new-entry.tsx'],
    open: async ({ page }) => {
      await openCalendar(page, 'Week');
      await page.getByRole('main').getByRole('button', { name: 'New activity' }).click();
      await expect(page.getByRole('form', { name: 'New activity' })).toBeVisible();
    },
  },
  {
    name: 'an entry of the calendar',
    opensAnew: true,
    layers: ['kit/calendar/entry-details.tsx'],
    open: async ({ page }) => {
      await planSeries(page);
      await seriesEntry(page).first().click();
      await expect(page.getByRole('dialog', { name: /Daily round/ })).toBeVisible();
    },
  },
  {
    name: 'which of a series',
    layers: ['kit/calendar/scope-dialog.tsx'],
    open: async ({ page }) => {
      await planSeries(page);
      await seriesEntry(page).first().click();
      await expect(page.getByRole('dialog', { name: /Daily round/ })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('application')).toBeFocused();
      await page.keyboard.press('Delete');
      await expect(page.getByRole('dialog', { name: /^Leave out/ })).toBeVisible();
    },
  },
  {
    name: 'a day in a list',
    layers: ['kit/calendar/day-list.tsx'],
    open: async ({ page }) => {
      await planSeries(page);
      await addTasks(page);
      await openCalendar(page, 'Month');
      await page
        .locator('.cal-month-day[data-today]')
        .getByRole('button', { name: /more$/ })
        .click();
      await expect(page.getByRole('dialog').getByText('Daily round')).toBeVisible();
    },
  },
  {
    name: 'a record that repeats',
    open: async ({ page }) => {
      await planSeries(page);
      await seriesEntry(page).first().dblclick();
      await expect(page.getByRole('combobox', { name: 'Repeats' })).toBeVisible();
    },
  },
  {
    name: 'my tasks',
    open: async ({ page }) => {
      await addTasks(page);
      const line = page.getByRole('textbox', { name: 'New task' });
      await expect(page.getByRole('row').filter({ hasText: 'call Ada' })).toBeVisible();
      await line.fill('tomorrow 9:00 send the contract');
      await expect(page.getByRole('heading', { level: 1, name: 'My tasks' })).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.getByRole('textbox', { name: 'New task' }).fill('');
    },
  },
  {
    name: 'my tasks, upcoming',
    open: async ({ page }) => {
      await page.getByRole('navigation').getByRole('link', { name: 'My tasks' }).click();
      await page.getByRole('button', { name: /^Upcoming/ }).click();
    },
  },
  ...desks,
  {
    name: 'data quality',
    open: async ({ page }) => {
      await openList(page, 'Contacts');
      await page.getByRole('button', { name: 'Duplicates' }).click();
      await page.getByRole('button', { name: 'Data quality' }).click();
      await expect(
        page.getByRole('button', { name: /^80 % complete or more, Accounts/ }),
      ).toBeVisible();
    },
  },
  {
    name: 'duplicates',
    open: async ({ page }) => {
      await openList(page, 'Leads');
      await page.getByRole('button', { name: 'Duplicates', exact: true }).click();
      const found = page.getByRole('list', { name: 'Probable duplicates' });
      await expect(found.getByRole('button', { name: 'Merge…' }).first()).toBeVisible();
    },
  },
];
