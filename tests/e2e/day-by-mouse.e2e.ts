/** A person's day from the first list to the last undo, with the mouse in the hand. */
import { type Locator, type Page, expect, test } from '@playwright/test';
import { countInNavigation, createWorkspace } from './support/beginning.ts';
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
import { exportEverything } from './support/export-acts.ts';
import { chooseFile } from './support/import-acts.ts';
import { addCondition, countOfList } from './support/list-acts.ts';
import { expectField, openList, openRecord } from './support/record-acts.ts';
import { clock, deskRow, openDesk, pick, reply, writeSavedReply } from './support/ticket-acts.ts';
import { toast, undoByMouse } from './support/toast.ts';

test('a day by mouse: a list in, duplicates out, calls, a lead, deals, a ticket, the week, and all of it undone', async () => {
  test.setTimeout(300_000);
  await spendADay({
    begin,
    exportAll: exportEverything,
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

function begin(page: Page): Promise<void> {
  return createWorkspace(page, { userName: 'Anna Berg', workspaceName: 'Day', sampleData: true });
}

async function importList(page: Page): Promise<void> {
  await chooseFile(page, mailingList());
  await expect(page.getByLabel('Rows are')).toHaveValue('lead');
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(page.getByText('Nothing is written yet.')).toBeVisible();
  await page.getByRole('button', { name: `Import ${IMPORTED} leads` }).click();
  await expect(page.getByText('Imported.')).toBeVisible();
  await page.getByRole('button', { name: 'Show the leads' }).click();
  await expect(countOfList(page, `${IMPORTED + 6} leads`)).toBeVisible();
}

async function mergeLeads(page: Page): Promise<void> {
  await openList(page, 'Leads');
  await page.getByRole('button', { name: 'Duplicates', exact: true }).click();
  const cluster = page
    .getByRole('list', { name: 'Probable duplicates' })
    .locator(':scope > li')
    .filter({ hasText: 'Elif' });
  await expect(cluster).toContainText('Elif Aydin');
  await cluster.getByRole('button', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Elif Aydın', exact: true }).first().check();
  await dialog.getByRole('button', { name: 'Merge into Elif Aydın' }).click();
  await expect(dialog).toBeHidden();
  await expect(cluster).toHaveCount(0);
  await expect(countInNavigation(page, 'Leads')).toHaveText(String(IMPORTED + 5));
}

async function logCalls(page: Page): Promise<void> {
  for (const [who, outcome] of [
    [CONTACT, 'Left voicemail'],
    [SECOND_CONTACT, 'Connected'],
  ] as const) {
    await openRecord(page, 'Contacts', who);
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    const form = page.getByRole('form', { name: 'Log an activity' });
    await form.getByRole('button', { name: outcome }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(toast(page).getByText('Call logged')).toBeVisible();
    await expect(timelineItem(page, `Call: ${who}`)).toContainText(outcome);
  }
}

async function convertLead(page: Page): Promise<void> {
  await openRecord(page, 'Leads', 'Elif Aydın');
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  await expect(toast(page).getByText('Elif Aydın converted')).toBeVisible();
  await expectField(page, 'Status', 'Converted');
  await expect(countInNavigation(page, 'Accounts')).toHaveText('13');
  await expect(countInNavigation(page, 'Deals')).toHaveText('26');
  await toast(page).getByRole('button', { name: 'Open the deal' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Bosporus Cold Storage – new business' }),
  ).toBeVisible();
}

async function drag(page: Page, card: Locator, to: Locator): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  await to.scrollIntoViewIfNeeded();
  const start = await card.boundingBox();
  if (start === null) throw new Error('the card is not on screen');
  const at = { x: start.x + start.width / 2, y: start.y + 20 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 12, at.y + 6, { steps: 3 });
  await expect(card).toHaveAttribute('data-dragged', 'true');
  const end = await to.boundingBox();
  if (end === null) throw new Error('where it goes is not on screen');
  await page.mouse.move(end.x + end.width / 2, end.y + end.height - 12, { steps: 8 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height - 10, { steps: 2 });
  await expect(page.locator('.board-column[data-over="true"]')).toBeVisible();
  await page.mouse.up();
}

async function moveDeals(page: Page): Promise<void> {
  await openList(page, 'Deals');
  await page.getByRole('button', { name: 'Board', exact: true }).click();
  await drag(
    page,
    boardCard(page, 'Proposal', 'Third clinic'),
    boardColumn(page, 'Negotiation').getByRole('option').first(),
  );
  await expect(boardCard(page, 'Negotiation', 'Third clinic')).toBeVisible();

  await expect(foldedColumn(page, 'Won')).toHaveAccessibleName('Won 7 deals');
  await drag(page, boardCard(page, 'Negotiation', 'Control room'), foldedColumn(page, 'Won'));
  await expect(foldedColumn(page, 'Won')).toHaveAccessibleName('Won 8 deals');

  await drag(page, boardCard(page, 'Negotiation', 'Third clinic'), foldedColumn(page, 'Lost'));
  const question = page.getByRole('dialog', { name: 'Third clinic: Lost' });
  await page.getByRole('option', { name: 'Price', exact: true }).click();
  await question.getByRole('button', { name: 'Move to Lost' }).click();
  await expect(question).toBeHidden();
  await expect(foldedColumn(page, 'Lost')).toHaveAccessibleName('Lost 4 deals');
  await expect(toast(page).getByText('Third clinic moved to Lost')).toBeVisible();
}

async function answerTicket(page: Page): Promise<void> {
  await writeSavedReply(page, SAVED_REPLY.name, SAVED_REPLY.text);
  await openDesk(page, 'All open');
  await page.getByRole('button', { name: 'New ticket' }).click();
  const form = page.getByRole('dialog', { name: 'New ticket' });
  await form.getByRole('textbox', { name: 'Subject' }).fill(TICKET);
  const contact = form.getByLabel('Contact', { exact: true });
  await contact.and(page.locator('input')).click();
  await page.keyboard.type(CONTACT);
  await page.getByRole('option', { name: CONTACT }).first().click();
  await form.getByRole('button', { name: 'Create ticket' }).click();
  await expect(page.getByRole('heading', { level: 1, name: TICKET })).toBeVisible();
  await pick(page, 'Priority', 'Urgent');

  await openDesk(page, 'Unassigned');
  await expect(deskRow(page, TICKET)).toBeVisible();
  await page.getByRole('button', { name: 'Take next' }).click();
  await expect(page.getByRole('heading', { level: 1, name: TICKET })).toBeVisible();
  await expectField(page, 'Agent', 'Anna Berg');
  await expect(clock(page, 'First response')).not.toContainText('Met');

  // What arrives late pushes the buttons to where they stay.
  await expect(page.getByRole('textbox', { name: 'Notes' })).toBeVisible();
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByRole('button', { name: 'Saved replies' }).click();
  await page.getByRole('option', { name: SAVED_REPLY.name }).click();
  await expect(reply(page)).toContainText('Dear Malte,');
  await expect(reply(page)).toContainText('Anna Berg');
  await page.getByRole('button', { name: 'Mark sent and wait' }).click();
  await expect(clock(page, 'First response')).toContainText('Met');
  await expectField(page, 'Status', 'Waiting on customer');
  await expect(page.getByRole('link', { name: `Re: ${TICKET}` }).first()).toBeVisible();
}

/** A point of the axis: what the mouse is moved to. */
async function at(page: Page, day: number, hour: number): Promise<{ x: number; y: number }> {
  const box = await calendarDays(page).nth(day).boundingBox();
  if (box === null) throw new Error('the day is not on screen');
  return { x: box.x + box.width / 2, y: box.y + (box.height * hour) / 24 };
}

async function pull(
  page: Page,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 6, from.y + 6, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

async function planWeek(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Calendar' }).click();
  const title = await page.locator('.cal-title').innerText();
  await page.getByRole('button', { name: 'Next week' }).click();
  await expect(page.locator('.cal-title')).not.toHaveText(title);
  await pull(page, await at(page, 2, 9), await at(page, 2, 10));
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Subject' }).fill(MEETING);
  await form.getByRole('button', { name: 'Plan it' }).click();
  await expectEntry(page, 2, /^Site visit Meeting, 9:00 AM/, 1);
  await pull(page, await at(page, 2, 9.25), await at(page, 4, 11.25));
  await expectEntry(page, 4, /^Site visit Meeting, 11:00 AM/, 1);
  const edge = await at(page, 4, 12);
  await pull(page, { x: edge.x, y: edge.y - 2 }, await at(page, 4, 13));
  await expectEntry(page, 4, /^Site visit Meeting, 11:00 AM/, 2);
}

/** Types into the palette and clicks what it found. */
async function find(page: Page, words: string, found: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Search everything' }).click();
  await page.getByRole('combobox', { name: 'Search everything' }).fill(words);
  await page.getByRole('option', { name: found }).first().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
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
  await openList(page, 'Leads');
  await addCondition(page, { field: 'Source', choice: 'Direct Mail' });
  await expect(countOfList(page, `${IMPORTED} leads`)).toBeVisible();
  const views = page.getByRole('group', { name: 'Views of leads' });
  await views.getByRole('button', { name: 'Save as…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a new view' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(VIEW);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(views.getByRole('link', { name: VIEW })).toHaveAttribute('aria-current', 'page');
  await expect(dialog).toBeHidden();
}

async function editMany(page: Page): Promise<void> {
  const nurtured = page.getByRole('grid').getByText('Nurture', { exact: true });
  await expect(nurtured).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await expect(selectionBar(page).getByText(`${IMPORTED} selected`)).toBeVisible();
  await selectionBar(page).getByRole('button', { name: 'Change a field' }).click();
  await page.getByRole('combobox', { name: 'Field', exact: true }).click();
  await page.getByRole('option', { name: 'Status', exact: true }).click();
  await page.getByRole('option', { name: 'Nurture', exact: true }).click();
  await expect(toast(page).getByText(`Status changed in ${IMPORTED} leads`)).toBeVisible();
  await expect(nurtured.first()).toBeVisible();
  await undoByMouse(page);
  await expect(toast(page).getByText(`Undone: Status of ${IMPORTED} leads`)).toBeVisible();
  await expect(nurtured).toHaveCount(0);
}

/** From the last act to the first, in the list of what one did. */
async function undoTheDay(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'What you did' }).click();
  const acts = page.getByRole('region', { name: 'What you did' }).getByRole('listitem');
  const done = acts.and(page.locator('[data-undone="false"]'));
  await expect(done.first()).toBeVisible();
  const isFirst = /spring-mailing\.csv/;
  for (;;) {
    const left = await done.count();
    const label = await done.first().innerText();
    await done.first().getByRole('button', { name: 'Undo' }).click();
    await expect(done).toHaveCount(left - 1);
    if (isFirst.test(label)) return;
  }
}
