import { type Locator, type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { chooseFile } from './support/import-acts.ts';
import { goToRow } from './support/keyboard.ts';
import { openRecord } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

/** Of the sample data: a contact, their account and a deal with it. */
const CONTACT = 'Malte Hansen';
const ACCOUNT = 'Nordlicht Offshore';
const DEAL = 'Control room';

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

function timeline(page: Page): Locator {
  return page.getByRole('region', { name: 'Timeline' });
}

function inTimeline(page: Page, text: string): Locator {
  return timeline(page).locator('.tl-item').filter({ hasText: text });
}

async function show(page: Page, filter: string): Promise<void> {
  const chip = timeline(page).getByRole('button', { name: new RegExp(`^${filter} [\\d,]+$`) });
  await chip.click();
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
}

async function openByKeys(page: Page, keys: string, text: string): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
  const words = page.getByRole('textbox', { name: /^Filter .* by words$/ });
  await expect(words).toBeVisible();
  await page.keyboard.press('/');
  await expect(words).toBeFocused();
  await page.keyboard.type(text);
  await expect(page.getByRole('grid').getByRole('checkbox')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: text })).toBeVisible();
}

test('a call with its outcome is logged with three keys, and stands on the account too', async () => {
  const { page } = desktop;
  await openByKeys(page, 'gc', CONTACT);
  await page.keyboard.press('q');
  await expect(page.getByRole('form', { name: 'Log an activity' })).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Call logged')).toBeVisible();
  await show(page, 'Activities');
  await expect(inTimeline(page, `Call: ${CONTACT}`)).toContainText('Left voicemail');
  await expect(timeline(page).getByRole('heading', { name: 'Today' })).toBeVisible();

  await openByKeys(page, 'ga', ACCOUNT);
  await expect(inTimeline(page, `Call: ${CONTACT}`)).toContainText('Left voicemail');
});

test('undo takes the call from both, redo brings it back', async () => {
  const { page } = desktop;
  await page.keyboard.press('Control+z');
  await expect(inTimeline(page, `Call: ${CONTACT}`)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(inTimeline(page, `Call: ${CONTACT}`)).toHaveCount(1);
});

test('words, text and the letters of the kinds do not get into each other’s way', async () => {
  const { page } = desktop;
  await openByKeys(page, 'gc', CONTACT);
  await page.keyboard.press('q');
  await page.keyboard.press('n');
  await page.keyboard.type('Met the team');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1 new number, and no complaints');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Note added')).toBeVisible();
  // Whoever came by keyboard goes on where they were.
  await expect(page.getByRole('button', { name: 'Log an activity' })).toBeFocused();
  await show(page, 'Notes');
  await expect(inTimeline(page, 'Met the team')).toContainText('1 new number, and no complaints');
});

test('a move of a stage shows as one, from where to where', async () => {
  const { page } = desktop;
  await openRecord(page, 'Deals', DEAL);
  await page
    .getByRole('group', { name: 'Stage' })
    .getByRole('button', { name: 'Proposal', exact: true })
    .click();
  await show(page, 'Stage moves');
  await expect(inTimeline(page, 'Stage moved from Negotiation to Proposal')).toBeVisible();
  await expect(inTimeline(page, 'Stage moved from Negotiation to Proposal')).toContainText(
    'Anna Berg',
  );
});

test('a change of a field shows what stood there before', async () => {
  const { page } = desktop;
  await page.getByRole('button', { name: 'Edit Competitor' }).click();
  await page.getByRole('textbox', { name: 'Competitor' }).fill('Everyone else');
  await page.keyboard.press('Enter');
  await show(page, 'Changes');
  await expect(inTimeline(page, 'Everyone else')).toContainText('Competitor');
});

const TASK = 'Ask about the third site';

test('a task planned from the head of a record is its next step, and among my tasks of today', async () => {
  const { page } = desktop;
  await openRecord(page, 'Accounts', 'Kuroshio Robotics');
  await page.keyboard.press('q');
  await page.keyboard.press('t');
  await page.keyboard.type(TASK);
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Task planned')).toBeVisible();
  await expect(inTimeline(page, TASK)).toContainText('Today');
  await page.getByRole('button', { name: 'Log an activity' }).blur();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page.getByRole('heading', { level: 1, name: 'My tasks' })).toBeVisible();
  await expect(page.getByRole('row', { name: TASK })).toBeVisible();
});

test('one key completes a task, and undo brings it back to the day', async () => {
  const { page } = desktop;
  const row = page.getByRole('row', { name: TASK });
  await goToRow(page, row);
  await page.keyboard.press('e');
  await expect(page.getByText(`Completed: ${TASK}`)).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(row).toBeVisible();
  await goToRow(page, row);
  await page.keyboard.press('e');
  await expect(row).toHaveCount(0);
});

test('a completed task is among what has happened, no longer what comes next', async () => {
  const { page } = desktop;
  await openRecord(page, 'Accounts', 'Kuroshio Robotics');
  await show(page, 'Activities');
  await expect(inTimeline(page, TASK)).toBeVisible();
  await expect(page.getByRole('button', { name: `Complete ${TASK}` })).toHaveCount(0);
});

/** More than any screen shows at once. */
const MANY_TICKETS = 400;

test('a long timeline draws what is on screen, and is there to its end', async () => {
  const { page } = desktop;
  const rows = Array.from(
    { length: MANY_TICKETS },
    (_, index) => `Question ${index + 1},Open,${ACCOUNT}`,
  );
  const bytes = new TextEncoder().encode(
    ['ticket subject,ticket status,company', ...rows].join('\n'),
  );
  await chooseFile(page, { name: 'tickets.csv', bytes });
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await page.getByRole('button', { name: /^Import [\d,]+ / }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await openRecord(page, 'Accounts', ACCOUNT);
  await show(page, 'Tickets');
  await expect(
    timeline(page).getByRole('button', { name: `Tickets ${MANY_TICKETS}` }),
  ).toBeVisible();
  const drawn = timeline(page).locator('.tl-item');
  expect(await drawn.count()).toBeLessThan(80);
  const before = await drawn.first().innerText();
  await page.locator('.record').evaluate((record) => record.scrollTo(0, record.scrollHeight));
  await expect(drawn.first()).not.toHaveText(before);
  // The last one ends where the list does: nothing was measured wrong on the way.
  await expect
    .poll(() =>
      page.evaluate(() => {
        const list = document.querySelector('.tl-lines')?.getBoundingClientRect();
        const items = [...document.querySelectorAll('.tl-lines > li')];
        const ends = items.map((item) => item.getBoundingClientRect().bottom);
        return Math.round(Math.abs(Math.max(...ends) - (list?.bottom ?? 0)));
      }),
    )
    .toBe(0);
});

test('nobody is shut out of the timeline, of logging, nor of my tasks', async () => {
  const { page } = desktop;
  await show(page, 'All');
  await expectAccessible(page, 'timeline');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.getByRole('form', { name: 'Log an activity' })).toBeVisible();
  await expectAccessible(page, 'logging a call');
  await page.getByRole('form').locator('label').filter({ hasText: 'Task' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'What is to be done?' })).toBeVisible();
  await expectAccessible(page, 'logging a task, with a problem');
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').getByRole('link', { name: 'My tasks' }).click();
  await expectAccessible(page, 'my tasks, none for today');
});
