import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { createContact, editField, expectField } from './support/record-acts.ts';
import {
  clock,
  createTicket,
  deskRow,
  deskView,
  link,
  openDesk,
  pick,
  reply,
  writeSavedReply,
} from './support/ticket-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: false });
});
test.afterAll(() => desktop.close());

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** From a promise broken to the next look at the clocks, and then some. */
const BREACH_TIMEOUT_MS = 110_000;

test('what is promised is written down in the settings, and counts at once', async () => {
  const { page } = desktop;
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Service levels' }).click();
  const form = page.getByRole('form', { name: 'Policy' });
  for (const day of DAYS) {
    await form.getByRole('textbox', { name: `${day}: From` }).fill('0:00');
    await form.getByRole('textbox', { name: `${day}: To` }).fill('24:00');
  }
  await form.getByRole('textbox', { name: 'Urgent: first response' }).fill('soon');
  await form.getByRole('button', { name: 'Save policy' }).click();
  await expect(form.getByRole('alert')).toContainText('The targets for Urgent cannot be read.');
  await form.getByRole('textbox', { name: 'Urgent: first response' }).fill('1 min');
  await form.getByRole('button', { name: 'Save policy' }).click();
  await expect(page.getByText('Policy saved')).toBeVisible();
  await expectAccessible(page, 'service levels');
  await page.getByRole('button', { name: 'New policy' }).click();
  await expectAccessible(page, 'a new policy');

  await createTicket(page, 'Overdue in a minute');
  await pick(page, 'Priority', 'Urgent');
  await expect(clock(page, 'First response')).toContainText(/On time|Due soon/);
  await expect(clock(page, 'Resolution')).toContainText('2 h left');
});

const MAIL_TO_ADA =
  /^mailto:ada@example\.com\?subject=Re%3A%20Printer%20prints%20blanks&body=Dear%20Ada%2C%20shake%20it\.$/;

/** What the system is asked to open when the reply is handed over to the mail program. */
async function mailFromReply({ app, page }: Desktop): Promise<string> {
  const asked = await app.evaluateHandle(({ shell }) => {
    const addresses: string[] = [];
    shell.openExternal = async (address) => void addresses.push(address);
    return addresses;
  });
  await page.getByRole('button', { name: 'Open in mail program' }).click();
  await expect.poll(() => asked.evaluate(({ length }) => length)).toBe(1);
  return asked.evaluate(([address]) => address ?? '');
}

test('a saved reply is filled in, what is missing is seen, and it is never sent so', async () => {
  const { page } = desktop;
  await writeSavedReply(
    page,
    'Blanks',
    'Dear {{contact.firstName}},\n\nabout {{product.name}}: shake it.\n\n{{me.name}}',
  );
  await expectAccessible(page, 'saved replies');
  await createContact(page, 'Ada', 'Lovelace');
  await editField(page, 'E-mails', 'ada@example.com');
  await createTicket(page, 'Printer prints blanks');
  await pick(page, 'Status', 'New');
  await pick(page, 'Priority', 'High');
  await link(page, 'Contact', 'Ada Lovelace');

  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByRole('button', { name: 'Saved replies' }).click();
  await page.getByRole('option', { name: /Blanks/ }).click();
  await expect(reply(page)).toContainText('Dear Ada,');
  await expect(reply(page)).toContainText('Anna Berg');
  await expect(reply(page).locator('.open-place')).toHaveText('{{product.name}}');
  await expect(page.getByText('Still to be filled in: {{product.name}}')).toBeVisible();
  await expectAccessible(page, 'a reply with something to fill in');

  await page.getByRole('button', { name: 'Mark as sent', exact: true }).click();
  await expect(
    page.getByRole('region', { name: 'Reply', exact: true }).getByRole('alert'),
  ).toContainText('Still to be filled in: {{product.name}}');
  await expect(clock(page, 'First response')).toContainText('On time');

  await reply(page).locator('.open-place').dblclick();
  await reply(page).press('Control+a');
  await page.keyboard.type('Dear Ada, shake it.');
  expect(await mailFromReply(desktop)).toMatch(MAIL_TO_ADA);
  await page.getByRole('button', { name: 'Mark sent and wait' }).click();
  await expect(clock(page, 'First response')).toContainText('Met');
  await expectField(page, 'Status', 'Waiting on customer');
  await expect(page.getByRole('link', { name: 'Re: Printer prints blanks' }).first()).toBeVisible();
});

test('sending is one act: undo takes the e-mail back and brings the draft', async () => {
  const { page } = desktop;
  await page.keyboard.press('Control+z');
  await expect(clock(page, 'First response')).toContainText('On time');
  await expectField(page, 'Status', 'New');
  await expect(page.getByRole('link', { name: 'Re: Printer prints blanks' })).toHaveCount(0);
  await page.keyboard.press('r');
  await expect(reply(page)).toHaveText('Dear Ada, shake it.');
  await page.keyboard.press('Control+Enter');
  await expect(clock(page, 'First response')).toContainText('Met');
  await expectField(page, 'Status', 'Open');
  await page.keyboard.press('r');
  await expect(reply(page)).toHaveText('');
  await page.keyboard.press('Escape');
});

test('the desk is worked through by keyboard alone', async () => {
  const { page } = desktop;
  await createTicket(page, 'Second in line');
  await pick(page, 'Priority', 'Low');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { level: 1, name: 'Service desk' })).toBeVisible();
  await openDesk(page, 'All open');
  await expect(page.getByRole('grid', { name: /^Open tickets/ })).toBeFocused();
  await expect(deskRow(page, 'Second in line')).toBeVisible();
  await expectAccessible(page, 'service desk');

  await page.keyboard.press('End');
  await page.keyboard.press('w');
  await expect(page.getByText('The ticket is yours')).toBeVisible();
  await expect(deskView(page, 'Mine')).toContainText('1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Second in line' })).toBeVisible();
  await expectField(page, 'Agent', 'Anna Berg');
  await page.keyboard.press('k');
  await expect(
    page.getByRole('heading', { level: 1, name: 'Printer prints blanks' }),
  ).toBeVisible();
  await page.keyboard.press('w');
  await expectField(page, 'Agent', 'Anna Berg');
  await page.keyboard.press('r');
  await expect(reply(page)).toBeFocused();
  await page.keyboard.press('Alt+s');
  await page.keyboard.type('blan');
  await page.keyboard.press('Enter');
  await expect(reply(page)).toBeFocused();
  await expect(reply(page)).toContainText('Dear Ada,');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Still blank?');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('link', { name: 'Re: Printer prints blanks' }).first()).toBeVisible();
});

test('a duplicate is merged, stays readable from the other, and comes apart again', async () => {
  const { page } = desktop;
  await createTicket(page, 'Empty pages');
  await page.getByRole('textbox', { name: 'Notes' }).click();
  await page.keyboard.type('Tray two only.');
  await page.getByRole('button', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Merge/ });
  await expectAccessible(page, 'merging');
  await dialog.getByRole('combobox', { name: 'The ticket that goes on' }).fill('Printer prints');
  await page.getByRole('option', { name: /Printer prints blanks/ }).click();
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();

  await expect(
    page.getByRole('heading', { level: 1, name: 'Printer prints blanks' }),
  ).toBeVisible();
  const merged = page.getByRole('region', { name: 'Merged into this ticket' });
  await merged.getByText(/Empty pages/).click();
  await expect(merged.getByText('Tray two only.')).toBeVisible();
  await expectAccessible(page, 'a ticket with a merged one');
  await merged.getByRole('link', { name: 'Open it' }).click();
  await expect(
    page.getByRole('main').getByRole('status').filter({ hasText: 'Merged into' }),
  ).toBeVisible();
  await expectField(page, 'Status', 'Closed');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Merge…' })).toBeVisible();
});

test('a ticket is split, and both know of each other', async () => {
  const { page } = desktop;
  await openDesk(page, 'All open');
  await deskRow(page, 'Printer prints blanks').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Split…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Split/ });
  await dialog.getByRole('textbox', { name: 'Subject of the new ticket' }).fill('Toner is late');
  await expectAccessible(page, 'splitting');
  await dialog.getByRole('button', { name: 'Split off' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Toner is late' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'More' })).toContainText('Printer prints blanks');
  await page.getByRole('region', { name: 'More' }).getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Split tickets' })).toContainText('Toner is late');
});

test('a broken promise is seen in words, and escalated once', async () => {
  test.setTimeout(180_000);
  const { page } = desktop;
  await openDesk(page, 'Overdue');
  const row = deskRow(page, 'Overdue in a minute');
  await expect(row).toContainText('Late since', { timeout: BREACH_TIMEOUT_MS });
  await expectAccessible(page, 'an overdue ticket');
  await row.getByRole('link').first().click();
  await expect(clock(page, 'First response')).toContainText('Breached');
  await expect(page.locator('.ticket-fate')).toContainText('Escalated', {
    timeout: BREACH_TIMEOUT_MS,
  });
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const history = page.getByRole('dialog', { name: 'History' });
  await expect(history.getByText('Escalate a ticket')).toHaveCount(1);
});
