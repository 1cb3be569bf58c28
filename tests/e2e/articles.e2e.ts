import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { openList, openRecord } from './support/record-acts.ts';
import { createTicket, reply } from './support/ticket-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

test('an article is written, published, and found by a word of its text alone', async () => {
  const { page } = desktop;
  await openList(page, 'Articles');
  await page.keyboard.press('n');
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: 'Title' })
    .fill('Alarm comes too late');
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  const text = page.getByRole('region', { name: 'Text' }).getByRole('textbox', { name: 'Text' });
  await text.click();
  await page.keyboard.type('Set the hysteresis of the temperature alarm to zero.');
  await page.getByRole('heading', { name: 'Alarm comes too late' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Published: Alarm comes too late')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveCount(0);
  await expectAccessible(page, 'an article');
  const found = page.getByRole('dialog').getByRole('option', { name: /Alarm comes too late/ });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('hysteresis');
  await expect(found).toContainText('Text: Set the hysteresis');
  await page.keyboard.press('Escape');
});

test('a ticket is offered the articles that may answer it, with the reason; a key links one', async () => {
  const { page } = desktop;
  await openRecord(page, 'Tickets', 'Alarm for temperature comes late');
  const articles = page.getByRole('region', { name: 'Articles', exact: true });
  await expect(articles).toContainText('Alarm comes too late');
  await expect(articles).toContainText(/has “/);
  await page.keyboard.press('1');
  await expect(page.getByText('Article linked')).toBeVisible();
  await expect(articles.getByRole('button', { name: /Take .+ off this ticket/ })).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(articles.getByRole('button', { name: /off this ticket/ })).toHaveCount(0);
});

test('an article is put into a reply by keys alone, and counts as what answered the ticket', async () => {
  const { page } = desktop;
  await createTicket(page, 'The temperature alarm is late');
  await page.keyboard.press('r');
  await expect(reply(page)).toBeFocused();
  await page.keyboard.press('Alt+a');
  await expect(page.getByRole('option', { name: /Alarm comes too late/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(reply(page)).toContainText('Set the hysteresis of the temperature alarm to zero.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Reply marked as sent')).toBeVisible();

  await openRecord(page, 'Articles', 'Alarm comes too late');
  await expect(page.getByRole('region', { name: 'Tickets answered' })).toContainText(
    'The temperature alarm is late',
  );
  await page.getByRole('button', { name: 'Helpful', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Helpful 1' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await openList(page, 'Articles');
  await page.getByRole('link', { name: 'Never used' }).click();
  await expect(page.getByRole('grid')).not.toContainText('Alarm comes too late');
});
