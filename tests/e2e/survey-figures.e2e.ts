import { expect, test, type Page } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { openList, openRecord } from './support/record-acts.ts';
import { openSettings } from './support/settings-acts.ts';

test.describe.configure({ mode: 'serial' });

const ACCOUNT = 'Nordlicht Energie';

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

const answers = (page: Page) => page.getByRole('region', { name: 'Survey answers' });

/** As one does on the phone: what they say, and Enter. */
async function log(page: Page, score: string, words = ''): Promise<void> {
  await page.getByRole('button', { name: 'New survey answer in Survey answers' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: `Log an answer: ${ACCOUNT}` });
  await dialog.getByRole('radio', { name: score, exact: true }).press('Space');
  await dialog.getByRole('textbox').fill(words);
  await dialog.getByRole('button', { name: 'Log the answer' }).press('Enter');
  await expect(dialog).toBeHidden();
}

test('what a customer says on the phone is logged beside their account, and undone', async () => {
  const { page } = desktop;
  await openRecord(page, 'Accounts', ACCOUNT);
  await expect(answers(page)).toContainText('Survey answers2');
  await log(page, '9', 'Would do it again');
  await expect(page.getByText('Answer logged')).toBeVisible();
  await expect(answers(page)).toContainText('NPS 9');
  await page.keyboard.press('Control+z');
  await expect(answers(page)).not.toContainText('NPS 9');
});

test('an account says its figure as soon as there are enough answers', async () => {
  const { page } = desktop;
  const figure = answers(page).getByRole('button', { name: /^NPS/ });
  for (const score of ['9', '10', '6']) await log(page, score);
  await expect(answers(page)).toContainText('Survey answers5');
  await expect(figure).toHaveCount(0);
  await log(page, '8');
  // 10 9 10 6 8: three promoters, one detractor, of five.
  await expect(figure).toContainText('NPS +40');
  await figure.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Survey figures' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: ACCOUNT })).toBeVisible();
});

test('every number of the figures opens its answers', async () => {
  const { page } = desktop;
  await page.getByRole('button', { name: 'All accounts' }).click();
  await page.getByRole('group', { name: 'Measure' }).getByRole('button', { name: /^NPS/ }).click();
  const byAccount = page.getByRole('region', { name: 'By account' });
  await expect(byAccount.getByRole('button', { name: `NPS, ${ACCOUNT}: +40` })).toBeVisible();
  await expectAccessible(page, 'survey figures');
  await byAccount.getByRole('button', { name: `Promoters, ${ACCOUNT}: 3` }).click();
  await expect(page.getByRole('gridcell', { name: /^(9|10)$/ })).toHaveCount(3);
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByRole('button', { name: '2 answers with 8' }).first().waitFor();
});

test('the figures are reached from the answers, from the settings and by a few letters', async () => {
  const { page } = desktop;
  const figures = page.getByRole('heading', { level: 1, name: 'Survey figures' });
  await openList(page, 'Survey answers');
  await page.getByRole('button', { name: 'Figures' }).click();
  await expect(figures).toBeVisible();
  await openSettings(page, 'Surveys');
  await page.getByRole('main').getByRole('button', { name: 'Survey figures' }).click();
  await expect(figures).toBeVisible();
  await openList(page, 'Accounts');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('survey fig');
  await page.getByRole('option', { name: /Survey figures/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(figures).toBeVisible();
});
