/** Filters and figures of a list. */
import { type Locator, type Page, expect } from '@playwright/test';

export interface Wanted {
  readonly field: string;
  /** Name of the condition; without one, the first that is offered. */
  readonly condition?: string;
  readonly choice?: string;
  /** `YYYY-MM-DD` */
  readonly day?: string;
}

export async function addCondition(page: Page, wanted: Wanted): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const form = page.getByRole('form', { name: 'Add a condition' });
  const pick = async (name: string, option: string): Promise<void> => {
    const box = form.getByRole('combobox', { name, exact: true });
    await box.click();
    await form
      .getByRole('listbox', { name, exact: true })
      .getByRole('option', { name: option, exact: true })
      .click();
    await expect(box).toHaveValue(option);
  };
  await pick('Field', wanted.field);
  if (wanted.condition !== undefined) await pick('Condition', wanted.condition);
  if (wanted.choice !== undefined) {
    const box = form.locator('input').and(form.getByLabel(`${wanted.field}: choices`));
    await box.fill(wanted.choice);
    // A record's second line tells it from others of its name; it is no part of what is looked for.
    await form.getByRole('option').filter({ hasText: wanted.choice }).first().click();
    // The open list would lie over the button below it.
    await box.press('Tab');
  }
  if (wanted.day !== undefined) {
    await form.getByLabel(`${wanted.field} to compare with`).fill(wanted.day);
  }
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form).toBeHidden();
}

/** The list says how many match, all of them and not only those on screen: `8,800 deals`. */
export function countOfList(page: Page, count: string): Locator {
  return page.getByRole('grid').getByText(count, { exact: true });
}

/** The sum of a column over all that match. */
export function sumOfList(page: Page, column: string, sum: string): Locator {
  return page.getByRole('grid').getByTitle(`Sum of ${column}: ${sum}`, { exact: true });
}
