/** Reminders come as desktop notifications of the system: listened to where they leave the app. */
import { type Page, expect, test } from '@playwright/test';
import { type Desktop, launchApp } from './launch.ts';
import { type RelayProcess, startRelay } from './relay-process.ts';
import { expectAccessible } from './support/accessible.ts';
import { expectLive, invitationFrom, joinWorkspace, sayThatIsMe } from './support/beginning.ts';
import { makeFolders } from './support/folders.ts';
import { field, openList, openRecord } from './support/record-acts.ts';
import { undoByMouse } from './support/toast.ts';
import { beginWork } from './support/at-work.ts';
import { planForYesterday } from './support/calendar-acts.ts';
import { clickFirstNotice, keepNotices, noticesOf } from './support/notices.ts';

test.describe.configure({ mode: 'serial' });

/** Longer than a field takes to be filled in and the app to be closed. */
const DUE_IN_MS = 20_000;
/** Longer than a claim needs over the relay and its time of grace. */
const SETTLED_MS = 6000;

const folders = makeFolders();
let relay: RelayProcess;
let first: Desktop;
test.beforeAll(async () => {
  relay = await startRelay({ dataDir: folders.place('relay') });
  first = await start('first');
});
test.afterAll(async () => {
  await first.close();
  await relay.stop();
  folders.removeAll();
});

async function start(name: string): Promise<Desktop> {
  const desktop = await launchApp({
    profile: name,
    dataDir: folders.place(name),
    relayUrl: relay.url,
  });
  await keepNotices(desktop);
  return desktop;
}

async function shown(desktop: Desktop): Promise<readonly string[]> {
  return (await noticesOf(desktop)).map(({ title }) => title);
}

const bell = (page: Page) => page.getByRole('button', { name: /^Reminders: / });

test('what is due is shown once, and a click on it opens the record', async () => {
  const { page } = first;
  await beginWork(first, { sampleData: false });
  await expectLive(page);
  await planForYesterday(page, 'Call Ada back');
  await expect.poll(() => shown(first)).toEqual(['Call Ada back']);
  await clickFirstNotice(first);
  await expect(page.getByRole('heading', { level: 1, name: 'Call Ada back' })).toBeVisible();
});

test('the list of reminders puts it off, puts it away, and says when it is done', async () => {
  const { page } = first;
  await expect(bell(page)).toHaveAccessibleName('Reminders: 1');
  await bell(page).click();
  const list = page.getByRole('dialog', { name: 'Reminders' });
  await expect(list).toContainText('Call Ada back');
  await expectAccessible(page, 'the reminders');
  await list.getByRole('button', { name: /^Again in 1 h: / }).click();
  await expect(bell(page)).toHaveAccessibleName('Reminders: none');
  await expect(page.locator('.toast')).toContainText('Reminds again');
  await undoByMouse(page);
  await expect(bell(page)).toHaveAccessibleName('Reminders: 1');
  await expect(list).toBeHidden();
  await bell(page).click();
  await list.getByRole('button', { name: /^Done: / }).click();
  await expect(bell(page)).toHaveAccessibleName('Reminders: none');
  await page.keyboard.press('Escape');
});

test('two desktops of one person show it once between them', async () => {
  const second = await start('second');
  // However one spells oneself at another computer: one stays who the team knows.
  await joinWorkspace(second.page, 'anna BERG', await invitationFrom(first.page));
  await expectLive(second.page);
  await sayThatIsMe(second.page, 'Anna Berg');
  await expectLive(second.page);
  await planForYesterday(first.page, 'Send the offer');
  await openList(second.page, 'Activities');
  await expect(bell(second.page)).toHaveAccessibleName('Reminders: 1');
  await second.page.waitForTimeout(SETTLED_MS);
  const both = [...(await shown(first)), ...(await shown(second))];
  expect(both.filter((title) => title === 'Send the offer')).toEqual(['Send the offer']);
  await second.close();
});

test('what falls due while the app is closed is shown at its next start, without the relay', async () => {
  const { page } = first;
  await openRecord(page, 'Activities', 'Send the offer');
  // To the second, and after the app is closed.
  const dueMs = Math.ceil(Date.now() / 1000) * 1000 + DUE_IN_MS;
  const at = await page.evaluate(
    (ms) =>
      new Intl.DateTimeFormat('en-US', { dateStyle: 'short', timeStyle: 'medium' })
        .format(ms)
        .replace(/\s/g, ' '),
    dueMs,
  );
  await field(page, 'Remind at').click();
  const input = page.getByRole('textbox', { name: 'Remind at', exact: true });
  await input.fill(at);
  await input.press('Enter');
  await expect(field(page, 'Remind at')).toHaveAccessibleDescription(/:\d\d/);
  const before = await shown(first);
  await first.close();
  await relay.stop();
  expect(before.filter((title) => title === 'Send the offer').length).toBeLessThan(2);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - Date.now() + 1000)));
  first = await start('first');
  await expect.poll(() => shown(first)).toEqual(['Send the offer']);
  await first.page.waitForTimeout(SETTLED_MS);
  expect(await shown(first)).toEqual(['Send the offer']);
  relay = await startRelay({ dataDir: folders.place('relay') });
});
