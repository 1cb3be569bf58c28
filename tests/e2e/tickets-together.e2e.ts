import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectLive } from './support/beginning.ts';
import { clock, createTicket, deskRow, openDesk, pick, reply } from './support/ticket-acts.ts';
import { type Pair, launchPair, meet } from './support/pair.ts';

test.describe.configure({ mode: 'serial' });

const SUBJECT = 'Scanner scans nothing';

let pair: Pair;
let anna: Desktop;
let ben: Desktop;

test.beforeAll(async () => {
  pair = await launchPair();
  ({ anna, ben } = pair);
  await meet(pair, { sampleData: false }, 'Ben Roth');
});
test.afterAll(() => pair.close());

test('two people write one reply, and each sees the other’s words as they are typed', async () => {
  await createTicket(anna.page, SUBJECT);
  await pick(anna.page, 'Priority', 'High');
  await expectLive(anna.page);
  await openDesk(ben.page, 'Unassigned');
  await deskRow(ben.page, SUBJECT).getByRole('link').first().click();

  await anna.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await ben.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await reply(anna.page).click();
  await anna.page.keyboard.type('Dear customer,');
  await expect(reply(ben.page)).toContainText('Dear customer,');
  await expect(reply(ben.page).locator('.note-caret-label')).toHaveText('Anna Berg');
  await reply(ben.page).click();
  await ben.page.keyboard.press('Control+End');
  await ben.page.keyboard.type(' is the lid closed?');
  await expect(reply(anna.page)).toContainText('Dear customer, is the lid closed?');
  await expect(reply(anna.page).locator('.note-caret-label')).toHaveText('Ben Roth');
});

test('what one sends is sent for both, and whoever was writing is told and goes on with the next draft', async () => {
  await anna.page.getByRole('button', { name: 'Mark as sent', exact: true }).click();
  await expect(clock(anna.page, 'First response')).toContainText('Met');
  await expect(clock(ben.page, 'First response')).toContainText('Met');
  await expect(ben.page.getByRole('link', { name: `Re: ${SUBJECT}` }).first()).toBeVisible();
  await expect(ben.page.getByText('This reply was marked as sent meanwhile')).toBeVisible();
  // Who was writing goes on writing: no letter is a key of the page.
  await ben.page.keyboard.type('well');
  await expect(reply(ben.page)).toHaveText('well');
  await ben.page.keyboard.press('Control+A');
  await ben.page.keyboard.press('Delete');
  await ben.page.keyboard.press('Escape');
});

test('what is taken on one desktop leaves the unassigned of the other', async () => {
  await openDesk(anna.page, 'Unassigned');
  await expect(deskRow(anna.page, SUBJECT)).toBeVisible();
  await ben.page.getByRole('button', { name: 'Assign to me' }).click();
  await expect(deskRow(anna.page, SUBJECT)).toHaveCount(0);
  await openDesk(ben.page, 'Mine');
  await expect(deskRow(ben.page, SUBJECT)).toBeVisible();
});
