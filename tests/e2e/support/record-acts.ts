/** What a person does with records, by what is on the screen. */
import { type Locator, type Page, expect } from '@playwright/test';

export async function openList(page: Page, list: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: list }).click();
  await expect(page.getByRole('heading', { level: 1, name: list, exact: true })).toBeVisible();
}

export async function openRecord(page: Page, list: string, title: string): Promise<void> {
  await openList(page, list);
  await page.getByRole('textbox', { name: /^Filter .* by words$/ }).fill(title);
  await rowOf(page, title).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** The line of a list, whichever of its columns make the record's name. */
export function rowOf(page: Page, title: string): Locator {
  const box = page.getByRole('checkbox', { name: `Select ${title}`, exact: true });
  return page.getByRole('grid').getByRole('row').filter({ has: box });
}

/** The field where it stands on the record's page; its description is its value. */
export function field(page: Page, label: string): Locator {
  return page.getByRole('button', { name: `Edit ${label}`, exact: true });
}

export async function expectField(page: Page, label: string, value: string): Promise<void> {
  await expect(field(page, label)).toHaveAccessibleDescription(value);
}

/** For fields that are typed; returns when the new value stands on the page. */
export async function editField(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).click();
  const input = page.getByRole('textbox', { name: label, exact: true });
  await input.fill(text);
  await input.press('Enter');
  await expectField(page, label, text);
}

export async function createContact(page: Page, first: string, last: string): Promise<void> {
  await openList(page, 'Contacts');
  await page.getByRole('main').getByRole('button', { name: 'New contact' }).first().click();
  const form = page.getByRole('dialog', { name: 'New contact' });
  await form.getByRole('textbox', { name: 'First name' }).fill(first);
  await form.getByRole('textbox', { name: 'Last name' }).fill(last);
  await form.getByRole('button', { name: 'Create contact' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${first} ${last}` })).toBeVisible();
}

export function note(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Notes' });
}

/** Goes on writing where the note ends; returns when it is saved on this desktop. */
export async function writeInNote(page: Page, text: string): Promise<void> {
  await note(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
  await expect(note(page)).toContainText(text);
  await expect(
    page.getByText(/^(Saved on this desktop|Saved here, will be sent|On its way|With the team)/),
  ).toBeVisible();
}

export async function openHistory(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const history = page.getByRole('dialog', { name: 'History' });
  await expect(history.getByRole('listitem').first()).toBeVisible();
  return history;
}

export async function closeHistory(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close the history' }).click();
  await expect(page.getByRole('dialog', { name: 'History' })).toBeHidden();
}
