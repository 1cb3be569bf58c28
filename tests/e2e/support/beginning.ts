/** The first run, and how teammates come together. */
import { type Page, expect } from '@playwright/test';

export interface NewWorkspace {
  readonly userName: string;
  readonly workspaceName: string;
  readonly sampleData: boolean;
}

export async function createWorkspace(page: Page, wanted: NewWorkspace): Promise<void> {
  await page.getByLabel('Your name').fill(wanted.userName);
  await page.getByLabel('Workspace name').fill(wanted.workspaceName);
  const begin = wanted.sampleData ? 'Start with sample data' : 'Start empty';
  await page.getByRole('button', { name: begin }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
  if (wanted.sampleData) await expect(countInNavigation(page, 'Accounts')).toHaveText('12');
}

export async function joinWorkspace(page: Page, userName: string, link: string): Promise<void> {
  await page.getByText('Join with a link').click();
  await page.getByLabel('Your name').fill(userName);
  await page.getByLabel('Invitation').fill(link);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

/** Somebody who was there already under this name says that it is them, at another computer. */
export async function sayThatIsMe(page: Page, userName: string): Promise<void> {
  await page.getByRole('button', { name: 'That is me' }).click();
  await expect(page.getByText(`You are one ${userName} now`)).toBeVisible();
}

/** The number beside a module's name. */
export function countInNavigation(page: Page, list: string) {
  return page.getByRole('navigation').getByRole('link', { name: list }).locator('.nav-count');
}

/** What the sync indicator opens. */
export async function openSyncDetails(page: Page): Promise<void> {
  await syncIndicator(page).click();
  await expect(page.getByRole('region', { name: 'Waiting to be sent' })).toBeVisible();
}

/** As somebody reads it off to send it to a teammate. */
export async function invitationFrom(page: Page): Promise<string> {
  await openSyncDetails(page);
  await page.getByRole('button', { name: 'Invite a teammate' }).click();
  const link = await page.getByRole('textbox', { name: 'Invitation' }).inputValue();
  await page.keyboard.press('Escape');
  return link;
}

export function syncIndicator(page: Page) {
  return page.getByRole('button', { name: /^Sync:/ });
}

/** After a relay came back the next try may be up to half a minute away. */
const RECONNECT_TIMEOUT_MS = 45_000;

/** Connected, and nothing is waiting. */
export async function expectLive(page: Page): Promise<void> {
  await expect(syncIndicator(page)).toHaveAccessibleName('Sync: Live', {
    timeout: RECONNECT_TIMEOUT_MS,
  });
}

export async function expectOffline(page: Page): Promise<void> {
  await expect(syncIndicator(page)).toHaveAccessibleName(/^Sync: Offline/);
}
