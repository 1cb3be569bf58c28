import { expect, test, type Page } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { seriousFindings } from './support/accessible.ts';
import { launchPair, meet, type Pair } from './support/pair.ts';
import { expectField, openList, openRecord, rowOf } from './support/record-acts.ts';
import { openSettings } from './support/settings-acts.ts';
import { createTicket, pick, reply, writeSavedReply } from './support/ticket-acts.ts';
import { openVisitor, sendForm } from './support/visitor.ts';

test.describe.configure({ mode: 'serial' });

const ARTICLE = 'The scanner scans nothing';
const SUBJECT = 'Gateway <b>hums</b>';

let pair: Pair;
let anna: Desktop;
let ben: Desktop;
let visitor: Page;
let address = '';

test.beforeAll(async () => {
  pair = await launchPair();
  ({ anna, ben } = pair);
  await meet(pair, { sampleData: false }, 'Ben Roth');
});
test.afterAll(() => pair.close());

/** A desktop, the same at 200 % zoom, and a telephone. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 640, height: 400 },
  { width: 360, height: 700 },
] as const;

/** In both colours and every size: nobody is shut out, and nothing is cut off. */
async function expectOpenToAll(name: string): Promise<void> {
  for (const size of SIZES) {
    await visitor.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await visitor.emulateMedia({ colorScheme });
      if (size === SIZES[0]) expect.soft(await seriousFindings(visitor, 'all rules')).toEqual([]);
      await test.info().attach(`${name}, ${size.width}, ${colorScheme}`, {
        body: await visitor.screenshot({ fullPage: true }),
        contentType: 'image/png',
      });
    }
    const isCut = await visitor.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect.soft(isCut, `${name} at ${size.width}`).toBe(false);
  }
  await visitor.setViewportSize(SIZES[0]);
}

test('a team opens its portal, and the relay says at which address', async () => {
  const { page } = anna;
  await openSettings(page, 'Portal');
  await page.getByRole('button', { name: 'Set up the portal' }).click();
  await page.getByRole('checkbox', { name: 'Customers can see it' }).check();
  await page.getByRole('button', { name: 'Save portal' }).click();
  const link = page.getByRole('main').getByRole('link', { name: /^http:/ });
  await expect(link).toBeVisible();
  address = (await link.getAttribute('href')) ?? '';
  visitor = await openVisitor(anna, address);
  await expect(visitor.getByRole('heading', { level: 1 })).toContainText('help');
});

test('an article is there for customers while it is published for them', async () => {
  const { page } = anna;
  await openList(page, 'Articles');
  await page.keyboard.press('n');
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Title' }).fill(ARTICLE);
  await form.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name: ARTICLE })).toBeVisible();
  await pick(page, 'Audience', 'Public');
  await page.getByRole('button', { name: 'Publish' }).click();
  const link = visitor.getByRole('link', { name: ARTICLE });
  const look = async (count: number): Promise<void> => {
    await visitor.goto(`${address}?q=scans+SCANNER`);
    await expect(link).toHaveCount(count, { timeout: 500 });
  };
  await expect(() => look(1)).toPass();
  await expectOpenToAll('answers');
  const article = new URL((await link.getAttribute('href')) ?? '', address).href;
  await visitor.goto(article);
  await expectOpenToAll('an article');
  expect(await sendForm(article, { verdict: 'Helpful' })).toContain('Thank you');
  await pick(page, 'Status', 'Draft');
  await expect(() => look(0)).toPass();
});

test('what a customer asks is a ticket on both desktops, with their words first', async () => {
  await visitor.goto(`${address}contact`);
  await expectOpenToAll('contact');
  await visitor.goto(`${address}ask`);
  await expectOpenToAll('ask');
  const asked = { name: 'Mia Lund', subject: SUBJECT, message: 'All night long.\nSince Monday.' };
  const refused = await sendForm(`${address}ask`, { ...asked, email: 'mia' });
  expect(refused).toContain('e-mail address at which we can answer');
  expect(refused).toContain('All night long.');
  const thanks = await sendForm(`${address}ask`, { ...asked, email: 'mia.lund@example.com' });
  const reference = /P-\w{4}-\w{4}/.exec(thanks)?.[0] ?? '';
  expect(reference).not.toBe('');
  for (const { page } of [anna, ben]) {
    await openList(page, 'Tickets');
    await expect(rowOf(page, `T-1 ${SUBJECT}`)).toHaveCount(1);
  }
  await rowOf(anna.page, `T-1 ${SUBJECT}`).getByRole('link').first().click();
  await expectField(anna.page, 'Channel', 'Portal');
  await expectField(anna.page, 'Contact', 'Mia Lund');
  await expectField(anna.page, 'External id', reference);
  await expect(anna.page.getByText('All night long.').first()).toBeVisible();
});

test('a customer answers a survey by its link, and the ticket says how satisfied they are', async () => {
  const { page } = anna;
  await openSettings(page, 'Surveys');
  await page.getByRole('button', { name: 'New survey' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('After a ticket');
  await page.getByRole('button', { name: 'Save survey' }).click();
  await openRecord(page, 'Tickets', `T-1 ${SUBJECT}`);
  await pick(page, 'Status', 'Resolved');
  await page.getByRole('button', { name: 'Copy survey link' }).click();
  await expect(page.getByText('Link to the survey copied')).toBeVisible();
  const link = await anna.app.evaluate(({ clipboard }) => clipboard.readText());
  await visitor.goto(link);
  await expect(visitor.getByText('How satisfied are you with our answer?')).toBeVisible();
  await expectOpenToAll('a survey');
  expect(await sendForm(link, { score: '4', message: 'Quick.' })).toContain('Thank you');
  await expectField(page, 'Satisfaction', '4');
  await openList(ben.page, 'Survey answers');
  await expect(rowOf(ben.page, 'CSAT 4')).toHaveCount(1);
});

test('a reply brings the links at which a customer answers and reads', async () => {
  const { page } = anna;
  await writeSavedReply(page, 'Ask how it was', 'How did we do? {{survey}}');
  await openRecord(page, 'Articles', ARTICLE);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await createTicket(page, 'The scanner is mute');
  await page.keyboard.press('r');
  await expect(reply(page)).toBeFocused();
  await page.keyboard.press('Alt+s');
  await expect(page.getByRole('option', { name: /Ask how it was/ })).toContainText('http');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Feedback can be given')).toBeVisible();
  const link = /http\S+\/s\/[\w-]+/.exec((await reply(page).textContent()) ?? '')?.[0] ?? '';
  // The relay may have to hear of it first.
  await expect(async () => {
    await visitor.goto(link);
    await expect(visitor.getByText('How satisfied are you with our answer?')).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  await reply(page).focus();
  await page.keyboard.press('Alt+a');
  await page.getByRole('textbox', { name: 'Find an article' }).fill('scans');
  await page.getByRole('option', { name: new RegExp(ARTICLE) }).waitFor();
  await page.keyboard.press('Enter');
  await expect(reply(page)).toContainText(/http\S+\/a\/[\w-]+/);
});
