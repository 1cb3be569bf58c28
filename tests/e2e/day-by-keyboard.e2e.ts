/** The same day without a mouse: shortcuts, Tab, arrows and the palette. Nothing here points at anything. */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import { countInNavigation } from './support/beginning.ts';
import {
  CONTACT,
  IMPORTED,
  MEETING,
  SAVED_REPLY,
  SECOND_CONTACT,
  SOMEBODY,
  TICKET,
  VIEW,
  boardCard,
  boardColumn,
  calendarDays,
  expectEntry,
  foldedColumn,
  mailingList,
  selectionBar,
  spendADay,
  timelineItem,
} from './support/day.ts';
import { enter, find, press, pressUntil, tabTo, typeInto } from './support/keyboard.ts';
import { countOfList } from './support/list-acts.ts';
import { expectField } from './support/record-acts.ts';
import { clock, deskRow, reply } from './support/ticket-acts.ts';
import { toast } from './support/toast.ts';

test('a day by keyboard alone: a list in, duplicates out, calls, a lead, deals, a ticket, the week, and all of it undone', async () => {
  test.setTimeout(300_000);
  await spendADay({
    begin,
    exportAll: exportByKeys,
    importList,
    mergeLeads,
    logCalls,
    convertLead,
    moveDeals,
    answerTicket,
    planWeek,
    findAnything,
    editMany,
    undoTheDay,
  });
});

async function begin(page: Page): Promise<void> {
  await typeInto(page, page.getByLabel('Your name'), 'Anna Berg');
  await typeInto(page, page.getByLabel('Workspace name'), 'Day');
  await enter(page, page.getByRole('button', { name: 'Start with sample data' }));
  await expect(countInNavigation(page, 'Accounts')).toHaveText('12');
}

/** The bytes that were saved into `folder`, where the desktop was told to save without asking. */
async function exportByKeys(page: Page, folder: string): Promise<Buffer> {
  await find(page, 'export everything', /^Export everything/);
  await expect(toast(page).getByText(/^[\d,]+ records exported$/)).toBeVisible();
  const [name = '', ...more] = readdirSync(folder).filter((file) => file.endsWith('.zip'));
  expect(more).toEqual([]);
  const bytes = readFileSync(path.join(folder, name));
  rmSync(path.join(folder, name));
  return bytes;
}

async function importList(page: Page): Promise<void> {
  await press(page, 'ControlOrMeta+Shift+i');
  const file = mailingList();
  const asked = page.waitForEvent('filechooser');
  await enter(page, page.getByRole('button', { name: 'Choose a file' }));
  await (
    await asked
  ).setFiles({ name: file.name, mimeType: 'text/csv', buffer: Buffer.from(file.bytes) });
  await expect(page.getByLabel('Rows are')).toHaveValue('lead');
  await enter(page, page.getByRole('button', { name: 'Show what would happen' }));
  await expect(page.getByText('Nothing is written yet.')).toBeVisible();
  await enter(page, page.getByRole('button', { name: `Import ${IMPORTED} leads` }));
  await expect(page.getByText('Imported.')).toBeVisible();
  await enter(page, page.getByRole('button', { name: 'Show the leads' }));
  await expect(countOfList(page, `${IMPORTED + 6} leads`)).toBeVisible();
}

async function mergeLeads(page: Page): Promise<void> {
  await find(page, 'duplicates leads', 'Duplicates among leads');
  const active = page.locator('.cluster[data-active="true"]');
  await expect(active).toBeFocused();
  await pressUntil(page, 'ArrowDown', async () => (await active.innerText()).includes('Elif'));
  await press(page, 'Enter');
  const dialog = page.getByRole('dialog');
  const stays = dialog.getByRole('radio', { name: 'Elif Aydın', exact: true }).first();
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  await pressUntil(page, 'ArrowRight', () => stays.isChecked());
  await expect(dialog.getByRole('button', { name: 'Merge into Elif Aydın' })).toBeVisible();
  await press(page, 'ControlOrMeta+Enter');
  await expect(dialog).toBeHidden();
  await expect(countInNavigation(page, 'Leads')).toHaveText(String(IMPORTED + 5));
}

async function logCalls(page: Page): Promise<void> {
  for (const [who, key, outcome] of [
    [CONTACT, '2', 'Left voicemail'],
    [SECOND_CONTACT, '1', 'Connected'],
  ] as const) {
    await find(page, who, who);
    await expect(page.getByRole('heading', { level: 1, name: who })).toBeVisible();
    await press(page, 'q');
    await expect(page.getByRole('form', { name: 'Log an activity' })).toBeVisible();
    await press(page, key, 'Control+Enter');
    await expect(toast(page).getByText('Call logged')).toBeVisible();
    await expect(timelineItem(page, `Call: ${who}`)).toContainText(outcome);
  }
}

async function convertLead(page: Page): Promise<void> {
  await find(page, 'elif', 'Elif Aydın');
  await enter(page, page.getByRole('button', { name: 'Convert', exact: true }));
  await expect(toast(page).getByText('Elif Aydın converted')).toBeVisible();
  await expectField(page, 'Status', 'Converted');
  await expect(countInNavigation(page, 'Accounts')).toHaveText('13');
  await expect(countInNavigation(page, 'Deals')).toHaveText('26');
  const deal = 'Bosporus Cold Storage – new business';
  await enter(page, page.getByRole('link', { name: deal }).first());
  await expect(page.getByRole('heading', { level: 1, name: deal })).toBeVisible();
}

/** With the arrows over the board; the card is the one that has the frame. */
async function goToCard(page: Page, stage: string, title: string): Promise<void> {
  const column = boardColumn(page, stage);
  await pressUntil(page, 'ArrowRight', () =>
    column.evaluate((box) => box === document.activeElement),
  );
  await press(page, 'Home');
  const card = boardCard(page, stage, title);
  await pressUntil(
    page,
    'ArrowDown',
    async () => (await card.getAttribute('aria-selected')) === 'true',
  );
}

/** Lifts the card, carries it to the stage and drops it there. */
async function carryTo(page: Page, stage: string): Promise<void> {
  const said = page.getByRole('main').getByRole('status');
  await press(page, 'Space');
  await expect(said.filter({ hasText: 'lifted' })).toHaveCount(1);
  await pressUntil(
    page,
    'ArrowRight',
    async () => (await said.filter({ hasText: new RegExp(`^${stage}, `) }).count()) === 1,
  );
  await press(page, 'Space');
}

async function moveDeals(page: Page): Promise<void> {
  await find(page, 'board of deals', 'Board of deals');
  await expect(boardColumn(page, 'Prospecting')).toBeFocused();
  await goToCard(page, 'Proposal', 'Third clinic');
  await press(page, 'Shift+ArrowRight');
  await expect(boardCard(page, 'Negotiation', 'Third clinic')).toBeVisible();
  await expect(boardColumn(page, 'Negotiation')).toBeFocused();

  await expect(foldedColumn(page, 'Won')).toHaveAccessibleName('Won 7 deals');
  await goToCard(page, 'Negotiation', 'Control room');
  await carryTo(page, 'Won');
  await expect(foldedColumn(page, 'Won')).toHaveAccessibleName('Won 8 deals');
  await expect(foldedColumn(page, 'Won')).toBeFocused();
  await pressUntil(page, 'ArrowLeft', () =>
    boardColumn(page, 'Negotiation').evaluate((box) => box === document.activeElement),
  );
  await goToCard(page, 'Negotiation', 'Third clinic');
  await carryTo(page, 'Lost');
  const question = page.getByRole('dialog', { name: 'Third clinic: Lost' });
  await expect(question).toBeVisible();
  await page.keyboard.type('Price');
  await press(page, 'Enter', 'Control+Enter');
  await expect(question).toBeHidden();
  await expect(foldedColumn(page, 'Lost')).toHaveAccessibleName('Lost 4 deals');
  await expect(toast(page).getByText('Third clinic moved to Lost')).toBeVisible();
}

async function writeReply(page: Page): Promise<void> {
  await find(page, 'saved replies', 'Settings: Saved replies');
  await enter(page, page.getByRole('button', { name: 'New saved reply' }));
  const form = page.getByRole('form', { name: 'New saved reply' });
  await typeInto(page, form.getByRole('textbox', { name: 'Name' }), SAVED_REPLY.name);
  await typeInto(page, form.getByRole('textbox', { name: 'Text' }), SAVED_REPLY.text);
  await enter(page, form.getByRole('button', { name: 'Save reply' }));
  await expect(page.getByRole('form', { name: SAVED_REPLY.name, exact: true })).toBeVisible();
}

async function answerTicket(page: Page): Promise<void> {
  await writeReply(page);
  await find(page, 'service desk', 'Go to Service desk');
  await expect(page.getByRole('heading', { level: 1, name: 'Service desk' })).toBeVisible();
  await expect(page.getByRole('grid', { name: /^Open tickets/ })).toBeFocused();
  await press(page, 'n');
  const form = page.getByRole('dialog', { name: 'New ticket' });
  await typeInto(page, form.getByRole('textbox', { name: 'Subject' }), TICKET);
  await tabTo(page, form.locator('input').and(form.getByLabel('Priority', { exact: true })));
  await page.keyboard.type('Urgent');
  await press(page, 'Enter');
  await tabTo(page, form.locator('input').and(form.getByLabel('Contact', { exact: true })));
  await page.keyboard.type(CONTACT);
  await expect(page.getByRole('option', { name: CONTACT }).first()).toBeVisible();
  await press(page, 'Enter', 'Control+Enter');
  await expect(form).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: TICKET })).toBeVisible();
  await expectField(page, 'Priority', 'Urgent');

  await press(page, 'g', 's');
  await expect(page.getByRole('heading', { level: 1, name: 'Service desk' })).toBeVisible();
  await expect(page.getByRole('grid', { name: /^Open tickets/ })).toBeFocused();
  await press(page, 'f');
  await expect(page.getByRole('heading', { level: 1, name: TICKET })).toBeVisible();
  await expectField(page, 'Agent', 'Anna Berg');
  await expect(clock(page, 'First response')).not.toContainText('Met');

  await press(page, 'r');
  await expect(reply(page)).toBeFocused();
  await press(page, 'Alt+s');
  await expect(page.getByRole('textbox', { name: 'Find a saved reply' })).toBeFocused();
  await page.keyboard.type('way');
  await expect(page.getByRole('option')).toHaveCount(1);
  await press(page, 'Enter');
  await expect(reply(page)).toContainText('Dear Malte,');
  await expect(reply(page)).toContainText('Anna Berg');
  await expect(reply(page)).toBeFocused();
  await press(page, 'Control+Enter');
  await expect(clock(page, 'First response')).toContainText('Met');
  await expectField(page, 'Status', 'Open');
  await expect(page.getByRole('link', { name: `Re: ${TICKET}` }).first()).toBeVisible();
  await press(page, 'g', 's');
  await expect(deskRow(page, TICKET)).toBeVisible();
}

async function planWeek(page: Page): Promise<void> {
  await find(page, 'calendar', 'Go to Calendar');
  await expect(page.getByRole('heading', { level: 1, name: 'Calendar' })).toBeVisible();
  const calendar = page.getByRole('application');
  await tabTo(page, calendar);
  const title = await page.locator('.cal-title').innerText();
  await press(page, 'PageDown');
  await expect(page.locator('.cal-title')).not.toHaveText(title);
  const cursor = page.locator('.cal-cursor');
  const onDay = (day: number) => calendarDays(page).nth(day).filter({ has: cursor });
  await pressUntil(page, 'ArrowLeft', async () => (await onDay(0).count()) > 0);
  await press(page, 'ArrowRight', 'ArrowRight', 'Enter');
  const form = page.getByRole('dialog');
  await expect(form.getByRole('textbox', { name: 'Subject' })).toBeFocused();
  await page.keyboard.type(MEETING);
  await press(page, 'Control+Enter');
  await expect(form).toBeHidden();
  await expectEntry(page, 2, /^Site visit Meeting, 9:00 AM/, 0.5);

  await expect(calendar).toBeFocused();
  await pressUntil(
    page,
    'j',
    async () =>
      (await page
        .getByRole('status')
        .filter({ hasText: /^Site visit, Meeting/ })
        .count()) > 0,
  );
  await press(page, 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await expectEntry(page, 4, /^Site visit Meeting, 10:00 AM/, 0.5);
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown');
  await expectEntry(page, 4, /^Site visit Meeting, 10:00 AM/, 1);
  await expect(toast(page)).toContainText('Site visit');
}

async function findAnything(page: Page): Promise<void> {
  await saveView(page);
  await find(page, SOMEBODY.otherwiseWritten, SOMEBODY.name);
  await expect(page.getByRole('heading', { level: 1, name: SOMEBODY.name })).toBeVisible();
  await find(page, SOMEBODY.midWord, /Hollingsworth/);
  await expect(page.getByRole('heading', { level: 1, name: /Hollingsworth$/ })).toBeVisible();
  await find(page, 'forecast', /^Forecast of deals/);
  await expect(page.getByRole('heading', { level: 1, name: 'Forecast' })).toBeVisible();
  await find(page, 'spring mai', VIEW);
  await expect(countOfList(page, `${IMPORTED} leads`)).toBeVisible();
}

async function saveView(page: Page): Promise<void> {
  await press(page, 'g', 'l');
  await expect(page.getByRole('heading', { level: 1, name: 'Leads' })).toBeVisible();
  await enter(page, page.getByRole('button', { name: 'Filter', exact: true }));
  const form = page.getByRole('form', { name: 'Add a condition' });
  await expect(form.getByRole('combobox', { name: 'Field', exact: true })).toBeFocused();
  await page.keyboard.type('Source');
  await press(page, 'Enter');
  await tabTo(page, form.locator('input').and(form.getByLabel('Source: choices')));
  await page.keyboard.type('Direct Mail');
  await expect(form.getByRole('option', { name: 'Direct Mail' })).toBeVisible();
  await press(page, 'Enter');
  await enter(page, form.getByRole('button', { name: 'Add', exact: true }));
  await expect(form).toBeHidden();
  await expect(countOfList(page, `${IMPORTED} leads`)).toBeVisible();
  const views = page.getByRole('group', { name: 'Views of leads' });
  await enter(page, views.getByRole('button', { name: 'Save as…' }));
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type(VIEW);
  await press(page, 'Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(views.getByRole('link', { name: VIEW })).toHaveAttribute('aria-current', 'page');
}

async function editMany(page: Page): Promise<void> {
  const nurtured = page.getByRole('grid').getByText('Nurture', { exact: true });
  await expect(nurtured).toHaveCount(0);
  await press(page, '/', 'Enter');
  await expect(page.getByRole('grid')).toBeFocused();
  await press(page, 'ControlOrMeta+a');
  await expect(selectionBar(page).getByText(`${IMPORTED} selected`)).toBeVisible();
  await enter(page, selectionBar(page).getByRole('button', { name: 'Change a field' }));
  await expect(page.getByRole('combobox', { name: 'Field', exact: true })).toBeFocused();
  await page.keyboard.type('Status');
  await press(page, 'Enter');
  await expect(page.getByRole('combobox', { name: 'Status', exact: true })).toBeFocused();
  await page.keyboard.type('Nurture');
  await press(page, 'Enter');
  await expect(toast(page).getByText(`Status changed in ${IMPORTED} leads`)).toBeVisible();
  await expect(nurtured.first()).toBeVisible();
  await press(page, 'ControlOrMeta+z');
  await expect(toast(page).getByText(`Undone: Status of ${IMPORTED} leads`)).toBeVisible();
  await expect(nurtured).toHaveCount(0);
}

/** From the last act to the first, in the list of what one did. */
async function undoTheDay(page: Page): Promise<void> {
  await find(page, 'what you did', 'Settings: What you did');
  const acts = page.getByRole('region', { name: 'What you did' }).getByRole('listitem');
  const done = acts.and(page.locator('[data-undone="false"]'));
  await expect(done.first()).toBeVisible();
  const isFirst = /spring-mailing\.csv/;
  for (;;) {
    const left = await done.count();
    const label = await done.first().innerText();
    await enter(page, done.first().getByRole('button', { name: 'Undo' }));
    await expect(done).toHaveCount(left - 1);
    if (isFirst.test(label)) return;
  }
}
