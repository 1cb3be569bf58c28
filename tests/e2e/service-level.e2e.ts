import { type Locator, type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { expectField, field, openList } from './support/record-acts.ts';
import { openSettings } from './support/settings-acts.ts';

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: false });
});
test.afterAll(() => desktop.close());

const SUBJECT = 'Printer prints blanks';

function clock(page: Page, name: string): Locator {
  return page.getByRole('group', { name: 'Service level' }).getByRole('button', { name });
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await field(page, label).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await expectField(page, label, option);
}

test('an urgent ticket is answered, waits, and is resolved in the time promised', async () => {
  const { page } = desktop;
  const response = clock(page, 'First response');
  const resolution = clock(page, 'Resolution');

  await openList(page, 'Tickets');
  await page.getByRole('main').getByRole('button', { name: 'New ticket' }).first().click();
  const form = page.getByRole('dialog', { name: 'New ticket' });
  await form.getByRole('textbox', { name: 'Subject' }).fill(SUBJECT);
  await form.getByRole('button', { name: 'Create ticket' }).click();
  await expect(page.getByText('No priority yet, so no time is promised.')).toBeVisible();

  await test.step('its priority starts both clocks', async () => {
    await pick(page, 'Status', 'New');
    await pick(page, 'Priority', 'Urgent');
    await expect(response).toContainText(/On time.*(30|29) min left.*due/);
    await expect(resolution).toContainText(/On time.*(2 h|1 h 59 min) left.*due/);
  });

  await test.step('a clock shows how it is counted', async () => {
    await response.press('Enter');
    const sum = page.getByRole('dialog', { name: /^First response/ });
    await expect(sum).toContainText('Promised for Urgent30 min');
    await expect(sum).toContainText('Mon, Tue, Wed, Thu, Fri 09:00–18:00');
    await expectAccessible(page, 'how a service level is counted');
    await page.keyboard.press('Escape');
    await expect(sum).toBeHidden();
    await expect(response).toBeFocused();
  });

  await test.step('the first response is recorded, undone, and recorded again', async () => {
    const respond = page.getByRole('button', { name: 'First response sent', exact: true });
    await respond.click();
    await expect(response).toContainText(/Met\s+at/);
    await expectField(page, 'Status', 'Open');
    await expect(respond).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(response).toContainText('On time');
    await expectField(page, 'Status', 'New');
    await respond.click();
    await expect(response).toContainText('Met');
  });

  await test.step('waiting for the customer pauses what is left', async () => {
    await pick(page, 'Status', 'Waiting on customer');
    await expect(resolution).toContainText(/Paused.*left/);
    await expect(resolution).not.toContainText('due');
    await expectAccessible(page, 'a ticket that waits');
    await pick(page, 'Status', 'Open');
    await expect(resolution).toContainText(/On time.*left.*due/);
  });

  await test.step('resolving meets it, undo lets it run again', async () => {
    await pick(page, 'Status', 'Resolved');
    await expect(resolution).toContainText(/Met\s+at/);
    await page.keyboard.press('Control+z');
    await expectField(page, 'Status', 'Open');
    await expect(resolution).toContainText('On time');
    await page.keyboard.press('Control+Shift+z');
    await expect(resolution).toContainText('Met');
    await expectAccessible(page, 'a resolved ticket');
  });
});

test('the workspace counts its business hours in a time zone that the settings show and change', async () => {
  const { page } = desktop;
  await openSettings(page, 'Workspace');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  const own = await page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  await expect(zone).toHaveValue(own);
  await zone.fill('Tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await expect(page.getByText('The workspace counts in Asia/Tokyo')).toBeVisible();

  await openList(page, 'Tickets');
  await page.getByRole('row').filter({ hasText: SUBJECT }).getByRole('link').first().click();
  await clock(page, 'Resolution').press('Enter');
  await expect(page.getByRole('dialog', { name: /^Resolution/ })).toContainText('(Asia/Tokyo)');
  await page.keyboard.press('Escape');
});
