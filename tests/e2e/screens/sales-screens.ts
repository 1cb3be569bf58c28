/** What sellers have besides the records' own pages: quotes on paper and their answers. */
import { expect } from '@playwright/test';
import { field, openRecord } from '../support/record-acts.ts';
import type { Screen } from './screen.ts';

/** Of the sample data. */
const QUOTE = 'Control room, both sites';

export const salesScreens: readonly Screen[] = [
  {
    name: 'a quote on paper',
    layers: ['kit/quote/paper-dialog.tsx'],
    open: async ({ page }) => {
      await openRecord(page, 'Quotes', QUOTE);
      await page.keyboard.press('p');
      await expect(page.getByRole('dialog').getByRole('article')).toContainText('Total');
    },
  },
  {
    name: 'a quote is accepted',
    layers: ['kit/quote/accept-dialog.tsx'],
    open: async ({ page }) => {
      await openRecord(page, 'Quotes', QUOTE);
      await page.keyboard.press('a');
      await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('Won');
    },
  },
  {
    name: 'a quote is declined',
    open: async ({ page }) => {
      await openRecord(page, 'Quotes', QUOTE);
      await page.getByRole('button', { name: 'Decline…' }).click();
      await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
    },
  },
  {
    name: 'the lines of a quote are edited',
    opensAnew: true,
    open: async ({ page }) => {
      await openRecord(page, 'Quotes', QUOTE);
      await field(page, 'Lines').press('Enter');
      await expect(page.getByRole('button', { name: /^Quick start, / })).toBeVisible();
    },
  },
  {
    name: 'what to know of the products of a quote',
    open: async ({ page }) => {
      await openRecord(page, 'Quotes', QUOTE);
      await page.getByText('About these products').click();
      await expect(page.locator('.product-facts li').first()).toBeVisible();
    },
  },
  {
    name: 'convert a lead that is known already',
    layers: ['kit/record/join-records.tsx'],
    open: async ({ page }) => {
      await openRecord(page, 'Leads', 'Lachlan Reid');
      await page.getByRole('button', { name: 'Convert', exact: true }).click();
      await expect(page.getByRole('radio', { name: 'Tasman Wool Board' })).toBeChecked();
    },
  },
];
