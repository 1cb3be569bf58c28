/** A record's page in every module, and what opens from it. */
import { type Page, expect } from '@playwright/test';
import { workModules } from '../../../crm/modules/registry.ts';
import {
  editField,
  field,
  note,
  openHistory,
  openList,
  openRecord,
} from '../support/record-acts.ts';
import { clock, deskRow, openDesk, reply, writeSavedReply } from '../support/ticket-acts.ts';
import { openSettings } from '../support/settings-acts.ts';
import { dismissAll } from '../support/toasts.ts';
import type { Screen } from './screen.ts';

/** Of the sample data: a ticket that is promised an answer, a deal with lines, two people of one account. */
const TICKET = 'Gateway at site 2';
const DEAL = 'Control room';
const MERGED_TICKET = 'Chat messages get stuck';
const CONTACT = 'Malte Hansen';
const ACCOUNT = 'Nordlicht Energie';

const records = workModules.map(({ entity: { label } }): Screen => ({
  name: `a record of ${label.many.toLowerCase()}`,
  open: async ({ page }) => {
    await openList(page, label.many);
    await page.getByRole('grid').getByRole('link').first().click();
    await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  },
}));

/** The same, scrolled to its end: notes, timeline. */
const ends = (['Accounts', 'Contacts', 'Deals', 'Tickets'] as const).map((list): Screen => ({
  name: `the timeline of a record of ${list.toLowerCase()}`,
  open: async ({ page }) => {
    await openList(page, list);
    await page.getByRole('grid').getByRole('link').first().click();
    await page.getByRole('region', { name: 'Timeline' }).scrollIntoViewIfNeeded();
    await page.locator('.record').evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expect(page.locator('.tl-item').first()).toBeVisible();
  },
}));

async function openTicket(page: Page): Promise<void> {
  await openDesk(page, 'All open');
  await deskRow(page, TICKET).getByRole('link').first().click();
  await expect(page.getByRole('group', { name: 'Service level' })).toBeVisible();
}

async function openReply(page: Page): Promise<void> {
  await openTicket(page);
  await page.keyboard.press('r');
  await expect(reply(page)).toBeFocused();
}

const edits = (
  name: string,
  list: string,
  title: string,
  label: string,
  isOpen: (page: Page) => Promise<void>,
  layers: readonly string[] = [],
): Screen => ({
  name,
  layers,
  opensAnew: true,
  open: async ({ page }) => {
    await openRecord(page, list, title);
    // By a key: a click may meet a link in the value.
    await field(page, label).press('Enter');
    await isOpen(page);
  },
});

async function mergeTheTwoElifs(page: Page): Promise<void> {
  await openList(page, 'Leads');
  await page.getByRole('button', { name: 'Duplicates', exact: true }).click();
  const found = page.getByRole('list', { name: 'Probable duplicates' });
  await found.getByRole('button', { name: 'Merge…' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/the merge can be taken apart any time/)).toBeVisible();
  await dialog.getByRole('button', { name: /^Merge into / }).click();
  await expect(dialog).toBeHidden();
}

async function mergeTheChat(page: Page): Promise<void> {
  await openDesk(page, 'All open');
  await deskRow(page, MERGED_TICKET).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Merge/ });
  await dialog.getByRole('combobox', { name: 'The ticket that goes on' }).fill(TICKET);
  await page.getByRole('option').first().click();
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(dialog).toBeHidden();
  await dismissAll(page);
}

export const recordScreens: readonly Screen[] = [
  ...records,
  ...ends,
  {
    name: 'the order of a related list',
    open: async ({ page }) => {
      await openRecord(page, 'Accounts', ACCOUNT);
      const order = page.getByRole('button', { name: /^Order of Deals: / });
      if ((await order.getAttribute('aria-expanded')) === 'false') await order.click();
      await expect(page.getByRole('group', { name: 'Order of Deals' })).toBeVisible();
    },
  },
  {
    name: 'history',
    layers: ['kit/record/history-panel.tsx'],
    open: async ({ page }) => {
      await openRecord(page, 'Deals', DEAL);
      await editField(page, 'Next step', 'Visit the site with their engineers and the two fitters');
      await openHistory(page);
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Control+z');
      await expect(page.locator('.toast').first()).toBeVisible();
    },
  },
  edits('edit a text', 'Accounts', ACCOUNT, 'Name', async (page) => {
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  }),
  edits('edit an amount, with a problem', 'Deals', DEAL, 'Amount', async (page) => {
    await page.getByRole('textbox', { name: 'Amount' }).fill('much');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'Amount' })).toBeVisible();
  }),
  edits(
    'edit a date',
    'Deals',
    DEAL,
    'Expected close',
    async (page) => {
      await page.getByRole('button', { name: /^Pick .* from a calendar$/ }).click();
      await expect(page.locator('.mantine-DatePicker-levelsGroup')).toBeVisible();
    },
    ['kit/fields/date-popover.tsx'],
  ),
  edits(
    'edit a link',
    'Deals',
    DEAL,
    'Account',
    async (page) => {
      await expect(page.getByRole('option').first()).toBeVisible();
    },
    ['kit/fields/record-picker.tsx'],
  ),
  edits('edit e-mails', 'Contacts', CONTACT, 'E-mails', async (page) => {
    await expect(page.locator('.field[data-editing="true"] input').first()).toBeVisible();
  }),
  edits('edit an address', 'Accounts', ACCOUNT, 'Billing address', async (page) => {
    await expect(page.locator('.field[data-editing="true"] input').first()).toBeVisible();
  }),
  edits('edit tags', 'Accounts', ACCOUNT, 'Tags', async (page) => {
    await expect(page.locator('.field[data-editing="true"] input').first()).toBeVisible();
  }),
  edits('edit lines', 'Deals', DEAL, 'Product lines', async (page) => {
    await expect(page.locator('.field[data-editing="true"] input').first()).toBeVisible();
  }),
  {
    name: 'mention in a note',
    opensAnew: true,
    open: async ({ page }) => {
      await openRecord(page, 'Accounts', ACCOUNT);
      await note(page).click();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Ask @malte');
      const menu = page.getByRole('listbox', { name: 'People and records' });
      await expect(menu.getByRole('option').first()).toContainText(CONTACT);
    },
  },
  {
    name: 'a note with all that it can hold',
    open: async ({ page }) => {
      await openRecord(page, 'Accounts', 'Nordlicht Offshore');
      await note(page).click();
      await page.keyboard.press('Control+End');
      for (const line of ['## What we agreed', '- Two rooms', 'One control desk']) {
        await page.keyboard.type(line);
        await page.keyboard.press('Enter');
      }
      await page.keyboard.press('Enter');
      await page.keyboard.type('[ ] Send the offer');
      await expect(page.getByRole('checkbox', { name: 'Done: Send the offer' })).toBeVisible();
    },
  },
  ...(['Call', 'Meeting', 'Task', 'Note', 'E-mail'] as const).map((kind): Screen => ({
    name: `log ${kind === 'E-mail' ? 'an' : 'a'} ${kind.toLowerCase()}`,
    open: async ({ page }) => {
      await openRecord(page, 'Deals', DEAL);
      await page.getByRole('button', { name: kind, exact: true }).click();
      await expect(page.getByRole('form', { name: 'Log an activity' })).toBeVisible();
    },
  })),
  {
    name: 'a ticket',
    open: ({ page }) => openTicket(page),
  },
  {
    name: 'how a clock of a ticket was counted',
    layers: ['kit/service/service-clocks.tsx'],
    open: async ({ page }) => {
      await openTicket(page);
      await clock(page, 'Resolution').click();
      await expect(page.getByRole('dialog', { name: /^Resolution/ })).toBeVisible();
    },
  },
  {
    name: 'reply to a ticket',
    open: async ({ page }) => {
      await openReply(page);
      await page.keyboard.type('Dear Tobias, the new antenna is on its way. ');
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
    },
  },
  {
    name: 'saved replies, none',
    opensAnew: true,
    open: async ({ page }) => {
      await openReply(page);
      await page.getByRole('button', { name: 'Saved replies' }).click();
      await expect(page.getByText('No saved replies yet.')).toBeVisible();
    },
  },
  {
    name: 'saved replies',
    opensAnew: true,
    layers: ['kit/service/reply-choices.tsx'],
    open: async ({ page }) => {
      await openSettings(page, 'Saved replies');
      if ((await page.getByRole('button', { name: /^On its way/ }).count()) === 0) {
        await writeSavedReply(
          page,
          'On its way',
          'Dear {{contact.firstName}},\n\na technician is on the way.\n\n{{me.name}}',
        );
        await writeSavedReply(
          page,
          'A long one',
          'Dear {{contact.firstName}}, thank you for {{product.name}}. '.repeat(6),
        );
      }
      await dismissAll(page);
      await openReply(page);
      await page.getByRole('button', { name: 'Saved replies' }).click();
      await expect(page.getByRole('option', { name: /On its way/ })).toBeVisible();
    },
  },
  {
    name: 'an article',
    opensAnew: true,
    open: async ({ page }) => {
      await openRecord(page, 'Articles', 'When a gateway drops its connection at night');
      await expect(page.getByRole('group', { name: 'Did it help?' })).toBeVisible();
    },
  },
  {
    name: 'articles for a reply',
    opensAnew: true,
    layers: ['kit/service/reply-choices.tsx'],
    open: async ({ page }) => {
      await openReply(page);
      await page.getByRole('button', { name: 'Articles', exact: true }).click();
      await expect(page.getByRole('option', { name: /When a gateway drops/ })).toBeVisible();
    },
  },
  {
    name: 'merge a ticket',
    layers: ['kit/service/merge-dialog.tsx'],
    open: async ({ page }) => {
      await openTicket(page);
      await page.getByRole('button', { name: 'Merge…' }).click();
      await page.getByRole('combobox', { name: 'The ticket that goes on' }).click();
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'split a ticket',
    layers: ['kit/service/split-dialog.tsx'],
    open: async ({ page }) => {
      await openTicket(page);
      await page.getByRole('button', { name: 'Split…' }).click();
      await expect(page.getByRole('dialog', { name: /^Split/ })).toBeVisible();
    },
  },
  {
    name: 'a ticket with one that was merged into it',
    open: async ({ page }) => {
      await mergeTheChat(page);
      const merged = page.getByRole('region', { name: 'Merged into this ticket' });
      await merged.getByText(MERGED_TICKET).click();
      await expect(merged.getByRole('link', { name: 'Open it' })).toBeVisible();
    },
  },
  {
    name: 'a ticket that was merged',
    open: async ({ page }) => {
      const merged = page.getByRole('region', { name: 'Merged into this ticket' });
      await merged.getByRole('link', { name: 'Open it' }).click();
      await expect(
        page.getByRole('main').getByRole('status').filter({ hasText: 'Merged into' }),
      ).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Control+z');
      await expect(page.getByRole('button', { name: 'Merge…' })).toBeVisible();
    },
  },
  {
    name: 'convert a lead that lacks something',
    open: async ({ page }) => {
      await openSettings(page, 'Pipelines');
      const required = page.getByRole('combobox', { name: 'Required to enter Qualification' });
      await required.click();
      await page.getByRole('option', { name: 'Amount', exact: true }).click();
      await required.press('Escape');
      await expect(
        page.getByRole('row', { name: 'Qualification', exact: true }).getByText('Amount'),
      ).toBeVisible();
      await dismissAll(page);
      await openRecord(page, 'Leads', 'Lucas Ferreira');
      await page.getByRole('button', { name: 'Convert', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: /^Convert / });
      await expect(dialog.getByText('The deal in Qualification needs “Amount”.')).toBeVisible();
      await dialog.getByRole('button', { name: 'Convert' }).click();
      await expect(dialog.getByText('Fill this in.')).toBeVisible();
    },
    leave: async ({ page }) => {
      await openSettings(page, 'Pipelines');
      await page.keyboard.press('Control+z');
      await expect(
        page.getByRole('row', { name: 'Qualification', exact: true }).getByText('Amount'),
      ).toHaveCount(0);
    },
  },
  {
    name: 'a lead that was converted',
    open: async ({ page }) => {
      await openRecord(page, 'Leads', 'Marek Dvořák');
      const convert = page.getByRole('button', { name: 'Convert', exact: true });
      if ((await convert.count()) > 0) await convert.click();
      await expect(convert).toHaveCount(0);
    },
  },
  {
    name: 'merge duplicates',
    layers: ['kit/duplicates/merge-dialog.tsx'],
    open: async ({ page }) => {
      await openList(page, 'Leads');
      await page.getByRole('button', { name: 'Duplicates', exact: true }).click();
      const found = page.getByRole('list', { name: 'Probable duplicates' });
      await found.getByRole('button', { name: 'Merge…' }).first().click();
      await expect(
        page.getByRole('dialog').getByText(/the merge can be taken apart any time/),
      ).toBeVisible();
    },
  },
  {
    name: 'what was merged into a record',
    layers: ['kit/duplicates/merged-records.tsx'],
    open: async ({ page }) => {
      await mergeTheTwoElifs(page);
      await openRecord(page, 'Leads', 'Elif Aydın');
      await page.getByRole('status').getByRole('button', { name: /^Elif/ }).click();
      await expect(page.getByRole('button', { name: 'Take it out again' })).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.getByRole('status').getByRole('button', { name: /^Elif/ }).click();
      await page.getByRole('button', { name: 'Take it out again' }).click();
      await expect(page.getByText(/stands for itself again/)).toBeVisible();
    },
  },
  {
    name: 'a record that is archived',
    open: async ({ page }) => {
      await openRecord(page, 'Products', 'Care Plan');
      await page.getByRole('main').getByRole('button', { name: 'Archive', exact: true }).click();
      await expect(page.getByText(/This product is archived/)).toBeVisible();
    },
    leave: async ({ page }) => {
      await page.getByRole('main').getByRole('button', { name: 'Restore', exact: true }).click();
    },
  },
];
