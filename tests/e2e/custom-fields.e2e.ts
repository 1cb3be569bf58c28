import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { addCondition, countOfList } from './support/list-acts.ts';
import {
  closeHistory,
  editField,
  expectField,
  field,
  openHistory,
  openList,
  openRecord,
} from './support/record-acts.ts';
import { addField, choose, openSettings } from './support/settings-acts.ts';
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

test('a field that one adds is at once on the page, in the lists and in the filters of all', async () => {
  await openRecord(ben.page, 'Accounts', ACCOUNT);
  await openSettings(anna.page, 'Fields');
  await addField(anna.page, { label: 'Region', type: 'Choice', choices: ['North', 'South'] });
  await addField(anna.page, { label: 'Code', searched: true });
  await addField(anna.page, { label: 'Seats', type: 'Number' });
  await addField(anna.page, { label: 'Opened', type: 'Date' });
  await addField(anna.page, {
    label: 'Doubled',
    type: 'Formula',
    fill: (page) => page.getByRole('textbox', { name: 'Formula' }).fill('seats * 2 + size(code)'),
  });
  // The record that Ben has open gets them while he looks at it.
  await editField(ben.page, 'Code', 'KX7');
  await editField(ben.page, 'Seats', '21');
  await expect(ben.page.locator('[data-field]').filter({ hasText: 'Doubled' })).toContainText('45');
  await openList(ben.page, 'Accounts');
  await addCondition(ben.page, { field: 'Code', condition: 'is not empty' });
  await expect(countOfList(ben.page, '1 account')).toBeVisible();
});

test('what stands in it is found by search and named in the history', async () => {
  await ben.page.keyboard.press('Control+k');
  await ben.page.getByRole('combobox').last().fill('KX7');
  await expect(ben.page.getByRole('option').filter({ hasText: ACCOUNT }).first()).toBeVisible();
  await ben.page.keyboard.press('Escape');
  await openRecord(anna.page, 'Accounts', ACCOUNT);
  await expectField(anna.page, 'Code', 'KX7');
  const history = await openHistory(anna.page);
  await expect(history.getByText('Seats').first()).toBeVisible();
  await closeHistory(anna.page);
});

test('a field that is deleted is gone everywhere, and comes back with its values', async () => {
  await openRecord(ben.page, 'Accounts', ACCOUNT);
  await openSettings(anna.page, 'Fields');
  await anna.page.getByRole('button', { name: 'Delete Code' }).click();
  await expect(field(ben.page, 'Code')).toBeHidden();
  await anna.page
    .getByRole('region', { name: 'Deleted fields' })
    .getByRole('button', { name: 'Restore Code' })
    .click();
  await expectField(ben.page, 'Code', 'KX7');
  await expect(ben.page.locator('[data-field]').filter({ hasText: 'Doubled' })).toContainText('45');
});

test('a field that would need itself is refused with the way round', async () => {
  await anna.page.getByRole('button', { name: /^Doubled/ }).click();
  const form = anna.page.getByRole('form', { name: 'Doubled' });
  await form.getByRole('textbox', { name: 'Formula' }).fill('doubled + 1');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('alert')).toContainText('Doubled → Doubled');
  await form.getByRole('button', { name: 'Cancel' }).click();
});

test('an object has a list, records, notes, links both ways, and figures on the other side', async () => {
  await openSettings(anna.page, 'Objects');
  await anna.page.getByRole('button', { name: 'Add an object' }).click();
  await anna.page.getByRole('textbox', { name: 'One is called' }).fill('Site');
  await anna.page.getByRole('textbox', { name: 'Several are called' }).fill('Sites');
  await anna.page.getByRole('button', { name: 'Add the object' }).click();
  await openSettings(anna.page, 'Fields');
  await choose(anna.page, 'Of', 'Sites');
  await addField(anna.page, {
    label: 'Operator',
    type: 'Link to a record',
    fill: async (page) => {
      await choose(page, 'Points at', 'Accounts');
      await page.getByRole('textbox', { name: 'The list there is called' }).fill('Sites');
    },
  });
  await choose(anna.page, 'Of', 'Accounts');
  await addField(anna.page, {
    label: 'Number of sites',
    type: 'Roll-up',
    fill: (page) => choose(page, 'Records', 'Sites, by Operator'),
  });
  await openRecord(ben.page, 'Accounts', ACCOUNT);
  const sites = ben.page.locator('.record-aside').getByText('Sites').first();
  await expect(sites).toBeVisible();
  await openList(ben.page, 'Sites');
  await ben.page.getByRole('main').getByRole('button', { name: 'New site' }).first().click();
  const form = ben.page.getByRole('dialog', { name: 'New site' });
  await form.getByRole('textbox', { name: 'Name' }).fill('Pier 4');
  await form.getByRole('button', { name: 'Create site' }).click();
  await expect(ben.page.getByRole('heading', { level: 1, name: 'Pier 4' })).toBeVisible();
  await field(ben.page, 'Operator').click();
  const picker = ben.page.getByRole('combobox', { name: 'Operator' });
  await picker.fill(ACCOUNT);
  await ben.page.getByRole('option').filter({ hasText: ACCOUNT }).first().click();
  await openList(ben.page, 'Sites');
  await expect(ben.page.getByRole('columnheader', { name: 'Operator' })).toBeVisible();
  await expect(ben.page.getByRole('grid').getByText(ACCOUNT)).toBeVisible();
  await openRecord(anna.page, 'Accounts', ACCOUNT);
  await expect(
    anna.page.locator('[data-field]').filter({ hasText: 'Number of sites' }),
  ).toContainText('1');
  await expect(anna.page.locator('.record-aside').getByText('Pier 4')).toBeVisible();
});
