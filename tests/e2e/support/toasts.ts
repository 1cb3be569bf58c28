import { type Page, expect } from '@playwright/test';

/** What was told in a corner is put away: it would lie over what comes next. */
export async function dismissAll(page: Page): Promise<void> {
  const told = page.locator('.toast').getByRole('button', { name: 'Dismiss' });
  await expect(async () => {
    // Another may come while the first one goes.
    if ((await told.count()) > 0) await told.first().click({ timeout: 1000 });
    await expect(told).toHaveCount(0, { timeout: 500 });
  }).toPass();
}
