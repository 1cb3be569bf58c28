import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { dropMails } from './support/mail-acts.ts';
import { openList, openRecord } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;

test.beforeAll(async () => {
  desktop = await launchAtWork({ userName: 'Ada Lovelace', sampleData: true });
});

test.afterAll(async () => {
  await desktop.close();
});

const stranger = {
  from: 'Ines Duarte <ines.duarte@porto-cork.example>',
  subject: 'Price for two lines',
  id: 'm1@porto-cork.example',
  text: 'Hello,\nwhat would two lines cost?\n-- \nInes Duarte, Director\nTel. +351 22 555 10 20',
};
const known = {
  from: '"Dvořák, Marek" <marek.dvorak@vltava-mills.example>',
  subject: 'Re: Visit in May',
  id: 'm2@vltava-mills.example',
  text: 'The 12th suits us.',
};

test('mails that are dropped stand in timelines, and a stranger becomes a lead with a score', async () => {
  const { page } = desktop;
  const dialog = await dropMails(page, [stranger, known]);
  const first = dialog.getByRole('region', { name: 'Price for two lines' });
  await expect(first.getByRole('textbox', { name: 'Company' })).toHaveValue('Porto Cork');
  await expect(first.getByRole('textbox', { name: 'Phone' })).toHaveValue('+351 22 555 10 20');
  await expect(
    dialog.getByRole('region', { name: 'Re: Visit in May' }).getByRole('radio', { name: /Marek/ }),
  ).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 e-mails taken in')).toBeVisible();

  await openRecord(page, 'Leads', 'Ines Duarte');
  await expect(page.getByText('Price for two lines').first()).toBeVisible();
  await expect(page.getByText(/\+10 Company is known/)).toBeVisible();
});

test('the same mail is taken in once, and undo takes back all that it made', async () => {
  const { page } = desktop;
  const dialog = await dropMails(page, [stranger]);
  await dialog.getByRole('button', { name: 'Take it in' }).click();
  await expect(dialog.getByText('This e-mail is here already.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await openList(page, 'Leads');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone: Take in 2 e-mails')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Porto Cork' })).toHaveCount(0);
});

test('a number of the data quality page opens its records', async () => {
  const { page } = desktop;
  await openList(page, 'Leads');
  await page.getByRole('button', { name: 'Duplicates', exact: true }).click();
  await page.getByRole('button', { name: 'Data quality' }).click();
  await page.getByRole('button', { name: 'Without an owner, Leads: 2' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Leads' })).toBeVisible();
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: 'Elif' })).toHaveCount(1);
});
