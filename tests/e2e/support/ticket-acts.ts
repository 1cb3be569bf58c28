/** What people at a service desk do, by what is on the screen. */
import { type Locator, type Page, expect } from '@playwright/test';
import { expectField, field, openList } from './record-acts.ts';

export async function createTicket(page: Page, subject: string): Promise<void> {
  await openList(page, 'Tickets');
  await page.getByRole('main').getByRole('button', { name: 'New ticket' }).first().click();
  const form = page.getByRole('dialog', { name: 'New ticket' });
  await form.getByRole('textbox', { name: 'Subject' }).fill(subject);
  await form.getByRole('button', { name: 'Create ticket' }).click();
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible();
}

export async function pick(page: Page, label: string, option: string): Promise<void> {
  await field(page, label).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await expectField(page, label, option);
}

/** Of a linked record: typed and chosen. */
export async function link(page: Page, label: string, title: string): Promise<void> {
  await field(page, label).click();
  await page.keyboard.type(title);
  await page.getByRole('option', { name: title }).first().click();
  await expectField(page, label, title);
}

export async function openDesk(page: Page, view: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Service desk' }).click();
  await deskView(page, view).click();
  await expect(deskView(page, view)).toHaveAttribute('aria-pressed', 'true');
}

export function deskView(page: Page, view: string): Locator {
  return page
    .getByRole('navigation', { name: 'Which tickets' })
    .getByRole('button', { name: new RegExp(`^${view}`) });
}

export function deskRow(page: Page, subject: string): Locator {
  return page.getByRole('grid', { name: /^Open tickets/ }).getByRole('row', { name: subject });
}

export function reply(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Reply', exact: true });
}

export function clock(page: Page, name: string): Locator {
  return page.getByRole('group', { name: 'Service level' }).getByRole('button', { name });
}

export async function writeSavedReply(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Saved replies' }).click();
  await page.getByRole('button', { name: 'New saved reply' }).click();
  const form = page.getByRole('form', { name: 'New saved reply' });
  await form.getByRole('textbox', { name: 'Name' }).fill(name);
  await form.getByRole('textbox', { name: 'Text' }).fill(text);
  await form.getByRole('button', { name: 'Save reply' }).click();
  await expect(page.getByRole('form', { name, exact: true })).toBeVisible();
}
