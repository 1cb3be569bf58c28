import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { editField, expectField, field, openList, openRecord } from './support/record-acts.ts';
import { pick } from './support/ticket-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

test('a contract that ends soon is seen in its list and on its account', async () => {
  const { page } = desktop;
  await openList(page, 'Contracts');
  await page.getByRole('link', { name: 'Ending soon' }).click();
  await expect(page.getByRole('grid')).toContainText('Care for Nordlicht');
  await expect(page.getByRole('grid')).not.toContainText('Maintenance for Bluestem');
  await openRecord(page, 'Accounts', 'Nordlicht Energie');
  await expect(page.getByText(/^Next contract ends/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Contracts' })).toContainText('Care for Nordlicht');
});

test('renewing is one act: the following contract and the deal that is to win it', async () => {
  const { page } = desktop;
  await openRecord(page, 'Contracts', 'Care for Nordlicht');
  await expectAccessible(page, 'a contract');
  await page.getByRole('button', { name: 'Renew', exact: true }).click();
  await page.getByRole('button', { name: 'Open the contract' }).click();
  await expectField(page, 'Status', 'Draft');
  await expect(page.getByRole('region', { name: 'Term' })).toContainText('Care for Nordlicht');
  await expectField(page, 'Deal', 'Renewal: Care for Nordlicht');
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Undone: Renew/)).toBeVisible();
  await openList(page, 'Deals');
  await expect(page.getByRole('grid')).not.toContainText('Renewal: Care for Nordlicht');
});

test('a ticket says under which contract it is served, and when more is asked than was agreed', async () => {
  const { page } = desktop;
  await openRecord(page, 'Tickets', 'Gateway at site 2 drops out every night');
  const bar = page.locator('.ticket-bar');
  await expect(bar).toContainText(/Care for Nordlicht.*of 4 tickets, 0 of 10 hours/);
  await editField(page, 'Hours spent', '11');
  await expect(bar).toContainText('more than is included');
  await expectAccessible(page, 'a ticket over what was agreed');
});

test('goods are sent back from a ticket; a return closes when it is said what becomes of them', async () => {
  const { page } = desktop;
  await page.getByRole('button', { name: 'New return', exact: true }).click();
  await expectField(page, 'Contact', 'Tobias Krüger');
  await expect(page.getByRole('region', { name: 'Goods' })).toContainText('Edge Gateway');
  await field(page, 'Status').click();
  await page.getByRole('option', { name: 'Closed' }).click();
  await expect(
    page.getByText('Of 1 of 1 goods it is not said what becomes of them.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Leave it as it is' }).click();
  await page.keyboard.press('Escape');
  await pick(page, 'Status', 'Approved');

  await openRecord(page, 'Tickets', 'Gateway at site 2 drops out every night');
  await pick(page, 'Status', 'Resolved');
  await expect(page.getByText('Resolved, but 2 returns are still open')).toBeVisible();
  await openList(page, 'Returns');
  await page.getByRole('link', { name: 'Waiting for goods' }).click();
  await expect(page.getByRole('grid')).toContainText('Gateway of site 2');
});
