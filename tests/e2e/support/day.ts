/** What one person's day is made of; done by mouse in one test and by keyboard alone in another. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Locator, type Page, expect, test } from '@playwright/test';
import { withApp } from '../launch.ts';
import type { MadeFile } from './import-acts.ts';

const FIRST_NAMES = ['Aiko', 'Bruno', 'Carmen', 'Dmitri', 'Esther', 'Farid'];
const LAST_NAMES = [
  'Abernathy',
  'Bellweather',
  'Castellane',
  'Drummond',
  'Eichendorff',
  'Fitzgerald',
  'Grimaldi',
  'Hollingsworth',
  'Iversen',
  'Jankowski',
];

/** As many as a person edits at once in the afternoon. */
export const IMPORTED = FIRST_NAMES.length * LAST_NAMES.length;

/** Who answered a mailing: a list as another program wrote it. */
export function mailingList(): MadeFile {
  const lines = FIRST_NAMES.flatMap((first, at) =>
    LAST_NAMES.map((last, index) => {
      const number = at * LAST_NAMES.length + index;
      const mail = `${first}.${last}@${last}-${number}.example`.toLowerCase();
      const phone = `+49 30 9100 ${1000 + number * 7}`;
      return `${first},${last},${last} ${number} Works,${mail},${phone},Direct Mail,Cold`;
    }),
  );
  const text = ['First name,Last name,Company,E-mail,Phone,Source,Rating', ...lines].join('\n');
  return { name: 'spring-mailing.csv', bytes: new TextEncoder().encode(text) };
}

/** One of the list, and their number as somebody else would write it down. */
export const SOMEBODY = {
  name: 'Carmen Drummond',
  otherwiseWritten: '(030) 9100-1161',
  midWord: 'llingswor',
} as const;

export const SAVED_REPLY = {
  name: 'On its way',
  text: 'Dear {{contact.firstName}},\n\na technician is on the way.\n\n{{me.name}}',
} as const;

export const TICKET = 'Pump room is flooded';
export const CONTACT = 'Malte Hansen';
export const SECOND_CONTACT = 'Katharina Böhm';
export const VIEW = 'Spring mailing';
export const MEETING = 'Site visit';

export function boardColumn(page: Page, stage: string): Locator {
  return page.getByRole('listbox', { name: new RegExp(`^${stage}, `) });
}

/** Won and Lost are folded until one looks into them. */
export function foldedColumn(page: Page, stage: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${stage} \\d+ deals$`) });
}

export function boardCard(page: Page, stage: string, title: string): Locator {
  return boardColumn(page, stage).getByRole('option').filter({ hasText: title });
}

export function timelineItem(page: Page, text: string): Locator {
  return page
    .getByRole('region', { name: 'Timeline' })
    .locator('.tl-item')
    .filter({ hasText: text });
}

export function calendarDays(page: Page): Locator {
  return page.locator('.cal-day');
}

export function selectionBar(page: Page): Locator {
  return page.getByRole('toolbar', { name: 'Selected rows' });
}

/** The numbers beside the modules, by which one sees that all is as before. */
function countsInNavigation(page: Page): Promise<readonly string[]> {
  return page.getByRole('navigation').locator('.nav-count').allInnerTexts();
}

async function expectCounts(page: Page, counts: readonly string[]): Promise<void> {
  await expect.poll(() => countsInNavigation(page)).toEqual(counts);
}

/** Of an entry in the calendar: which day, and how long. */
export async function expectEntry(
  page: Page,
  day: number,
  name: string | RegExp,
  hours: number,
): Promise<void> {
  const column = calendarDays(page).nth(day);
  const entry = column.getByRole('button', { name });
  await expect(entry).toBeVisible();
  await expect
    .poll(async () => {
      const [inner, outer] = [await entry.boundingBox(), await column.boundingBox()];
      return Math.round(((inner?.height ?? 0) / (outer?.height ?? 1)) * 48) / 2;
    })
    .toBe(hours);
}

type Act = (page: Page) => Promise<void>;

/** How each part of the day is done by one kind of hand. */
export interface WaysOfTheDay {
  readonly begin: Act;
  /** All of the workspace, as the bytes that were saved into `folder`. */
  readonly exportAll: (page: Page, folder: string) => Promise<Buffer>;
  readonly importList: Act;
  readonly mergeLeads: Act;
  readonly logCalls: Act;
  readonly convertLead: Act;
  readonly moveDeals: Act;
  readonly answerTicket: Act;
  readonly planWeek: Act;
  readonly findAnything: Act;
  readonly editMany: Act;
  readonly undoTheDay: Act;
}

/** From the first start to the last undo, after which the workspace is, byte for byte, what it was in the morning. */
export async function spendADay(ways: WaysOfTheDay): Promise<void> {
  const saved = mkdtempSync(path.join(tmpdir(), 'rapport-saved-'));
  const env = { TZ: 'Europe/Berlin', RAPPORT_TEST_SAVE_DIR: saved };
  await withApp({ env }, async ({ page }) => {
    await test.step('begins', () => ways.begin(page));
    const before = await ways.exportAll(page, saved);
    const counts = await countsInNavigation(page);

    await test.step('imports a list', () => ways.importList(page));
    await test.step('cleans duplicates', () => ways.mergeLeads(page));
    await test.step('logs two calls', () => ways.logCalls(page));
    await test.step('converts a lead', () => ways.convertLead(page));
    await test.step('moves deals on the board', () => ways.moveDeals(page));
    await test.step('answers a ticket in time', () => ways.answerTicket(page));
    await test.step('plans the next week', () => ways.planWeek(page));
    await test.step('finds anything', () => ways.findAnything(page));
    await test.step('edits many at once and takes it back', () => ways.editMany(page));
    await test.step('takes the day back, and all is as before', async () => {
      await ways.undoTheDay(page);
      await expectCounts(page, counts);
      expect(await ways.exportAll(page, saved)).toEqual(before);
    });
  });
  rmSync(saved, { recursive: true });
}
