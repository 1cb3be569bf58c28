import { type Page, expect, test } from '@playwright/test';
import { type Desktop, launchApp } from './launch.ts';
import { expectAccessible as expectPageAccessible } from './support/accessible.ts';
import { createWorkspace, syncIndicator } from './support/beginning.ts';
import { chooseFile, rehearseImport } from './support/import-acts.ts';
import { deskRow, openDesk, reply } from './support/ticket-acts.ts';
import { closeHistory, openHistory, openList, openRecord } from './support/record-acts.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchApp();
});
test.afterAll(() => desktop.close());

const expectAccessible = (screen: string) => expectPageAccessible(desktop.page, screen);

test('nobody is shut out of the first run', async () => {
  const { page } = desktop;
  await expect(page.getByLabel('Your name')).toBeVisible();
  await expectAccessible('new workspace');
  await page.getByText('Join with a link').click();
  await page.getByLabel('Your name').fill('Anna');
  await page.getByLabel('Invitation').fill('rapport://join/none');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible('join, with a problem');
  await page.getByText('New workspace').click();
  await createWorkspace(page, {
    userName: 'Anna Berg',
    workspaceName: 'Nordlicht',
    sampleData: true,
  });
});

const LISTS = [
  'Accounts',
  'Contacts',
  'Leads',
  'Deals',
  'Tickets',
  'Activities',
  'Products',
  'Users',
] as const;
for (const list of LISTS) {
  test(`nobody is shut out of the list of ${list.toLowerCase()}`, async () => {
    await openList(desktop.page, list);
    await expectAccessible(list);
  });
}

test('nobody is shut out of filtering and selecting', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await expect(page.getByRole('toolbar', { name: 'Selected rows' })).toBeVisible();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(page.getByRole('form', { name: 'Add a condition' })).toBeVisible();
  await expectAccessible('filter and selection');
  await page.keyboard.press('Escape');
});

for (const [list, title] of [
  ['Accounts', 'Kuroshio Robotics'],
  ['Contacts', 'Malte Hansen'],
  ['Deals', 'Control room'],
] as const) {
  test(`nobody is shut out of a record of ${list.toLowerCase()}, nor of its history`, async () => {
    const { page } = desktop;
    await openRecord(page, list, title);
    await expect(page.getByRole('textbox', { name: 'Notes' })).toBeVisible();
    await expectAccessible(title);
    await openHistory(page);
    await expectAccessible(`history of ${title}`);
    await closeHistory(page);
  });
}

test('nobody is shut out of the service desk, nor of a ticket and its reply', async () => {
  const { page } = desktop;
  await openDesk(page, 'All open');
  await expectAccessible('service desk');
  await deskRow(page, 'Gateway at site 2').getByRole('link').first().click();
  await expect(page.getByRole('textbox', { name: 'Notes' })).toBeVisible();
  await expectAccessible('a ticket');
  await page.keyboard.press('r');
  await expect(reply(page)).toBeFocused();
  await expectAccessible('a reply');
  await page.keyboard.press('Escape');
});

test('nobody is shut out of editing and creating', async () => {
  const { page } = desktop;
  await openRecord(page, 'Deals', 'Control room');
  await page.getByRole('button', { name: 'Edit Amount' }).click();
  await page.getByRole('textbox', { name: 'Amount' }).fill('much');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Amount' })).toBeVisible();
  await expectAccessible('a field with a problem');
  await page.keyboard.press('Escape');
  await openList(page, 'Deals');
  await page.getByRole('main').getByRole('button', { name: 'New deal' }).click();
  await expect(page.getByRole('dialog', { name: 'New deal' })).toBeVisible();
  await page.getByRole('button', { name: 'Create deal' }).click();
  await expect(page.getByText('Fill this in.')).toBeVisible();
  await expectAccessible('new deal, with a problem');
  await page.keyboard.press('Escape');
});

test('nobody is shut out of an import', async () => {
  const { page } = desktop;
  await page.getByRole('navigation').getByRole('link', { name: 'Import' }).click();
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  await expectAccessible('import');
  await chooseFile(page, 'crm-sales-opportunities/accounts.csv');
  await expect(page.getByRole('button', { name: 'Show what would happen' })).toBeVisible();
  await expectAccessible('columns of the file');
  await rehearseImport(page, 'crm-sales-opportunities/sales_teams.csv');
  await expectAccessible('rehearsal');
});

test('nobody is shut out of search, settings, shortcuts and the state of syncing', async () => {
  const { page } = desktop;
  await page.getByRole('button', { name: 'Search everything' }).click();
  await page.getByRole('combobox', { name: 'Search everything' }).fill('hansen');
  await expect(page.getByRole('option', { name: /Malte Hansen/ })).toBeVisible();
  await expectAccessible('search');
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expectAccessible('settings');
  await page.getByRole('button', { name: 'Shortcuts' }).click();
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible('shortcuts');
  await page.keyboard.press('Escape');
  await syncIndicator(page).click();
  await expect(page.getByText(/^Relay:/)).toBeVisible();
  await expectAccessible('state of syncing');
  await page.keyboard.press('Escape');
});

/** Controls that cannot be brought on screen, or that something lies over once they are, by their names. */
async function reach(page: Page): Promise<{ controls: number; unreachable: string[] }> {
  return page.evaluate(() => {
    const selector =
      'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [contenteditable="true"]';
    const controls = [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((control) =>
        control.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
      )
      // Comes on screen when it has the focus.
      .filter((control) => !control.classList.contains('skip-link'));
    /** Scrolled into view by us, in a box that gives a person no way to scroll it. */
    const isBehindAnEdge = (control: HTMLElement): boolean => {
      for (let box = control.parentElement; box !== null; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        if (box.scrollLeft !== 0 && ['hidden', 'clip'].includes(overflowX)) return true;
        if (box.scrollTop !== 0 && ['hidden', 'clip'].includes(overflowY)) return true;
      }
      return false;
    };
    const isReached = (control: HTMLElement): boolean => {
      control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2;
      const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2;
      const there = document.elementFromPoint(x, y);
      const isOnTop = there !== null && (control.contains(there) || there.contains(control));
      return isOnTop && !isBehindAnEdge(control);
    };
    const nameOf = (control: HTMLElement): string =>
      control.getAttribute('aria-label') ?? (control.innerText || control.tagName);
    return {
      controls: controls.length,
      unreachable: controls.filter((control) => !isReached(control)).map(nameOf),
    };
  });
}

async function expectAllWithinReach(page: Page): Promise<void> {
  const { controls, unreachable } = await reach(page);
  expect(controls).toBeGreaterThan(30);
  expect.soft(unreachable).toEqual([]);
}

async function setZoom({ app, page }: Desktop, factor: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, zoom) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(zoom);
  }, factor);
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(factor);
}

test('at 200 % every control of a list and of a record can be brought on screen', async () => {
  const { page } = desktop;
  await openList(page, 'Deals');
  await setZoom(desktop, 2);
  await expectAllWithinReach(page);
  await openRecord(page, 'Deals', 'Control room');
  await expect(page.getByRole('textbox', { name: 'Notes' })).toBeVisible();
  await expectAllWithinReach(page);
  await setZoom(desktop, 1);
});
