/** Quick fingers: no key waits for what the one before it has opened or closed, and none is lost. */
import { type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { countInNavigation } from './support/beginning.ts';
import { openList } from './support/record-acts.ts';
import { openSettings } from './support/settings-acts.ts';
import { createTicket, reply } from './support/ticket-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: true });
});
test.afterAll(() => desktop.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** One after the other, as fast as the window takes them. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('one place after the other is gone to by keys within a second', async () => {
  const { page } = desktop;
  await press(page, 'g', 's', 'g', 'r');
  await expect(page.getByRole('link', { name: 'Calendar' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await press(page, 'g', 'r', 'g', 's', 'g', 'd');
  await expect(heading(page, 'Deals')).toBeVisible();
});

test('a key right after a dialog was closed is a key of the page', async () => {
  const { page } = desktop;
  await press(page, '?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await press(page, 'Escape', 'g', 'a');
  await expect(heading(page, 'Accounts')).toBeVisible();
  await press(page, 'Control+k', 'Escape', 'g', 'c');
  await expect(heading(page, 'Contacts')).toBeVisible();
});

test('what is typed right after a dialog was opened is in its first field', async () => {
  const { page } = desktop;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('brûlé');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Atelier Brûlé')).toBeVisible();

  await openList(page, 'Contacts');
  await page.getByRole('grid').focus();
  await page.keyboard.press('n');
  await page.keyboard.type('Ada');
  const form = page.getByRole('dialog', { name: 'New contact' });
  await expect(form.getByRole('textbox', { name: 'First name' })).toHaveValue('Ada');
  // One Escape too many does not cost what was typed.
  await page.keyboard.press('Escape');
  await expect(form.getByRole('alert')).toContainText('not created yet');
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
});

test('what is typed in a field stays while the window becomes narrower', async () => {
  const { page, app } = desktop;
  const resized = (width: number): Promise<void> =>
    app.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to, 800),
      width,
    );
  await openList(page, 'Deals');
  await page.getByRole('grid').focus();
  await press(page, 'Home', 'Enter');
  const outcome = page.getByRole('region', { name: 'Outcome' });
  const columns = page.locator('.record-column');
  await expect.poll(() => columns.count()).toBeGreaterThan(1);
  await outcome.getByRole('button', { name: 'Edit Competitor' }).click();
  await page.keyboard.type('Kestrel');
  await resized(720);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(720);
  await expect(outcome.getByRole('textbox', { name: 'Competitor' })).toHaveValue('Kestrel');
  await page.keyboard.press('Enter');
  await expect(outcome).toContainText('Kestrel');
  await expect(columns).toHaveCount(1);
  await resized(1280);
});

test('a field is chosen by its name as soon as it is asked for', async () => {
  const { page } = desktop;
  await openList(page, 'Accounts');
  await page.getByRole('grid').focus();
  await press(page, 'Home', 'Shift+ArrowDown');
  const bar = page.getByRole('toolbar', { name: 'Selected rows' });
  await bar.getByRole('button', { name: 'Change a field' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Tier');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Tier', exact: true })).toBeFocused();
  await press(page, 'Escape', 'Escape');
});

test('a reply is written from its first letter on, however soon', async () => {
  const { page } = desktop;
  await createTicket(page, 'Paper jam');
  await page.keyboard.press('r');
  await page.keyboard.type('Dear Ada,');
  await page.keyboard.press('Enter');
  await page.keyboard.type('pull the tray.');
  await expect(reply(page).locator('p')).toHaveText(['Dear Ada,', 'pull the tray.']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.keyboard.type(' Thanks!');
  await expect(reply(page).locator('p')).toHaveText(['Dear Ada,', 'pull the tray. Thanks!']);
  await page.keyboard.press('Escape');
});

test('a list is grouped, and the way back is in sight', async () => {
  const { page } = desktop;
  await openList(page, 'Accounts');
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await page.keyboard.type('Industry');
  await page.keyboard.press('Enter');
  await page.getByTitle('Grouped by Industry').click();
  await expect(page.getByRole('combobox', { name: 'Group by' })).toBeFocused();
  await page.getByRole('button', { name: 'No groups' }).click({ timeout: 5_000 });
  await expect(page.getByRole('button', { name: 'Group', exact: true })).toBeVisible();
});

test('groups are folded and unfolded by the arrows, one after the other, without the mouse', async () => {
  const { page } = desktop;
  await openList(page, 'Accounts');
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await page.keyboard.type('Industry');
  await page.keyboard.press('Enter');
  const grid = page.getByRole('grid');
  const lines = grid
    .getByRole('button', { expanded: true })
    .or(grid.getByRole('button', { expanded: false }));
  const rows = grid.getByRole('checkbox', { name: /^Select (?!all)/ });
  await expect(lines.first()).toBeVisible();
  // The first rows come before the rest.
  const all = Number(await countInNavigation(page, 'Accounts').innerText());
  await expect(rows).toHaveCount(all);
  await grid.focus();
  await press(page, 'Home', 'ArrowLeft');
  await expect(lines.first()).toBeFocused();
  await press(page, 'ArrowLeft');
  await expect(lines.first()).toHaveAttribute('aria-expanded', 'false');
  await expect(lines.first()).toBeFocused();
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await expect(page.getByText('Changed', { exact: true })).toBeVisible();

  await press(page, 'ArrowDown');
  await expect(lines.nth(1)).toBeFocused();
  await press(page, 'ArrowRight');
  await expect(grid).toBeFocused();
  await press(page, 'ArrowLeft');
  await expect(lines.nth(1)).toBeFocused();
  await press(page, 'ArrowUp', 'ArrowRight');
  await expect(lines.first()).toHaveAttribute('aria-expanded', 'true');
  await expect(rows).toHaveCount(all);

  await page.getByTitle('Grouped by Industry').click();
  await page.getByRole('button', { name: 'Fold all', exact: true }).click();
  await expect(rows).toHaveCount(0);
  await page.keyboard.press('Escape');
  await grid.focus();
  await press(page, 'ArrowDown');
  await expect(lines.first()).toBeFocused();
  await press(page, 'ArrowDown', 'Enter');
  await expect(lines.nth(1)).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('button', { name: 'Reset' }).click();
});

test('the board of all deals is a way to look at them, no change of the view', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await page.keyboard.press('v');
  await expect(page.getByRole('listbox', { name: /^Prospecting/ })).toBeVisible();
  await expect(page.getByText('Changed', { exact: true })).toHaveCount(0);
  await page.keyboard.press('v');
  await expect(page.getByRole('grid')).toBeVisible();
});

test('the list of what was done follows an undo by keys at once', async () => {
  const { page } = desktop;
  await createTicket(page, 'Toner is empty');
  await openSettings(page, 'What you did');
  const acts = page.getByRole('region', { name: 'What you did' }).getByRole('listitem');
  await expect(acts.first()).toContainText('New ticket');
  await expect(acts.first().getByRole('button', { name: 'Undo: New ticket' })).toBeVisible();
  await press(page, 'Control+z');
  await expect(acts.first().getByRole('button', { name: 'Redo: New ticket' })).toBeVisible();
  await press(page, 'Control+Shift+z');
  await expect(acts.first().getByRole('button', { name: 'Undo: New ticket' })).toBeVisible();
});

test('a screen that is ready late leaves the keys to what the person has gone on to', async () => {
  const { page } = desktop;
  for (const place of ['/duplicates/contact', '/desk/all', '/tasks']) {
    await openList(page, 'Deals');
    // As a link leads there; the palette opens while the screen begins to come.
    await desktop.app.evaluate(({ BrowserWindow }, route) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send('rapport:event', 'route.open', { route });
    }, place);
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'Search everything' });
    await expect(box).toBeFocused();
    await page.keyboard.type('atelier');
    await expect(page.getByRole('option', { name: /^Atelier/ }).first()).toBeVisible();
    await expect(box).toHaveValue('atelier');
    await expect(box).toBeFocused();
    await page.keyboard.press('Escape');
  }
});
