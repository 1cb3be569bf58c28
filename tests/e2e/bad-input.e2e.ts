/**
 * What comes in wrong is said by name, with the way out, and the app goes on. Frames that no app of ours sends are
 * sent by hand elsewhere: an oversize and a malformed one in tests/integration/relay-sockets.test.ts and
 * sync-relay/feed/behaviour/bounds.test.ts.
 */
import { type Page, expect, test } from '@playwright/test';
import { formatJoinLink, parseJoinLink } from '../../crm/contracts/join-link.contract.ts';
import { type Desktop, launchApp, withApp } from './launch.ts';
import { type RelayProcess, startRelay } from './relay-process.ts';
import {
  countInNavigation,
  createWorkspace,
  expectLive,
  expectOffline,
  invitationFrom,
  joinWorkspace,
  openSyncDetails,
  syncIndicator,
} from './support/beginning.ts';
import { makeFolders } from './support/folders.ts';
import { chooseFile, figure, importFile } from './support/import-acts.ts';
import {
  createContact,
  editField,
  expectField,
  note,
  openRecord,
  writeInNote,
} from './support/record-acts.ts';

const WORKSPACE = { userName: 'Anna Berg', workspaceName: 'Nordlicht' };
const NO_RELAY_HERE = 'ws://127.0.0.1:9';

const folders = makeFolders();
let relay: RelayProcess;
test.beforeAll(async () => {
  relay = await startRelay({ dataDir: folders.place('relay') });
});
test.afterAll(async () => {
  await relay.stop();
  folders.removeAll();
});

async function goesOnWorking(page: Page, contacts: string): Promise<void> {
  await createContact(page, 'Ida', 'Holm');
  await expect(countInNavigation(page, 'Contacts')).toHaveText(contacts);
}

test('an invitation whose token is not the right one is refused in words, and one can work on', async () => {
  let link = '';
  await withApp({ relayUrl: relay.url }, async ({ page }) => {
    await createWorkspace(page, { ...WORKSPACE, sampleData: false });
    await expectLive(page);
    link = await invitationFrom(page);
  });
  const invitation = parseJoinLink(link);
  if (invitation === null) throw new Error('the app gave no invitation');
  const token =
    invitation.token.slice(0, -4) + (invitation.token.endsWith('AAAA') ? 'BBBB' : 'AAAA');

  await withApp({}, async ({ page }) => {
    await joinWorkspace(page, 'Eve', formatJoinLink({ ...invitation, token }));
    await expect(syncIndicator(page)).toHaveAccessibleName(/^Sync: Refused/);
    await goesOnWorking(page, '1');
    await openSyncDetails(page);
    const said = page.getByRole('alert').filter({ hasText: 'The relay does not accept' });
    await expect(said).toContainText('this workspace’s key.');
    await expect(said).toContainText('Ask a teammate for a new invitation');
    await expect(said).toContainText('--profile');
    await expect(page.getByRole('heading', { name: /waiting to be sent$/ })).toBeVisible();
  });
});

test('a link that is no invitation is told apart before anything is made of it', async () => {
  await withApp({}, async ({ page }) => {
    await joinWorkspace(page, 'Eve', 'rapport://join/half-of-a-li');
    await expect(page.getByRole('alert')).toContainText('This is not an invitation.');
    await expect(page.getByRole('alert')).toContainText('Ask for the whole link');
    await expect(page.getByRole('button', { name: 'Join', exact: true })).toBeEnabled();
  });
});

test('a file that is no table is named with what it is and what to do, and the next one is imported', async () => {
  await withApp({}, async ({ page }) => {
    await createWorkspace(page, { ...WORKSPACE, sampleData: false });
    const picture = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13];
    const noise = Array.from({ length: 4000 }, (_, at) => (at * 37) % 256);
    for (const [name, bytes, what] of [
      ['holiday.csv', picture, '“holiday.csv” is a picture, not a CSV file or an Excel workbook.'],
      ['book.xlsx', [0x50, 0x4b, 3, 4, ...noise], '“book.xlsx” is a spreadsheet'],
      ['noise.csv', noise, '“noise.csv” is'],
      ['empty.csv', [], '“empty.csv” has no rows.'],
    ] as const) {
      await chooseFile(page, { name, bytes: Uint8Array.from(bytes) });
      const said = page.getByRole('alert');
      await expect(said).toContainText(what);
      await expect(said).toContainText(/(Choose|Open|Export|Check) /);
      await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
    }
    await importFile(page, 'crm-sales-opportunities/products.csv');
    await expect(figure(page, 'products created')).toHaveText('7');
  });
});

test('without a relay at the address the app says so, keeps what waits, and works', async () => {
  await withApp({ relayUrl: NO_RELAY_HERE }, async ({ page }) => {
    await createWorkspace(page, { ...WORKSPACE, sampleData: false });
    await expectOffline(page);
    await goesOnWorking(page, '1');
    await openSyncDetails(page);
    await expect(page.getByText('The relay cannot be reached.').first()).toBeVisible();
    await expect(
      page.getByText(/sent (when it can|as soon as the relay is back)/).first(),
    ).toBeVisible();
    await expect(page.getByText(NO_RELAY_HERE)).toBeVisible();
    // The way out: another address.
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByRole('textbox', { name: 'Relay address' }).fill(relay.url);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.keyboard.press('Escape');
    await expectLive(page);
    await openRecord(page, 'Contacts', 'Ida Holm');
  });
});

test('an address that is none is told apart on the first screen', async () => {
  await withApp({}, async ({ page }) => {
    await page.getByLabel('Your name').fill('Anna Berg');
    await page.getByLabel('Workspace name').fill('Nordlicht');
    await page.getByText('Syncing with a team').click();
    await page.getByLabel('Relay address').fill('relay.example.com');
    await page.getByRole('button', { name: 'Start empty' }).click();
    await expect(page.getByRole('alert')).toContainText('The address of the relay is not one.');
    await expect(page.getByRole('alert')).toContainText('ws:// or wss://');
  });
});

test('a text of megabytes pasted into a note is refused in words, and holds nothing else up', async () => {
  await withApp({ relayUrl: relay.url }, async ({ page }) => {
    await createWorkspace(page, { ...WORKSPACE, sampleData: true });
    await openRecord(page, 'Deals', 'Control room');
    await writeInNote(page, 'Before. ');
    // The clipboard of the machine is shared; a paste event is what the editor hears of it.
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'word '.repeat(1_000_000));
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(paste);
    });
    await expect(page.getByText('A note holds up to 200 thousand characters.')).toBeVisible();
    await writeInNote(page, 'After.');
    await expect(note(page)).toHaveText('Before. After.');
    await editField(page, 'Next step', 'Goes on');
    await expectLive(page);
  });
});

/** Flips one bit in the middle of every pack, as a failing disk might; returns how many there are. */
/** The outbox keeps a large act until it stands in packs, a second after the last change. */
async function untilPacked({ page }: Desktop, unsent: number): Promise<void> {
  const envelopes = (): Promise<number> =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('rapport');
          opening.addEventListener('error', () => reject(new Error('IndexedDB failed')));
          opening.addEventListener('success', () => {
            const db = opening.result;
            const count = db.transaction('outbox').objectStore('outbox').count();
            count.addEventListener('error', () => reject(new Error('IndexedDB failed')));
            count.addEventListener('success', () => {
              db.close();
              resolve(count.result);
            });
          });
        }),
    );
  await expect.poll(envelopes).toBe(unsent);
}

async function damagePacks({ page }: Desktop): Promise<number> {
  return page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error('IndexedDB failed')));
      });
    const db = await settled(indexedDB.open('rapport'));
    let damaged = 0;
    for (const table of ['packRows', 'packDocs']) {
      const store = db.transaction(table, 'readwrite').objectStore(table);
      const entries: { id: string; bytes: Uint8Array }[] = await settled(store.getAll());
      for (const entry of entries) {
        const middle = entry.bytes.length >> 1;
        entry.bytes[middle] = (entry.bytes[middle] ?? 0) ^ 1;
        await settled(store.put(entry));
        damaged++;
      }
    }
    db.close();
    return damaged;
  });
}

test('corrupt packs are said, their records come back from the relay, and what was not sent is not lost', async () => {
  const dataDir = folders.place('corrupt');
  const deal = 'Control room';
  await withApp({ dataDir, relayUrl: relay.url }, async ({ page }) => {
    await createWorkspace(page, { ...WORKSPACE, sampleData: true });
    await expectLive(page);
  });
  await relay.killHard();
  await withApp({ dataDir }, async (desktop) => {
    const { page } = desktop;
    await expectOffline(page);
    await openRecord(page, 'Deals', deal);
    await editField(page, 'Next step', 'Written offline');
    await createContact(page, 'Ida', 'Holm');
    await untilPacked(desktop, 2);
    expect(await damagePacks(desktop)).toBeGreaterThan(5);
  });

  const desktop = await launchApp({ dataDir });
  const { page } = desktop;
  await expect(
    page.getByText(/parts? of the local database were damaged and set aside/),
  ).toBeVisible();
  await expect(page.getByText(/being fetched from the relay again/)).toBeVisible();
  await expect(countInNavigation(page, 'Accounts')).toHaveText('0');
  await openRecord(page, 'Contacts', 'Ida Holm');
  relay = await startRelay({ dataDir: folders.place('relay'), port: relay.port });
  await expectLive(page);
  for (const [list, count] of [
    ['Accounts', '12'],
    ['Contacts', '31'],
    ['Deals', '25'],
    ['Tickets', '15'],
  ] as const) {
    await expect(countInNavigation(page, list)).toHaveText(count);
  }
  await openRecord(page, 'Deals', deal);
  await expectField(page, 'Next step', 'Written offline');
  await expectField(page, 'Amount', '$35,383.20');
  const link = await invitationFrom(page);
  await desktop.close();

  await withApp({}, async ({ page: other }) => {
    await joinWorkspace(other, 'Ben Ode', link);
    await expectLive(other);
    await openRecord(other, 'Deals', deal);
    await expectField(other, 'Next step', 'Written offline');
    await openRecord(other, 'Contacts', 'Ida Holm');
  });
});
