/** What customers answered, in figures, and how an answer is logged. */
import { expect } from '@playwright/test';
import { openList, openRecord } from '../support/record-acts.ts';
import type { Screen } from './screen.ts';

/** Of the sample data. */
const ACCOUNT = 'Nordlicht Energie';

export const surveyScreens: readonly Screen[] = [
  {
    name: 'log an answer',
    layers: ['kit/surveys/log-answer-dialog.tsx'],
    open: async ({ page }) => {
      await openRecord(page, 'Accounts', ACCOUNT);
      await page.getByRole('button', { name: 'New survey answer in Survey answers' }).click();
      const dialog = page.getByRole('dialog', { name: /^Log an answer/ });
      await dialog.getByRole('radiogroup').getByText('9', { exact: true }).click();
    },
  },
  {
    name: 'survey figures',
    open: async ({ page }) => {
      await openList(page, 'Survey answers');
      await page.getByRole('button', { name: 'Figures' }).click();
      await expect(page.getByRole('region', { name: 'By account' })).toBeVisible();
    },
  },
];
