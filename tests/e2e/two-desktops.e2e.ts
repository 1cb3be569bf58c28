import { expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { countInNavigation, expectLive, expectOffline } from './support/beginning.ts';
import {
  closeHistory,
  createContact,
  editField,
  expectField,
  field,
  note,
  openHistory,
  openList,
  openRecord,
  writeInNote,
} from './support/record-acts.ts';
import { type Pair, launchPair, meet } from './support/pair.ts';

test.describe.configure({ mode: 'serial' });

/** Deals of the sample data. */
const SHARED = 'Control room';
const CONTESTED = 'Flow for operations';

let pair: Pair;
let anna: Desktop;
let ben: Desktop;

test.beforeAll(async () => {
  pair = await launchPair();
  ({ anna, ben } = pair);
});
test.afterAll(() => pair.close());

const both = (act: (desktop: Desktop) => Promise<void>) => Promise.all([anna, ben].map(act));

test('who joins with the link of a teammate has the whole workspace', async () => {
  await meet(pair, { sampleData: true });
  for (const [list, count] of [
    ['Accounts', '12'],
    ['Contacts', '30'],
    ['Deals', '25'],
    ['Users', '6'],
  ] as const) {
    await both(({ page }) => expect(countInNavigation(page, list)).toHaveText(count));
  }
});

test('an edit on one desktop shows on the other, in a list and in an open record', async () => {
  await openRecord(anna.page, 'Deals', SHARED);
  await openList(ben.page, 'Deals');
  await editField(anna.page, 'Name', `${SHARED} II`);
  const link = ben.page.getByRole('grid').getByRole('link', { name: `${SHARED} II` });
  await link.click();
  await editField(ben.page, 'Name', SHARED);
  await expectField(anna.page, 'Name', SHARED);
});

test('a click opens the record that was under the pointer when the button went down, whatever arrives before it comes up', async () => {
  await openRecord(anna.page, 'Deals', 'Agents in the field');
  await openList(ben.page, 'Deals');
  const box = await ben.page.getByRole('grid').getByRole('link', { name: SHARED }).boundingBox();
  if (box === null) throw new Error('the deal is not on screen');
  const at = [box.x + 8, box.y + box.height / 2] as const;
  await ben.page.mouse.move(...at);
  await ben.page.mouse.down();
  // The first one becomes the last: all others move up by a line.
  await editField(anna.page, 'Name', 'Zz');
  const here = () =>
    ben.page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.textContent ?? '', at);
  await expect.poll(here).not.toBe(SHARED);
  await ben.page.mouse.up();
  await expect(ben.page.getByRole('heading', { level: 1, name: SHARED })).toBeVisible();
  await anna.page.keyboard.press('Control+z');
  await openRecord(anna.page, 'Deals', SHARED);
});

test('each sees that the other is here, and in which field', async () => {
  const atAnna = anna.page.getByRole('list', { name: 'Also here' });
  await expect(atAnna.getByText('Ben Ode is here')).toBeAttached();
  await expect(
    ben.page.getByRole('list', { name: 'Also here' }).getByText('Anna Berg is here'),
  ).toBeAttached();
  await field(ben.page, 'Competitor').click();
  await expect(atAnna.getByText('Ben Ode is in Competitor')).toBeAttached();
  await expect(anna.page.getByText('Ben Ode is editing this field')).toBeAttached();
  await ben.page.keyboard.press('Escape');
  await expect(anna.page.getByText('Ben Ode is editing this field')).toBeHidden();
});

test('what one types in a note the other sees as it is typed, with their caret', async () => {
  await writeInNote(ben.page, 'Hello Anna. ');
  await expect(note(anna.page)).toContainText('Hello Anna.');
  // A caret carries the name of its person.
  await expect(note(anna.page).getByText('Ben Ode')).toBeVisible();
});

test('with the relay killed both go on: fields, contacts and a note', async () => {
  await pair.relay.killHard();
  await both(({ page }) => expectOffline(page));

  await editField(anna.page, 'Next step', 'Anna calls them');
  await editField(ben.page, 'Competitor', 'Stellwerk');
  await writeInNote(anna.page, 'Anna was there on Monday.');
  await writeInNote(ben.page, 'Ben heard of a second bidder.');

  await openRecord(anna.page, 'Deals', CONTESTED);
  await openRecord(ben.page, 'Deals', CONTESTED);
  await editField(anna.page, 'Next step', 'Anna sends the offer');
  await editField(ben.page, 'Next step', 'Ben waits for a budget');

  await createContact(anna.page, 'Ida', 'Holm');
  await createContact(ben.page, 'Otto', 'Vik');
  await both(({ page }) => expect(countInNavigation(page, 'Contacts')).toHaveText('31'));
  await both(({ page }) =>
    expect(page.getByRole('button', { name: /^Sync: Offline, \d+ waiting$/ })).toBeVisible(),
  );
});

test('with the relay back both show the same, and the note holds both texts', async () => {
  await pair.bringRelayBack();
  await both(({ page }) => expectLive(page));

  await both(async ({ page }) => {
    await expect(countInNavigation(page, 'Contacts')).toHaveText('32');
    await openRecord(page, 'Deals', SHARED);
    await expectField(page, 'Next step', 'Anna calls them');
    await expectField(page, 'Competitor', 'Stellwerk');
    await expect(note(page)).toContainText('Anna was there on Monday.');
    await expect(note(page)).toContainText('Ben heard of a second bidder.');
    await openRecord(page, 'Contacts', 'Ida Holm');
    await openRecord(page, 'Contacts', 'Otto Vik');
  });
});

test('of two values for one field one stands on both, the other is in the history and can be restored', async () => {
  await both(({ page }) => openRecord(page, 'Deals', CONTESTED));
  const offered = ['Anna sends the offer', 'Ben waits for a budget'];
  const standing = anna.page
    .getByRole('region', { name: 'Progress' })
    .getByText(new RegExp(offered.join('|')));
  const winner = await standing.innerText();
  const loser = offered.find((value) => value !== winner) ?? '';
  expect(offered).toContain(winner);
  await expectField(ben.page, 'Next step', winner);

  await both(async ({ page }) => {
    const history = await openHistory(page);
    const overruled = history.getByRole('listitem').filter({ hasText: 'Overruled' }).last();
    await expect(overruled).toContainText(loser);
    await expect(history.getByText('Overruled')).toHaveCount(1);
  });
  await ben.page.getByRole('button', { name: `Restore “${loser}”` }).click();
  await both(async ({ page }) => {
    await closeHistory(page);
    await expectField(page, 'Next step', loser);
  });
});
