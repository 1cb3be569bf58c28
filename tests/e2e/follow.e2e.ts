import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { beginWork } from './support/at-work.ts';
import { expectLive, invitationFrom, joinWorkspace } from './support/beginning.ts';
import type { Desktop } from './launch.ts';
import { keepNotices, noticesOf } from './support/notices.ts';
import { launchPair, type Pair } from './support/pair.ts';
import { editField, openRecord, rowOf } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

/** Of the sample data: nobody's that sits here, and the newcomer's own. */
const ACCOUNT = 'Nordlicht Offshore';
const OWN = 'Fjellheim Logistikk';

let pair: Pair;
let anna: Desktop;
test.beforeAll(async () => {
  pair = await launchPair();
  anna = pair.anna;
  await beginWork(anna, { sampleData: true });
  await keepNotices(anna);
  await joinWorkspace(pair.ben.page, 'Ben Ode', await invitationFrom(anna.page));
  await expectLive(pair.ben.page);
});
test.afterAll(() => pair.close());

test('F follows a record and leaves it again, and the view of what one follows goes along', async () => {
  const { page } = anna;
  await openRecord(page, 'Accounts', ACCOUNT);
  await expect(page.getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: 'Following', exact: true })).toBeVisible();
  await page.getByRole('link', { name: /^Accounts/ }).click();
  await page.getByText('Followed by me').click();
  await expect(rowOf(page, ACCOUNT)).toBeVisible();
  await expect(rowOf(page, OWN)).toBeVisible();
  await expect(rowOf(page, 'Nordlicht Energie')).toHaveCount(0);
});

test('what a colleague changes of it is news, told once, and seen by who opens it', async () => {
  const { page } = anna;
  const { ben } = pair;
  await openRecord(ben.page, 'Accounts', ACCOUNT);
  await editField(ben.page, 'Employees', '777');
  const bell = page.getByRole('button', { name: 'Reminders: none, news: 1' });
  await expect(bell).toBeVisible({ timeout: 15_000 });
  await expect.poll(() => noticesOf(anna), { timeout: 30_000 }).toHaveLength(1);
  await bell.click();
  const news = page.getByRole('region', { name: 'News' });
  await expect(news).toContainText('Ben Ode changed');
  await expectAccessible(page, 'news beside reminders');
  await news.getByRole('link', { name: ACCOUNT }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: ACCOUNT })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reminders: none', exact: true })).toBeVisible();
});
