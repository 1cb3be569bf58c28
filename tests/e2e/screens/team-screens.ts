/** What is on the glass because there are others: who one is, who is here, what they did, what did not go through. */
import { type Page, expect } from '@playwright/test';
import { formatJoinLink } from '../../../crm/contracts/join-link.contract.ts';
import { type Desktop, launchApp } from '../launch.ts';
import { startRelay } from '../relay-process.ts';
import {
  createWorkspace,
  expectLive,
  expectOffline,
  invitationFrom,
  joinWorkspace,
  openSyncDetails,
  sayThatIsMe,
  syncIndicator,
} from '../support/beginning.ts';
import { makeFolders } from '../support/folders.ts';
import { editField, field, note, openHistory, openRecord } from '../support/record-acts.ts';
import { type RelayLine, startRelayLine } from '../support/relay-line.ts';
import { openSettings } from '../support/settings-acts.ts';
import { dismissAll } from '../support/toasts.ts';
import type { Screen, Sitting } from './screen.ts';

/** Of the sample data: somebody who is called like whoever sits here, and what the two of them work on. */
const ME = 'Jonas Lindqvist';
const OTHER = 'Ben Ode';
const DEAL = 'Control room';
const ACCOUNT = 'Nordlicht Offshore';
const DISCUSSED = 'Fjellheim Logistikk';

interface Team {
  /** The teammate's. */
  readonly ben: Desktop;
  readonly line: RelayLine;
}

let team: Team | undefined;

function others(): Team {
  if (team === undefined) throw new Error('nobody else is here yet');
  return team;
}

/** The teammate's workspace, joined here; gives what ends it. */
async function meet(desktop: Desktop): Promise<() => Promise<void>> {
  const folders = makeFolders();
  const relay = await startRelay({ dataDir: folders.place('relay') });
  const line = await startRelayLine(relay.url);
  const ben = await launchApp({ dataDir: folders.place('ben'), relayUrl: line.url });
  team = { ben, line };
  await createWorkspace(ben.page, {
    userName: OTHER,
    workspaceName: 'Nordlicht',
    sampleData: true,
  });
  await expectLive(ben.page);
  await joinWorkspace(desktop.page, ME, await invitationFrom(ben.page));
  await expectLive(desktop.page);
  return async () => {
    await ben.close();
    await line.close();
    await relay.stop();
    folders.removeAll();
  };
}

async function apart(here: Page, act: () => Promise<void>): Promise<void> {
  const { ben, line } = others();
  line.cut();
  for (const page of [here, ben.page]) await expectOffline(page);
  await act();
  line.mend();
  for (const page of [here, ben.page]) await expectLive(page);
}

async function addQueue(page: Page, name: string): Promise<void> {
  await openSettings(page, 'Queues');
  await page.getByRole('textbox', { name: 'Name of a new queue' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name })).toBeVisible();
}

async function renameQueue(page: Page, from: string, to: string): Promise<void> {
  await openSettings(page, 'Queues');
  const name = page.getByRole('textbox', { name: `Name of ${from}` });
  await name.fill(to);
  await name.press('Enter');
  await expect(page.getByRole('row', { name: to })).toBeVisible();
}

const mergeQueue = (page: Page) => page.getByRole('button', { name: /^Merge Invoices into/ });

const teamScreens: readonly Screen[] = [
  {
    name: 'somebody of one’s own name',
    open: async ({ page }) => {
      await expect(page.getByRole('region', { name: 'Who you are' })).toBeVisible();
    },
    leave: ({ page }) => sayThatIsMe(page, ME),
  },
  {
    name: 'an invitation to elsewhere',
    open: async ({ app, page }) => {
      const link = formatJoinLink({
        v: 1,
        relay: 'wss://relay.example.com',
        workspace: 'Südwind',
        token: `0190a000-0000-7000-8000-00000000000a.${'a'.repeat(43)}`,
      });
      // As the system does when somebody follows a link: another start, whose data goes to the first.
      await app.evaluate(
        ({ app: main }, data) => {
          main.emit('second-instance', {}, [], '', data);
        },
        { link },
      );
      await expect(page.getByText('an invitation to “Südwind”')).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.locator('.shell-note').getByRole('button', { name: 'Dismiss' }).click();
    },
  },
  {
    name: 'an invitation',
    open: async ({ page }) => {
      await openSyncDetails(page);
      const invite = page.getByRole('button', { name: 'Invite a teammate' });
      if ((await invite.count()) > 0) await invite.click();
      await expect(page.getByRole('textbox', { name: 'Invitation' })).toBeVisible();
    },
  },
  {
    name: 'a teammate in a field',
    open: async ({ page }) => {
      const { ben } = others();
      for (const each of [page, ben.page]) await openRecord(each, 'Deals', DEAL);
      await field(ben.page, 'Next step').click();
      await expect(page.getByText(`${OTHER} is editing this field`)).toBeAttached();
    },
    leave: async () => {
      await others().ben.page.keyboard.press('Escape');
    },
  },
  {
    name: 'a mention',
    open: async ({ page }) => {
      const { ben } = others();
      await openRecord(ben.page, 'Accounts', ACCOUNT);
      await note(ben.page).click();
      await ben.page.keyboard.press('Control+End');
      await ben.page.keyboard.type('@Jonas');
      const menu = ben.page.getByRole('listbox', { name: 'People and records' });
      await expect(menu.getByRole('option').first()).toContainText(ME);
      await ben.page.keyboard.press('Enter');
      await ben.page.keyboard.type('please look');
      await page.getByRole('button', { name: /mentions: 1/ }).click();
      await expect(page.getByRole('region', { name: 'Mentions' })).toContainText(OTHER);
    },
  },
  {
    name: 'inbox, with something in it',
    open: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('navigation').getByRole('link', { name: 'Inbox' }).click();
      await expect(page.getByRole('row').filter({ hasText: 'mentioned you' })).toBeVisible();
    },
  },
  {
    name: 'comments, one of them being answered',
    open: async ({ page }) => {
      await openRecord(page, 'Accounts', DISCUSSED);
      await page.getByRole('button', { name: /^Comments/ }).click();
      await page.getByRole('button', { name: 'Answer' }).first().click();
      await expect(page.getByRole('combobox', { name: 'Answer' })).toBeFocused();
    },
  },
  {
    name: 'following a record',
    layers: ['kit/following/follow-button.tsx'],
    open: async ({ page }) => {
      await openRecord(page, 'Accounts', DISCUSSED);
      await page.getByRole('button', { name: 'Follow', exact: true }).click();
      await expect(page.getByRole('menuitemradio', { name: 'Do not follow' })).toBeVisible();
    },
    leave: ({ page }) => page.keyboard.press('Escape'),
  },
  {
    name: 'sharing a record',
    layers: ['kit/sharing/share-dialog.tsx'],
    open: async ({ page }) => {
      await openRecord(page, 'Accounts', DISCUSSED);
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      await expect(page.getByRole('dialog', { name: `Share “${DISCUSSED}”` })).toBeVisible();
    },
    leave: async ({ page }) => {
      // The choice of colleagues may lie open over the dialog.
      await page.keyboard.press('Escape');
      const cancel = page.getByRole('button', { name: 'Cancel' });
      if (await cancel.isVisible()) await cancel.click();
    },
  },
  {
    name: 'a change that was overruled',
    open: async ({ page }) => {
      const { ben } = others();
      await apart(page, async () => {
        for (const [each, step] of [
          [page, 'Send the drawings on Monday'],
          [ben.page, 'Call their architect first'],
        ] as const) {
          await openRecord(each, 'Deals', DEAL);
          await editField(each, 'Next step', step);
        }
      });
      await openHistory(page);
      await expect(page.getByText('Overruled').first()).toBeVisible();
    },
  },
  {
    name: 'two queues of one name',
    open: async ({ page }) => {
      if ((await mergeQueue(page).count()) > 0) return;
      const { ben } = others();
      await addQueue(page, 'Billing');
      await addQueue(page, 'Returns');
      await openSettings(ben.page, 'Queues');
      await expect(ben.page.getByRole('row', { name: 'Returns' })).toBeVisible();
      await apart(page, async () => {
        await renameQueue(page, 'Billing', 'Invoices');
        await renameQueue(ben.page, 'Returns', 'Invoices');
      });
      await expect(mergeQueue(page)).toBeVisible();
    },
  },
  {
    name: 'what the relay refused',
    open: async ({ page }) => {
      others().line.refuseChanges(true);
      await openRecord(page, 'Deals', DEAL);
      await editField(page, 'Next step', 'Visit the site with their engineers and the two fitters');
      await editField(page, 'Competitor', 'Südwind');
      // A click on what is told there later would close it.
      await dismissAll(page);
      await expect(syncIndicator(page)).toHaveAccessibleName('Sync: Live, 2 refused');
      await openSyncDetails(page);
      await expect(page.getByRole('button', { name: 'Send again' })).toBeVisible();
    },
    leave: async ({ page }) => {
      others().line.refuseChanges(false);
      await openSyncDetails(page);
      await page.getByRole('button', { name: 'Send again' }).click();
      await expect(page.getByText('Nothing is waiting')).toBeVisible();
      await page.keyboard.press('Escape');
    },
  },
];

export const withTeammate: Sitting = {
  title: 'with a teammate',
  begin: meet,
  screens: teamScreens,
};
