import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { expectLive, invitationFrom, joinWorkspace } from './support/beginning.ts';
import { editField, openRecord } from './support/record-acts.ts';
import { beginWork } from './support/at-work.ts';
import { keepNotices, noticesOf } from './support/notices.ts';
import { type Pair, launchPair } from './support/pair.ts';

test.describe.configure({ mode: 'serial' });

/** Of the sample data: an account, and a contact of another one. */
const ACCOUNT = 'Nordlicht Offshore';
const CONTACT = 'Malte Hansen';

let pair: Pair;
let desktop: Desktop;
test.beforeAll(async () => {
  pair = await launchPair();
  desktop = pair.anna;
  await beginWork(desktop, { sampleData: true });
});
test.afterAll(() => pair.close());

test('“@” and some letters name a record in a note; the name leads to the record', async () => {
  const { page } = desktop;
  await openRecord(page, 'Accounts', ACCOUNT);
  const note = page.getByRole('textbox', { name: 'Notes' });
  await note.click();
  await page.keyboard.type('Ask @');
  const menu = page.getByRole('listbox', { name: 'People and records' });
  await expect(menu).toContainText('Type the name of a person');
  await page.keyboard.type('malte');
  await expect(menu.getByRole('option').first()).toContainText(CONTACT);
  await expect(menu.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page, 'the list under @');
  await page.keyboard.press('Enter');
  await page.keyboard.type('about the crane');
  await expect(note).toContainText(`Ask @${CONTACT} about the crane`);
  await note.getByText(`@${CONTACT}`).click();
  await expect(page.getByRole('heading', { level: 1, name: CONTACT })).toBeVisible();
});

test('a task in a note is ticked off, and is so after another look', async () => {
  const { page } = desktop;
  await openRecord(page, 'Accounts', ACCOUNT);
  const note = page.getByRole('textbox', { name: 'Notes' });
  await expect(note).toContainText(`Ask @${CONTACT} about the crane`);
  await note.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('[ ] Send the offer');
  await page.getByRole('checkbox', { name: 'Done: Send the offer' }).check();
  await expect(page.getByText('With the team')).toBeVisible();
  await openRecord(page, 'Contacts', CONTACT);
  await openRecord(page, 'Accounts', ACCOUNT);
  await expect(page.getByRole('checkbox', { name: 'Done: Send the offer' })).toBeChecked();
});

test('a colleague who is mentioned is told, finds it beside the reminders, and is called by the name of now', async () => {
  const { page } = desktop;
  const { ben } = pair;
  await keepNotices(ben);
  await joinWorkspace(ben.page, 'Ben Ode', await invitationFrom(page));
  await expectLive(ben.page);

  await openRecord(page, 'Accounts', ACCOUNT);
  const note = page.getByRole('textbox', { name: 'Notes' });
  await note.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('@Ben');
  const menu = page.getByRole('listbox', { name: 'People and records' });
  await expect(menu.getByRole('option').first()).toContainText('Ben Ode');
  await page.keyboard.press('Enter');
  await page.keyboard.type('please look');

  await expect
    .poll(() => noticesOf(ben), { timeout: 30_000 })
    .toEqual([{ title: 'Anna Berg mentioned you', body: ACCOUNT }]);
  const bell = ben.page.getByRole('button', { name: 'Reminders: none, mentions: 1' });
  await bell.click();
  const mentions = ben.page.getByRole('region', { name: 'Mentions' });
  await expect(mentions).toContainText('Anna Berg mentioned you');
  await expectAccessible(ben.page, 'mentions beside reminders');
  await mentions.getByRole('link', { name: ACCOUNT }).press('Enter');
  await expect(ben.page.getByRole('heading', { level: 1, name: ACCOUNT })).toBeVisible();
  await expect(
    ben.page.getByRole('button', { name: 'Reminders: none', exact: true }),
  ).toBeVisible();

  await openRecord(ben.page, 'Users', 'Ben Ode');
  await editField(ben.page, 'Name', 'Ben Odermatt');
  await openRecord(page, 'Contacts', CONTACT);
  await openRecord(page, 'Accounts', ACCOUNT);
  await expect(page.getByRole('textbox', { name: 'Notes' })).toContainText('@Ben Odermatt');
});
