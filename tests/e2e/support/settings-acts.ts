/** What a person does in the settings. */
import { type Page, expect } from '@playwright/test';

export async function openSettings(page: Page, section: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('link', { name: section, exact: true })
    .click();
  await expect(page.getByRole('heading', { level: 2, name: section })).toBeVisible();
}

export async function choose(page: Page, box: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: box, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

export interface NewField {
  readonly label: string;
  readonly type?: string;
  readonly choices?: readonly string[];
  readonly searched?: boolean;
  readonly fill?: (page: Page) => Promise<void>;
}

export async function addField(page: Page, wanted: NewField): Promise<void> {
  await page.getByRole('button', { name: 'Add a field' }).click();
  const form = page.getByRole('form', { name: 'New field' });
  await form.getByRole('textbox', { name: 'Label', exact: true }).fill(wanted.label);
  if (wanted.type !== undefined) await choose(page, 'Type', wanted.type);
  for (const [index, choice] of (wanted.choices ?? []).entries()) {
    if (index === 0) await form.getByRole('button', { name: 'Add a choice' }).click();
    else await page.keyboard.press('Enter');
    await form.getByRole('textbox', { name: `Choice ${index + 1}`, exact: true }).fill(choice);
  }
  if (wanted.searched === true)
    await form.getByRole('checkbox', { name: 'Found by search' }).check();
  await wanted.fill?.(page);
  await form.getByRole('button', { name: 'Add the field' }).click();
  await expect(form).toBeHidden();
  await expect(
    page.getByRole('button', { name: new RegExp(`^${wanted.label}`) }).first(),
  ).toBeVisible();
}
