/** What a salesperson has before them all day. */
import { type Page, expect } from '@playwright/test';
import {
  editField,
  field,
  note,
  openList,
  openRecord,
  writeInNote,
} from '../../tests/e2e/support/record-acts.ts';
import { darkPicture, picture, type Scene } from './stage.ts';

/** Of the sample data: a deal, and the contact that it is with. */
const DEAL = 'Control room';
const CONTACT = 'Malte Hansen';

export const listScene: Scene = async ({ anna: { page } }) => {
  await openList(page, 'Deals');
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Group by' })).toBeFocused();
  await page.keyboard.type('stage');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid').getByRole('button', { name: /^Prospecting / })).toBeVisible();
  await page.keyboard.press('Escape');
  const views = page.getByRole('group', { name: 'Views of deals' });
  await views.getByRole('button', { name: 'Save as…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a new view' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('By stage');
  await dialog.getByRole('switch').check();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(views.getByRole('link', { name: 'By stage' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await picture(page, 'list');
  await darkPicture(page, 'list-dark');
};

export const boardScene: Scene = async ({ anna: { page } }) => {
  await openList(page, 'Deals');
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await expect(page.getByRole('listbox', { name: /^Negotiation, / })).toBeVisible();
  await picture(page, 'board');
  await page.getByRole('button', { name: 'Forecast' }).click();
  await expect(page.getByRole('button', { name: /^Pipeline, total: / })).toBeVisible();
  await picture(page, 'forecast');
  await openList(page, 'Deals');
  await page.getByRole('button', { name: 'List', exact: true }).click();
};

export const recordScene: Scene = async ({ anna, ben }) => {
  const { page } = anna;
  await openRecord(page, 'Deals', DEAL);
  await openRecord(ben.page, 'Deals', DEAL);
  await editField(page, 'Next step', 'Visit the site with their engineers');
  await writeInNote(page, 'One room for both plants; price agreed with ');
  await mention(page, CONTACT);
  await writeInNote(page, 'for spring.');
  // From its top again, while Ben is in one of its first fields.
  await openRecord(page, 'Deals', DEAL);
  await field(ben.page, 'Type').click();
  await expect(page.getByText('Ben Ode is editing this field')).toBeAttached();
  await picture(page, 'record');
  await darkPicture(page, 'record-dark');
  await ben.page.keyboard.press('Escape');

  await writeInNote(ben.page, ' I send him the plan.');
  await expect(note(page).getByText('Ben Ode')).toBeVisible();
  // With what happened below it.
  await page.locator('.record').evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(note(page)).toBeInViewport();
  await picture(page, 'notes');
};

/** By its first word; a space would end what is looked for. */
async function mention(page: Page, name: string): Promise<void> {
  await page.keyboard.type(`@${name.split(' ')[0] ?? ''}`);
  await expect(
    page.getByRole('listbox', { name: 'People and records' }).getByRole('option').first(),
  ).toContainText(name);
  await page.keyboard.press('Enter');
}

export const searchScene: Scene = async ({ anna: { page } }) => {
  await openList(page, 'Accounts');
  await page.getByRole('button', { name: 'Search everything' }).click();
  await page.getByRole('combobox', { name: 'Search everything' }).fill('han');
  await expect(page.getByRole('option').first()).toBeVisible();
  await picture(page, 'search');
  await page.keyboard.press('Escape');
};
