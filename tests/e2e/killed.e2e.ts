/** The relay's half, killed after an acknowledgement, is in tests/integration/relay-kill.test.ts. */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type Desktop, launchApp, withApp } from './launch.ts';
import { type RelayProcess, startRelay } from './relay-process.ts';
import {
  countInNavigation,
  createWorkspace,
  expectLive,
  invitationFrom,
  joinWorkspace,
  sayThatIsMe,
} from './support/beginning.ts';
import { makeFolders } from './support/folders.ts';
import {
  createContact,
  editField,
  expectField,
  note,
  openHistory,
  openList,
  openRecord,
  rowOf,
  writeInNote,
} from './support/record-acts.ts';

const ROUNDS = 20;
const KILL_AFTER_MS = 50;
const WORKSPACE = { userName: 'Anna Berg', workspaceName: 'Nordlicht' };

const folders = makeFolders();
test.afterAll(() => folders.removeAll());

/** Starts, does one round and is killed; the app never ends by itself. */
async function round(dataDir: string, act: (desktop: Desktop) => Promise<void>): Promise<void> {
  const desktop = await launchApp({ dataDir });
  try {
    await act(desktop);
    await sleep(KILL_AFTER_MS);
  } finally {
    await desktop.killHard();
  }
}

test('an app killed 50 ms after an edit stood on the screen, 20 times, has lost none of them', async () => {
  test.setTimeout(240_000);
  const dataDir = folders.place('killed');
  const person = (at: number) => `Person No${at}`;
  /** What stands in the list of contacts beside each person. */
  const titles = new Map<string, string>();
  await round(dataDir, ({ page }) => createWorkspace(page, { ...WORKSPACE, sampleData: false }));

  for (let at = 0; at < ROUNDS; at++) {
    await round(dataDir, async ({ page }) => {
      await openList(page, 'Contacts');
      for (const [name, title] of titles) await expect(rowOf(page, name)).toContainText(title);
      // By turns a new record and an edit of the newest one are what the kill follows.
      if (at % 2 === 0) {
        await createContact(page, 'Person', `No${at}`);
        titles.set(person(at), 'Person');
      } else {
        await rowOf(page, person(at - 1))
          .getByRole('link')
          .first()
          .click();
        await editField(page, 'Title', `Title of round ${at}`);
        titles.set(person(at - 1), `Title of round ${at}`);
      }
    });
  }
  await withApp({ dataDir }, async ({ page }) => {
    await expect(countInNavigation(page, 'Contacts')).toHaveText(String(titles.size));
    await openList(page, 'Contacts');
    for (const [name, title] of titles) await expect(rowOf(page, name)).toContainText(title);
  });
});

test.describe('a profile that was wiped', () => {
  const DEAL = 'Control room';
  let relay: RelayProcess;
  let link = '';

  test.beforeAll(async () => {
    relay = await startRelay({ dataDir: folders.place('relay') });
  });
  test.afterAll(() => relay.stop());

  test('has its records, notes and history back when it joins again', async () => {
    const dataDir = folders.place('wiped');
    await withApp({ dataDir, relayUrl: relay.url }, async ({ page }) => {
      await createWorkspace(page, { ...WORKSPACE, sampleData: true });
      await openRecord(page, 'Deals', DEAL);
      await editField(page, 'Next step', 'Call Malte');
      await editField(page, 'Next step', 'Visit Malte');
      await writeInNote(page, 'They decide in March.');
      await createContact(page, 'Ida', 'Holm');
      await expectLive(page);
      link = await invitationFrom(page);
    });
    rmSync(dataDir, { recursive: true });

    await withApp({ dataDir }, async ({ page }) => {
      await joinWorkspace(page, WORKSPACE.userName, link);
      await expectLive(page);
      await sayThatIsMe(page, WORKSPACE.userName);
      for (const [list, count] of [
        ['Accounts', '12'],
        ['Contacts', '31'],
        ['Deals', '25'],
        ['Tickets', '15'],
        ['Users', '5'],
      ] as const) {
        await expect(countInNavigation(page, list)).toHaveText(count);
      }
      await openRecord(page, 'Contacts', 'Ida Holm');
      await openRecord(page, 'Deals', DEAL);
      await expectField(page, 'Next step', 'Visit Malte');
      await expect(note(page)).toHaveText('They decide in March.');
      const history = await openHistory(page);
      for (const [before, after] of [
        ['Send the redlined contract', 'Call Malte'],
        ['Call Malte', 'Visit Malte'],
      ] as const) {
        const change = history.getByText(before).and(history.locator('del'));
        await expect(change.locator('xpath=..')).toContainText(after);
      }
    });
  });
});
