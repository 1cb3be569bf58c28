import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectField, field, openList, openRecord } from './support/record-acts.ts';
import { choose, openSettings } from './support/settings-acts.ts';
import { type Pair, launchPair, meet } from './support/pair.ts';

test.describe.configure({ mode: 'serial' });

let pair: Pair;
let anna: Desktop;
let ben: Desktop;

test.beforeAll(async () => {
  pair = await launchPair();
  ({ anna, ben } = pair);
  await meet(pair, { sampleData: true });
});
test.afterAll(() => pair.close());

const ACCOUNT = 'Nordlicht Offshore';
const factsOf = ({ page }: Desktop, section: string) =>
  page.getByRole('main').getByRole('region', { name: section, exact: true });
const labelsOf = (desktop: Desktop, section: string) =>
  factsOf(desktop, section).locator('.field-label').allTextContents();
const inSettings = (section: string) =>
  anna.page.getByRole('region', { name: section, exact: true });

test('a field that is moved by keys is elsewhere on the page that a teammate has open', async () => {
  await openRecord(ben.page, 'Accounts', ACCOUNT);
  const [first, second] = await labelsOf(ben, 'About');
  await openSettings(anna.page, 'Layouts');
  await choose(anna.page, 'Of', 'Accounts');
  const up = inSettings('About').getByRole('button', { name: `Move ${second} up` });
  await up.focus();
  await anna.page.keyboard.press('Alt+ArrowUp');
  await expect(anna.page.getByRole('status').filter({ hasText: `${second}: 1 of` })).toBeVisible();
  // The line took the focus along: the next press goes on from there.
  await expect(up).toBeFocused();
  await expect
    .poll(async () => (await labelsOf(ben, 'About')).slice(0, 2))
    .toEqual([second, first]);
});

test('a section of the team’s own takes fields in by hand, and is named as the team likes', async () => {
  await anna.page.getByRole('textbox', { name: 'Name of a new section' }).fill('Money');
  await anna.page.getByRole('button', { name: 'Add section' }).click();
  await expect(inSettings('Money')).toContainText('Nothing in it');
  const line = anna.page.getByRole('listitem', { name: 'Annual revenue', exact: true });
  const head = inSettings('Money').locator('.layout-section-head');
  await line.locator('.layout-grip').dragTo(head);
  await expect(factsOf(ben, 'Money')).toContainText('Annual revenue');
  const name = anna.page.getByRole('textbox', { name: 'Name of the section Money' });
  await name.fill('What it is worth');
  await name.press('Enter');
  await expect(factsOf(ben, 'What it is worth')).toContainText('Annual revenue');
});

test('what is hidden is out of the page and the form, one click away, and never what a record needs', async () => {
  await anna.page.getByRole('button', { name: 'Hide Industry' }).click();
  await expect(field(ben.page, 'Industry')).toBeHidden();
  await expect(anna.page.getByRole('button', { name: 'Hide Name' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await ben.page.getByRole('button', { name: 'Show 1 hidden field' }).click();
  await expect(field(ben.page, 'Industry')).toBeVisible();
  await openList(ben.page, 'Accounts');
  await ben.page.getByRole('main').getByRole('button', { name: 'New account' }).first().click();
  const form = ben.page.getByRole('dialog', { name: 'New account' });
  await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toBeVisible();
  await form.getByRole('button', { name: 'All fields' }).click();
  await expect(form.getByRole('textbox', { name: 'Website' })).toBeVisible();
  await expect(form.getByText('Industry', { exact: true })).toHaveCount(0);
  await form.getByRole('button', { name: 'Cancel' }).click();
});

test('the layout as it came is one act away, and undo brings back the team’s own', async () => {
  await openRecord(ben.page, 'Accounts', ACCOUNT);
  await expect(factsOf(ben, 'What it is worth')).toBeVisible();
  await anna.page.getByRole('button', { name: 'Back to the default' }).click();
  await expect(factsOf(ben, 'What it is worth')).toHaveCount(0);
  await expect(field(ben.page, 'Industry')).toBeVisible();
  await anna.page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(factsOf(ben, 'What it is worth')).toContainText('Annual revenue');
  await expect(field(ben.page, 'Industry')).toBeHidden();
});

test('who is typing in a field keeps what was typed while the layout changes', async () => {
  await field(ben.page, 'Domain').click();
  const input = ben.page.getByRole('textbox', { name: 'Domain', exact: true });
  await input.fill('nordlicht.example');
  for (const way of ['up', 'up'])
    await anna.page.getByRole('button', { name: `Move Domain ${way}` }).click();
  await expect(inSettings('About').getByRole('listitem', { name: 'Domain' })).toBeVisible();
  await expect(input).toHaveValue('nordlicht.example');
  await expect(factsOf(ben, 'About').locator('[data-field="domain"]')).toHaveCount(0);
  await ben.page.keyboard.press('Enter');
  await expectField(ben.page, 'Domain', 'nordlicht.example');
  await expect(factsOf(ben, 'About').locator('[data-field="domain"]')).toBeVisible();
});
