import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { beginWork } from './support/at-work.ts';
import { expectLive, invitationFrom, joinWorkspace } from './support/beginning.ts';
import type { Desktop } from './launch.ts';
import { launchPair, type Pair } from './support/pair.ts';
import { expectField, openList, openRecord, rowOf } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

/** Of the sample data. */
const ACCOUNT = 'Nordlicht Offshore';

let pair: Pair;
let anna: Desktop;
test.beforeAll(async () => {
  pair = await launchPair();
  anna = pair.anna;
  await beginWork(anna, { sampleData: true });
  await joinWorkspace(pair.ben.page, 'Ben Ode', await invitationFrom(anna.page));
  await expectLive(pair.ben.page);
});
test.afterAll(() => pair.close());

test('a record is shared with a department, and its head says so', async () => {
  const { ben } = pair;
  await openRecord(ben.page, 'Users', 'Ben Ode');
  await ben.page.getByRole('button', { name: 'Edit Teams' }).click();
  await ben.page.keyboard.type('Sales');
  await ben.page.keyboard.press('Enter');
  await ben.page.keyboard.press('Tab');
  await expectField(ben.page, 'Teams', 'Sales');
  const { page } = anna;
  await openRecord(page, 'Accounts', ACCOUNT);
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: `Share “${ACCOUNT}”` });
  await dialog.getByRole('combobox', { name: 'With' }).click();
  await page.getByRole('option', { name: 'Sales' }).click();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('The offer is due on Friday');
  await expectAccessible(page, 'sharing a record');
  await dialog.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Shared with Sales' })).toBeVisible();
});

test('who is in it gets one line and finds it in a view; sharing can be undone', async () => {
  const { page } = pair.ben;
  const bell = page.getByRole('button', { name: 'Reminders: none, shared: 1' });
  await expect(bell).toBeVisible({ timeout: 15_000 });
  await bell.click();
  const shared = page.getByRole('region', { name: 'Shared with you' });
  await expect(shared).toContainText('Anna Berg shared it with Sales: The offer is due on Friday');
  await shared.getByRole('link', { name: ACCOUNT }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: ACCOUNT })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reminders: none', exact: true })).toBeVisible();
  await openList(page, 'Accounts');
  await page.getByText('Shared with my department').click();
  await expect(rowOf(page, ACCOUNT)).toBeVisible();
  await anna.page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(rowOf(page, ACCOUNT)).toHaveCount(0);
});

test('the inbox has all of it, is worked through with keys, and what was done comes back', async () => {
  const { page } = pair.ben;
  const said = anna.page.getByRole('button', { name: 'Share', exact: true });
  for (const title of [ACCOUNT, 'Kuroshio Robotics']) {
    await openRecord(anna.page, 'Accounts', title);
    await expect(said).toBeVisible();
    await anna.page.keyboard.press('s');
    const dialog = anna.page.getByRole('dialog', { name: `Share “${title}”` });
    await dialog.getByRole('combobox', { name: 'With' }).click();
    await anna.page.getByRole('option', { name: 'Ben Ode' }).click();
    await dialog.getByRole('button', { name: 'Share', exact: true }).click();
    await expect(dialog).toBeHidden();
  }
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  const rows = page.getByRole('grid', { name: 'Inbox' }).getByRole('row');
  await expect(rows.filter({ hasText: 'shared it with you' })).toHaveCount(2);
  await expectAccessible(page, 'the inbox');
  await page.keyboard.press('e');
  await expect(rows.filter({ hasText: 'shared it with you' })).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(rows.filter({ hasText: 'shared it with you' })).toHaveCount(2);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: ACCOUNT })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(rows.filter({ hasText: 'shared it with you' })).toHaveCount(1);
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
});
