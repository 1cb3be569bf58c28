import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { choose, openSettings } from './support/settings-acts.ts';
import { createTicket, deskRow, deskView, link, openDesk } from './support/ticket-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;

test.beforeAll(async () => {
  desktop = await launchAtWork({ userName: 'Ada Lovelace', sampleData: false });
});

test.afterAll(async () => {
  await desktop.close();
});

test('a queue that the team keeps is chosen in a ticket, and is on the desk by its name of now', async () => {
  const { page } = desktop;
  await openSettings(page, 'Queues');
  for (const name of ['Billing', 'Returns']) {
    await page.getByRole('textbox', { name: 'Name of a new queue' }).fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name })).toBeVisible();
  }
  await createTicket(page, 'The sum is wrong');
  await link(page, 'Queue', 'Billing');
  await openDesk(page, 'Billing');
  await expect(deskRow(page, 'The sum is wrong')).toBeVisible();

  await openSettings(page, 'Queues');
  const name = page.getByRole('textbox', { name: 'Name of Billing' });
  await name.fill('Invoices');
  await name.press('Enter');
  await expect(page.getByRole('row', { name: 'Invoices' })).toBeVisible();
  await openDesk(page, 'Invoices');
  await expect(deskRow(page, 'The sum is wrong')).toBeVisible();
});

test('a second queue of one name is refused, and a deleted one comes back', async () => {
  const { page } = desktop;
  await openSettings(page, 'Queues');
  await page.getByRole('textbox', { name: 'Name of a new queue' }).fill('returns');
  await page.keyboard.press('Enter');
  await expect(page.getByText('There is a queue called “returns” already.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name of a new queue' }).fill('');
  await page.getByRole('button', { name: 'Delete Returns' }).click();
  await page.getByRole('button', { name: 'Bring back Returns' }).click();
  await expect(page.getByRole('row', { name: 'Returns' })).toBeVisible();
});

test('a policy is for the tickets of a queue', async () => {
  const { page } = desktop;
  await openSettings(page, 'Service levels');
  await page.getByRole('button', { name: 'New policy' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Money first');
  await choose(page, 'Queues', 'Invoices');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save policy' }).click();
  await expect(page.getByRole('button', { name: 'Money first Invoices' })).toBeVisible();
});

test('whoever follows the queue of a ticket comes to where queues are kept', async () => {
  const { page } = desktop;
  await openDesk(page, 'Invoices');
  await expect(deskView(page, 'Invoices')).toContainText('1');
  await deskRow(page, 'The sum is wrong').dblclick();
  await page.getByRole('link', { name: 'Invoices' }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'Queues' })).toBeVisible();
});
