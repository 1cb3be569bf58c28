import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { beginWork } from './support/at-work.ts';
import { expectLive, invitationFrom, joinWorkspace } from './support/beginning.ts';
import type { Desktop } from './launch.ts';
import { keepNotices, noticesOf } from './support/notices.ts';
import { launchPair, type Pair } from './support/pair.ts';
import { openRecord } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

/** Of the sample data. */
const ACCOUNT = 'Nordlicht Offshore';

let pair: Pair;
let anna: Desktop;
test.beforeAll(async () => {
  pair = await launchPair();
  anna = pair.anna;
  await beginWork(anna, { sampleData: true });
});
test.afterAll(() => pair.close());

test('C opens the composer, Esc keeps what was written, Ctrl Enter sends it', async () => {
  const { page } = anna;
  await openRecord(page, 'Accounts', ACCOUNT);
  await page.keyboard.press('c');
  const composer = page.getByRole('combobox', { name: 'Comment' });
  await expect(composer).toBeFocused();
  await page.keyboard.type('Who knows the harbour?');
  await page.keyboard.press('Escape');
  await openRecord(page, 'Contacts', 'Malte Hansen');
  await openRecord(page, 'Accounts', ACCOUNT);
  await page.keyboard.press('c');
  await expect(composer).toHaveValue('Who knows the harbour?');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Comment sent')).toBeVisible();
  const said = page.getByRole('article', { name: 'Comment of Anna Berg' });
  await expect(said).toContainText('Who knows the harbour?');
  await expect(page.getByRole('button', { name: 'Comment 1' })).toBeVisible();
  await expectAccessible(page, 'comments');
});

test('one’s own comment can be edited and deleted, and each of it undone', async () => {
  const { page } = anna;
  const said = page.getByRole('article', { name: 'Comment of Anna Berg' });
  await said.getByRole('button', { name: 'Edit' }).click();
  const editor = page.getByRole('combobox', { name: 'Edit the comment' });
  await editor.fill('Who knows the port of Rostock?');
  await editor.press('Control+Enter');
  await expect(said).toContainText('Who knows the port of Rostock?');
  await expect(said.getByRole('button', { name: 'edited' })).toBeVisible();
  await said.getByRole('button', { name: 'Delete' }).click();
  await expect(said).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(said).toContainText('Rostock');
});

test('search finds a comment, and leads to it on the page of its record', async () => {
  const { page } = anna;
  await openRecord(page, 'Contacts', 'Malte Hansen');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('rostock');
  await page.getByRole('option').filter({ hasText: 'Who knows the port' }).click();
  await expect(page.getByRole('heading', { level: 1, name: ACCOUNT })).toBeVisible();
  await expect(page.getByRole('article', { name: 'Comment of Anna Berg' })).toBeFocused();
});

test('who is named in an answer is told once, and led to it; the answer arrives without a jump', async () => {
  const { page } = anna;
  const { ben } = pair;
  await keepNotices(ben);
  await joinWorkspace(ben.page, 'Ben Ode', await invitationFrom(page));
  await expectLive(ben.page);
  await openRecord(page, 'Accounts', ACCOUNT);
  await page.getByRole('button', { name: /^Comments/ }).click();
  await page
    .getByRole('article', { name: 'Comment of Anna Berg' })
    .getByRole('button', { name: 'Answer' })
    .click();
  await page.keyboard.type('You, @Ben');
  const menu = page.getByRole('listbox', { name: 'People and records' });
  await expect(menu.getByRole('option').first()).toContainText('Ben Ode');
  await page.keyboard.press('Enter');
  await page.keyboard.type('?');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => noticesOf(ben), { timeout: 30_000 })
    .toEqual([{ title: 'Anna Berg mentioned you', body: ACCOUNT }]);
  await ben.page.getByRole('button', { name: /mentions: 1/ }).click();
  const mentions = ben.page.getByRole('region', { name: 'Mentions' });
  await expect(mentions).toContainText('mentioned you in a comment');
  await mentions.getByRole('link', { name: ACCOUNT }).press('Enter');
  const answer = ben.page.getByRole('article').filter({ hasText: 'You, @Ben Ode ?' });
  await expect(answer).toBeFocused();

  const read = page.getByText('Who knows the port of Rostock?');
  await read.scrollIntoViewIfNeeded();
  const before = await read.boundingBox();
  await ben.page.keyboard.press('c');
  await ben.page.keyboard.type('Ask the pilots.');
  await ben.page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article').filter({ hasText: 'Ask the pilots' })).toBeAttached();
  const after = await read.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
});
