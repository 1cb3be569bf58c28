/** What a person plans in the calendar. */
import { type Page, expect } from '@playwright/test';

/** Planned for yesterday, so that its reminder is due at once. */
export async function planForYesterday(page: Page, subject: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('application').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'New activity' });
  await form.getByRole('textbox', { name: 'Subject' }).fill(subject);
  await form.getByRole('combobox', { name: 'Reminder' }).click();
  await page.getByRole('option', { name: 'At the time' }).click();
  await form.getByRole('button', { name: 'Plan it' }).click();
  await expect(form).toBeHidden();
}
