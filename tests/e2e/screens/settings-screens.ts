/** Every section of the settings, and the editors in them. */
import { type Page, expect } from '@playwright/test';
import { addField, choose, openSettings } from '../support/settings-acts.ts';
import { openList } from '../support/record-acts.ts';
import { writeSavedReply } from '../support/ticket-acts.ts';
import type { Screen } from './screen.ts';

/** By their labels, in the order in which the settings name them; the test holds it against the screen. */
export const SETTINGS = [
  'Workspace',
  'Appearance',
  'Fields',
  'Objects',
  'Layouts',
  'Views',
  'Service levels',
  'Queues',
  'Saved replies',
  'Surveys',
  'Portal',
  'Territories',
  'Lead routing',
  'Lead scoring',
  'Data quality',
  'Export and import',
  'Quotes',
  'Price books',
  'Promotions',
  'Pipelines',
  'Exchange rates',
  'Sample data',
  'What you did',
] as const;

const sections = SETTINGS.map((section): Screen => ({
  name: `settings, ${section.toLowerCase()}`,
  open: async ({ page }) => {
    await openSettings(page, section);
    await expect(page.getByRole('main').locator('section[aria-busy="true"]')).toHaveCount(0);
  },
}));

const newField = (type: string, more?: (page: Page) => Promise<void>): Screen => ({
  name: `new field, ${type.toLowerCase()}`,
  open: async ({ page }) => {
    await openSettings(page, 'Fields');
    await choose(page, 'Of', 'Accounts');
    await page.getByRole('button', { name: 'Add a field' }).click();
    const form = page.getByRole('form', { name: 'New field' });
    await form.getByRole('textbox', { name: 'Label', exact: true }).fill('Region');
    await choose(page, 'Type', type);
    await more?.(page);
  },
});

async function addChoices(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'New field' });
  await form.getByRole('button', { name: 'Add a choice' }).click();
  await form.getByRole('textbox', { name: 'Choice 1', exact: true }).fill('North');
  await page.keyboard.press('Enter');
  await form.getByRole('textbox', { name: 'Choice 2', exact: true }).fill('South');
}

export const settingsScreens: readonly Screen[] = [
  ...sections,
  newField('Text'),
  newField('Choice', addChoices),
  {
    ...newField('Choice', async (page) => {
      await addChoices(page);
      await page.getByRole('button', { name: 'Colour of North' }).click();
      await expect(page.getByRole('menuitem').first()).toBeVisible();
    }),
    name: 'colour of a choice',
    layers: ['kit/custom/options-editor.tsx'],
  },
  newField('Formula', async (page) => {
    await page.getByText('What a formula can do').click();
    await page.getByRole('textbox', { name: 'Formula' }).fill('employees * 49 + ');
  }),
  newField('Roll-up'),
  {
    name: 'fields of one’s own',
    open: async ({ page }) => {
      await openSettings(page, 'Fields');
      await choose(page, 'Of', 'Accounts');
      const region = page.getByRole('button', { name: /^Region/ }).first();
      if ((await region.count()) === 0) {
        await addField(page, { label: 'Region', type: 'Choice', choices: ['North', 'South'] });
        await addField(page, { label: 'Seats that were sold in the last year', type: 'Number' });
      }
      await region.click();
      await expect(page.getByRole('form', { name: 'Region' })).toBeVisible();
    },
  },
  {
    name: 'a field that was deleted',
    open: async ({ page }) => {
      await openSettings(page, 'Fields');
      await choose(page, 'Of', 'Accounts');
      await page.getByRole('button', { name: 'Delete Region' }).click();
      await expect(page.getByRole('region', { name: 'Deleted fields' })).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.getByRole('button', { name: 'Restore Region' }).click();
    },
  },
  {
    name: 'an object of one’s own, no records yet',
    open: async ({ page }) => {
      await openSettings(page, 'Objects');
      await page.getByRole('button', { name: 'Add an object' }).click();
      await page.getByRole('textbox', { name: 'One is called' }).fill('Site');
      await page.getByRole('textbox', { name: 'Several are called' }).fill('Sites');
      await page.getByRole('button', { name: 'Add the object' }).click();
      await openList(page, 'Sites');
      await expect(page.getByRole('heading', { name: 'No sites yet' })).toBeVisible();
    },
    leave: async ({ page }) => {
      await openList(page, 'Accounts');
      await page.keyboard.press('Control+z');
      await expect(page.getByRole('navigation').getByRole('link', { name: 'Sites' })).toHaveCount(
        0,
      );
    },
  },
  {
    name: 'settings, a layout of one’s own',
    open: async ({ page }) => {
      await openSettings(page, 'Layouts');
      await choose(page, 'Of', 'Deals');
      await page.getByRole('textbox', { name: 'Name of a new section' }).fill('What was promised');
      await page.getByRole('button', { name: 'Add section' }).click();
      await expect(page.getByRole('region', { name: 'What was promised' })).toBeVisible();
      await page.getByRole('button', { name: 'Hide Campaign' }).click();
      await expect(page.getByRole('button', { name: 'Show Campaign' })).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.getByRole('button', { name: 'Back to the default' }).click();
      await expect(page.getByRole('region', { name: 'What was promised' })).toHaveCount(0);
    },
  },
  {
    name: 'new object',
    open: async ({ page }) => {
      await openSettings(page, 'Objects');
      await page.getByRole('button', { name: 'Add an object' }).click();
      await page.getByRole('textbox', { name: 'One is called' }).fill('Site');
      await page.getByRole('textbox', { name: 'Several are called' }).fill('Sites');
    },
  },
  {
    name: 'new service level',
    open: async ({ page }) => {
      await openSettings(page, 'Service levels');
      await page.getByRole('button', { name: 'New policy' }).click();
      await expect(page.getByRole('form').first()).toBeVisible();
    },
  },
  {
    name: 'a saved reply',
    open: ({ page }) =>
      writeSavedReply(
        page,
        'A reply to look at',
        'Dear {{contact.firstName}},\n\nit is on its way.',
      ),
  },
  {
    name: 'new routing rule',
    open: async ({ page }) => {
      await openSettings(page, 'Lead routing');
      await page.getByRole('button', { name: 'New rule' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Everybody in turn');
    },
  },
  {
    name: 'a routing rule, and who gets the next leads',
    open: async ({ page }) => {
      await openSettings(page, 'Lead routing');
      await page.getByRole('button', { name: 'New rule' }).click();
      const form = page.getByRole('form', { name: 'New rule' });
      await form.getByRole('textbox', { name: 'Name' }).fill('Everybody in turn');
      await form.getByRole('button', { name: 'Save rule' }).click();
      await expect(page.getByRole('form', { name: 'Everybody in turn' })).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.getByRole('button', { name: 'Delete this rule' }).click();
    },
  },
  {
    name: 'a score rule, and the leads of which it is true',
    open: async ({ page }) => {
      await openSettings(page, 'Lead scoring');
      await page.getByRole('button', { name: 'Title says that they decide' }).click();
      await expect(page.getByText(/^True of \d+ leads?\.$/)).toBeVisible();
    },
  },
  {
    name: 'an exchange rate',
    open: async ({ page }) => {
      await openSettings(page, 'Exchange rates');
      await page.getByRole('combobox', { name: 'Currency' }).click();
      await page.getByRole('option', { name: /^EUR/ }).click();
      await page.getByRole('textbox', { name: '1 EUR in USD' }).fill('1.0825');
      await page.getByRole('button', { name: 'Save rate' }).click();
      await expect(page.getByRole('table').getByText('EUR').first()).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Control+z');
    },
  },
  {
    name: 'a survey',
    open: async ({ page }) => {
      await openSettings(page, 'Surveys');
      await page.getByRole('button', { name: /^After a ticket/ }).click();
      await expect(page.getByRole('form', { name: 'Survey' })).toBeVisible();
    },
  },
  {
    name: 'the portal, set up without a relay',
    open: async ({ page }) => {
      await openSettings(page, 'Portal');
      await page.getByRole('button', { name: 'Set up the portal' }).click();
      await expect(page.getByRole('form', { name: 'Portal' })).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Control+z');
      await expect(page.getByRole('button', { name: 'Set up the portal' })).toBeVisible();
    },
  },
  {
    name: 'new promotion, with a problem',
    open: async ({ page }) => {
      await openSettings(page, 'Promotions');
      await page.getByRole('button', { name: 'New promotion' }).click();
      const form = page.getByRole('form', { name: 'New promotion' });
      await form.getByRole('button', { name: 'Save promotion' }).click();
      await expect(form.getByText('This promotion needs “Name”.')).toBeVisible();
    },
  },
  {
    name: 'a price book',
    open: async ({ page }) => {
      await openSettings(page, 'Price books');
      await page.getByRole('button', { name: /^Partners/ }).click();
      await expect(page.getByRole('form', { name: 'Price book' })).toBeVisible();
    },
  },
  {
    name: 'territories applied to what is there',
    open: async ({ page }) => {
      await openSettings(page, 'Territories');
      await page.getByRole('button', { name: 'Apply to existing…' }).click();
      await expect(page.getByRole('table', { name: 'What would change' })).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.getByRole('button', { name: 'Cancel' }).click();
    },
  },
  {
    name: 'a territory',
    open: async ({ page }) => {
      await openSettings(page, 'Territories');
      await page.getByRole('button', { name: /^German coast/ }).click();
      await expect(page.getByRole('form', { name: 'Territory' })).toBeVisible();
    },
  },
  {
    name: 'a promotion',
    open: async ({ page }) => {
      await openSettings(page, 'Promotions');
      await page.getByRole('button', { name: /^Quick start/ }).click();
      await expect(page.getByRole('form', { name: 'Promotion' })).toBeVisible();
    },
  },
  {
    name: 'new pipeline',
    layers: ['app/settings/pipelines/pipelines-section.tsx'],
    open: async ({ page }) => {
      await openSettings(page, 'Pipelines');
      await page.getByRole('button', { name: 'New pipeline' }).click();
      await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toBeVisible();
    },
  },
  {
    name: 'remove a stage',
    layers: ['app/settings/pipelines/stage-rows.tsx'],
    open: async ({ page }) => {
      await openSettings(page, 'Pipelines');
      // Only a stage that holds deals asks where they go.
      const row = page.getByRole('row', { name: 'Negotiation', exact: true });
      await expect(row.getByRole('cell', { name: /^[1-9]\d*$/ })).toBeVisible();
      await page.getByRole('button', { name: 'Remove Negotiation' }).click();
      await expect(page.getByRole('dialog', { name: 'Remove Negotiation' })).toBeVisible();
    },
  },
  {
    name: 'exchange rates of a currency',
    opensAnew: true,
    open: async ({ page }) => {
      await openSettings(page, 'Exchange rates');
      await page.getByRole('combobox', { name: 'Currency' }).click();
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
];
