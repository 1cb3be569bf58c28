/** Pipelines and their stages: changed in the settings, and there at once on the board, in forms and in the forecast. */
import { type Locator, type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { field, openList } from './support/record-acts.ts';
import { addField, choose, openSettings } from './support/settings-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

async function openPipelines(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('link', { name: 'Pipelines' }).click();
  await expect(page.getByRole('region', { name: 'Pipelines' })).toBeVisible();
}

async function openBoard(page: Page): Promise<void> {
  await openList(page, 'Deals');
  await page.getByText('Board', { exact: true }).click();
}

const stageRow = (page: Page, stage: string): Locator =>
  page.getByRole('row', { name: stage, exact: true });

const stageNames = (page: Page): Promise<readonly string[]> =>
  page
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.map((row) => row.getAttribute('aria-label') ?? '').filter((label) => label !== ''),
    );

const column = (page: Page, stage: string): Locator =>
  page.getByRole('listbox', { name: new RegExp(`^${stage}, `) });

test('a stage is renamed where it stands, and is so on the board', async () => {
  const { page } = desktop;
  await openPipelines(page);
  const name = page.getByRole('textbox', { name: 'Name of Proposal' });
  await name.fill('Offer');
  await name.press('Enter');
  await expect(stageRow(page, 'Offer')).toBeVisible();
  await openBoard(page);
  await expect(column(page, 'Offer').getByRole('option').first()).toBeVisible();
});

test('the keyboard moves a stage and keeps the focus with it', async () => {
  const { page } = desktop;
  await openPipelines(page);
  await page.getByRole('button', { name: 'Move Negotiation up' }).focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => stageNames(page))
    .toEqual(expect.arrayContaining(['Negotiation', 'Offer']));
  await expect
    .poll(async () => {
      const names = await stageNames(page);
      return names.indexOf('Offer') - names.indexOf('Negotiation');
    })
    .toBe(1);
  await expect(page.getByRole('button', { name: 'Move Negotiation up' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect
    .poll(async () => {
      const names = await stageNames(page);
      return names.indexOf('Negotiation') - names.indexOf('Offer');
    })
    .toBe(1);
  await expectAccessible(page, 'pipelines');
});

test('a hand takes a stage by its grip to another place', async () => {
  const { page } = desktop;
  await openPipelines(page);
  const before = await stageNames(page);
  const [first = '', , third = ''] = before;
  await stageRow(page, first)
    .locator('.stages-grip > span')
    .dragTo(stageRow(page, third), { targetPosition: { x: 60, y: 30 } });
  await expect.poll(async () => (await stageNames(page)).indexOf(first)).toBe(2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => stageNames(page)).toEqual(before);
});

test('a stage with deals is removed after saying where they go, and undo brings both back', async () => {
  const { page } = desktop;
  await openPipelines(page);
  const deals = async (stage: string): Promise<number> =>
    Number(await stageRow(page, stage).getByRole('cell').nth(4).innerText());
  await expect.poll(() => deals('Engaging')).toBeGreaterThan(0);
  const before = { engaging: await deals('Engaging'), offer: await deals('Offer') };
  await page.getByRole('button', { name: 'Remove Engaging' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Engaging' });
  await dialog.getByRole('combobox').click();
  await page.getByRole('option', { name: 'Offer' }).click();
  await dialog.getByRole('button', { name: 'Remove stage' }).click();
  await expect(stageRow(page, 'Engaging')).toBeHidden();
  await expect.poll(() => deals('Offer')).toBe(before.offer + before.engaging);
  await page.keyboard.press('Control+z');
  await expect(stageRow(page, 'Engaging')).toBeVisible();
  await expect.poll(() => deals('Offer')).toBe(before.offer);
});

test('a new pipeline is a board of its own, and a deal made on it stands there', async () => {
  const { page } = desktop;
  await openPipelines(page);
  await page.getByRole('button', { name: 'New pipeline' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Renewals');
  await page.getByRole('button', { name: 'Create pipeline' }).click();
  await page.getByRole('combobox', { name: 'Pipeline' }).click();
  await page.getByRole('option', { name: 'Renewals' }).click();
  await page.getByRole('textbox', { name: 'Name of a new stage' }).fill('Due soon');
  await page.getByRole('button', { name: 'Add stage' }).click();
  await expect(stageRow(page, 'Due soon')).toBeVisible();

  await openBoard(page);
  await page.getByRole('combobox', { name: 'Pipeline' }).click();
  await page.getByRole('option', { name: 'Renewals' }).click();
  await expect(column(page, 'Due soon')).toHaveAccessibleName('Due soon, 0 deals');
  await page.getByRole('main').getByRole('button', { name: 'New deal' }).first().click();
  const form = page.getByRole('dialog', { name: 'New deal' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Renewal 2027');
  await form.getByRole('textbox', { name: 'Amount' }).fill('1200');
  await form.getByRole('button', { name: 'Create deal' }).click();
  await column(page, 'Prospecting').getByRole('option').filter({ hasText: 'Renewal 2027' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Renewal 2027' })).toBeVisible();
  const steps = page.getByRole('group', { name: 'Stage' });
  await expect(steps.getByRole('button', { name: 'Due soon' })).toBeVisible();
  await steps.getByRole('button', { name: 'Due soon' }).click();
  await expect(steps.getByRole('button', { name: 'Due soon' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  await openBoard(page);
  await page.getByRole('combobox', { name: 'Pipeline' }).click();
  await page.getByRole('option', { name: 'Renewals' }).click();
  await expect(column(page, 'Due soon')).toHaveAccessibleName('Due soon, 1 deal');
  await expectAccessible(page, 'board of a pipeline');
});

test('the board of a pipeline is kept in a view, and shown again by it', async () => {
  const { page } = desktop;
  await openBoard(page);
  const choice = page.getByRole('combobox', { name: 'Pipeline' });
  await choice.click();
  await page.getByRole('option', { name: 'Renewals' }).click();
  await page.getByRole('button', { name: 'Save as…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('All renewals');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await openList(page, 'Accounts');
  await openList(page, 'Deals');
  await expect(choice).toHaveCount(0);
  await page.getByRole('link', { name: 'All renewals' }).click();
  await expect(choice).toHaveValue('Renewals');
  await expect(column(page, 'Due soon')).toBeVisible();
});

test('a lead is converted with what the first stage requires, which is asked for', async () => {
  const { page } = desktop;
  await openPipelines(page);
  await page.getByRole('combobox', { name: 'Pipeline', exact: true }).click();
  await page.getByRole('option', { name: 'Sales' }).click();
  await page.getByRole('combobox', { name: 'Required to enter Qualification' }).click();
  await page.getByRole('option', { name: 'Amount', exact: true }).click();
  await expect(stageRow(page, 'Qualification').getByText('Amount')).toBeVisible();

  await openList(page, 'Leads');
  await page.getByRole('grid').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Convert / });
  await expect(dialog.getByText('The deal in Qualification needs “Amount”.')).toBeVisible();
  await expectAccessible(page, 'what a conversion asks for');
  await dialog.getByRole('button', { name: 'Convert' }).click();
  await expect(dialog.getByText('Fill this in.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('4200');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/ converted$/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeVisible();
});

test('and with the fields that the team requires of its account and contact: by keys, in one dialog', async () => {
  const { page } = desktop;
  const asRequired = (page: Page): Promise<void> =>
    page.getByRole('checkbox', { name: 'Required in forms' }).check();
  await openSettings(page, 'Fields');
  await addField(page, { label: 'Trade', fill: asRequired });
  await choose(page, 'Of', 'Contacts');
  await addField(page, { label: 'Role there', fill: asRequired });

  await openList(page, 'Leads');
  await page.getByRole('grid').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Convert', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Convert / });
  await expect(dialog.getByRole('group')).toHaveCount(3);
  await expect(dialog.getByRole('textbox', { name: 'Trade' })).toBeFocused();
  await expectAccessible(page, 'what a conversion asks for of three records');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Fill this in.')).toHaveCount(3);
  await expect(dialog.getByRole('textbox', { name: 'Trade' })).toBeFocused();
  await page.keyboard.type('Steel');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Buyer');
  await page.keyboard.press('Tab');
  await page.keyboard.type('4200');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/ converted$/)).toBeVisible();
  const converted = page.getByRole('link', { name: / – new business$/ }).first();
  await converted.click();
  await expect(field(page, 'Amount')).toHaveAccessibleDescription(/4,200/);
});

test('the forecast is of one pipeline, or of all', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await page.getByRole('button', { name: 'Forecast' }).click();
  const total = page.getByRole('button', { name: /^Pipeline, total: / });
  const amount = async (): Promise<number> => Number((await total.innerText()).replace(/\D/g, ''));
  const whole = await amount();
  await page.getByRole('combobox', { name: 'Pipeline' }).click();
  await page.getByRole('option', { name: 'Renewals' }).click();
  await expect.poll(amount).toBe(1200);
  expect(whole).toBeGreaterThan(1200);
});
