/** A week is planned, by mouse and by keyboard alone. */
import { type Locator, type Page, expect, test } from '@playwright/test';
import type { Desktop } from './launch.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchAtWork } from './support/at-work.ts';
import { goToRow } from './support/keyboard.ts';
import { undoByMouse } from './support/toast.ts';

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  desktop = await launchAtWork({ sampleData: false }, { env: { TZ: 'Europe/Berlin' } });
  const { page } = desktop;
  // The week after the clocks went forward, and the day on which they did.
  await goTo(page, '/calendar/week/2027-03-30');
});
test.afterAll(() => desktop.close());

/** As a link leads there. */
async function goTo(page: Page, route: string): Promise<void> {
  await desktop.app.evaluate(({ BrowserWindow }, to) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('rapport:event', 'route.open', {
      route: to,
    });
  }, route);
  const day = /\d{4}-\d\d-\d\d/.exec(route)?.[0] ?? '';
  await expect(page.locator(`.cal [data-day="${day}"]`).first()).toBeAttached();
}

function calendar(page: Page): Locator {
  return page.getByRole('application');
}

function entry(page: Page, name: string | RegExp): Locator {
  return calendar(page).getByRole('button', { name });
}

async function said(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: text })).toHaveCount(1);
}

function onDay(page: Page, day: string, name: RegExp): Locator {
  return page.locator(`.cal-day[data-day="${day}"]`).getByRole('button', { name });
}

function scope(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Move “Weekly round”' });
}

/** A point of the axis: what the mouse is moved to. */
async function at(page: Page, day: string, hour: number): Promise<{ x: number; y: number }> {
  const column = page.locator(`.cal-day[data-day="${day}"]`);
  const box = await column.boundingBox();
  if (box === null) throw new Error('the day is not on screen');
  return { x: box.x + box.width / 2, y: box.y + (box.height * hour) / 24 };
}

async function drag(
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

/** Where it stands, by the record that it is. */
async function expectTime(page: Page, name: RegExp): Promise<void> {
  await expect(entry(page, name)).toBeVisible();
}

test('the mouse draws a meeting over empty time, takes it to another day and makes it longer', async () => {
  const { page } = desktop;
  await drag(page, await at(page, '2027-03-30', 9), await at(page, '2027-03-30', 10));
  const form = page.getByRole('dialog');
  await expect(form).toContainText('Tuesday, March 30, 9:00 – 10:00 AM');
  await form.getByRole('textbox', { name: 'Subject' }).fill('Review with Nordlicht');
  await form.getByRole('button', { name: 'Plan it' }).click();
  await expectTime(page, /^Review with Nordlicht Meeting, 9:00 AM/);

  const grip = await at(page, '2027-03-30', 9.25);
  await drag(page, grip, await at(page, '2027-04-01', 11.25));
  await expectTime(page, /^Review with Nordlicht Meeting, 11:00 AM/);
  await expect(page.locator('.toast')).toContainText('Thursday, April 1, 11:00 AM');

  const edge = await at(page, '2027-04-01', 12);
  await drag(page, { x: edge.x, y: edge.y - 2 }, await at(page, '2027-04-01', 13));
  await expect(page.locator('.toast')).toContainText('11:00 AM – 1:00 PM');

  await undoByMouse(page);
  const block = entry(page, /^Review with Nordlicht/);
  const column = page.locator('.cal-day[data-day="2027-04-01"]');
  await expect
    .poll(async () => {
      const [inner, outer] = [await block.boundingBox(), await column.boundingBox()];
      return Math.round(((inner?.height ?? 0) / (outer?.height ?? 1)) * 24);
    })
    .toBe(1);
});

test('a second move right after the first begins where the first has put it', async () => {
  const { page } = desktop;
  const grip = await at(page, '2027-04-01', 11.25);
  await drag(page, grip, await at(page, '2027-04-02', 14.25));
  // Nothing is waited for: the first is still being written.
  const edge = await at(page, '2027-04-02', 15);
  await drag(page, { x: edge.x, y: edge.y - 2 }, await at(page, '2027-04-02', 16));
  await expect(page.locator('.toast')).toContainText('Friday, April 2, 2:00 – 4:00 PM');
  await expect(onDay(page, '2027-04-02', /^Review with Nordlicht Meeting, 2:00 PM/)).toBeVisible();
  await expect(entry(page, /^Review with Nordlicht/)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(onDay(page, '2027-04-01', /^Review with Nordlicht Meeting, 11:00 AM/)).toBeVisible();
});

test('a click says what it is, and Escape leaves a drag where it was', async () => {
  const { page } = desktop;
  await entry(page, /^Review with Nordlicht/).click();
  const details = page.getByRole('dialog', { name: 'Review with Nordlicht' });
  await expect(details).toContainText('Meeting · Planned · Anna Berg');
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await expect(calendar(page)).toBeFocused();
  const from = await at(page, '2027-04-01', 11.25);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 80, { steps: 4 });
  await expectTime(page, /^Review with Nordlicht Meeting, 1\d?:\d\d PM/);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expectTime(page, /^Review with Nordlicht Meeting, 11:00 AM/);
});

test('the keyboard alone plans a repeating meeting, and moves one of it over the change of clocks', async () => {
  const { page } = desktop;
  await goTo(page, '/calendar/week/2027-03-23');
  await calendar(page).focus();
  await page.keyboard.press('ArrowRight');
  await said(page, 'Wednesday, March 24, 09:00, free that day');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog');
  await expect(form.getByRole('textbox', { name: 'Subject' })).toBeFocused();
  await page.keyboard.type('Weekly round');
  const repeats = form.getByRole('combobox', { name: 'Repeats' });
  // By Tab over the kind.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(repeats).toBeFocused();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter'])
    await page.keyboard.press(key);
  await expect(repeats).toHaveValue('Every Wednesday');
  await page.keyboard.press('Control+Enter');
  await expect(form).toBeHidden();
  await expect(calendar(page)).toBeFocused();
  await expectTime(page, /^Weekly round Meeting, 9:00 AM/);

  await page.keyboard.press('PageDown');
  await expect(onDay(page, '2027-03-31', /^Weekly round Meeting, 9:00 AM/)).toBeVisible();
  await page.keyboard.press('j');
  await said(page, /^Weekly round, Meeting, Wednesday, March 31, 9:00\s–\s9:30\sAM.*repeats/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await said(page, /^Weekly round, Wednesday, March 31, 9:30\s–\s10:15\sAM/);
  await expect(scope(page)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(scope(page)).toBeHidden();
  await expect(page.locator('.toast')).toContainText('Moved: Weekly round, Wednesday, March 31');
  await expect(onDay(page, '2027-03-31', /^Weekly round Meeting, 9:30 AM/)).toBeVisible();
});

test('keys that come before the next days are known move nothing of those before, and say what is on them', async () => {
  const { page } = desktop;
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await said(page, /^Weekly round, Meeting, Wednesday, March 31/);
  // One right after the other: the page is drawn in between, and nothing of the week after can be known.
  await calendar(page).evaluate(async (node) => {
    for (const key of ['PageDown', 'ArrowRight']) {
      node.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await Promise.resolve();
    }
  });
  await said(page, 'Wednesday, April 7, 09:30, 1 activity that day');
  await page.keyboard.press('PageUp');
  await expect(onDay(page, '2027-03-31', /^Weekly round Meeting, 9:30 AM/)).toBeVisible();
  await expect(scope(page)).toBeHidden();
});

test('all of a series goes to another day, and what was moved by itself stays', async () => {
  const { page } = desktop;
  await expect(calendar(page)).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect(onDay(page, '2027-04-07', /^Weekly round Meeting, 9:00 AM/)).toBeVisible();
  await page.keyboard.press('j');
  await said(page, /^Weekly round, Meeting, Wednesday, April 7/);
  await page.keyboard.press('ArrowRight');
  await expect(scope(page)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(scope(page)).toBeHidden();
  await expect(onDay(page, '2027-04-08', /^Weekly round Meeting, 9:00 AM/)).toBeVisible();
  await page.keyboard.press('PageUp');
  await expect(onDay(page, '2027-03-31', /^Weekly round Meeting, 9:30 AM/)).toBeVisible();
  await expect(entry(page, /^Weekly round/)).toHaveCount(1);
});

test('what is done is done by one key, and one that does not take place leaves only its own day', async () => {
  const { page } = desktop;
  await goTo(page, '/calendar/week/2027-04-07');
  await calendar(page).focus();
  await expect(onDay(page, '2027-04-08', /^Weekly round/)).toBeVisible();
  await page.keyboard.press('j');
  await said(page, /^Weekly round, Meeting, Thursday, April 8/);
  await page.keyboard.press('e');
  await expect(page.locator('.toast')).toContainText('Held: Weekly round');
  await page.keyboard.press('PageDown');
  await expect(onDay(page, '2027-04-15', /^Weekly round/)).toBeVisible();
  await page.keyboard.press('j');
  await said(page, /^Weekly round, Meeting, Thursday, April 15/);
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog', { name: 'Leave out “Weekly round”' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(entry(page, /^Weekly round/)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(entry(page, /^Weekly round/)).toHaveCount(1);
});

test('Enter opens it, and going back leads to the same days', async () => {
  const { page } = desktop;
  await calendar(page).focus();
  await page.keyboard.press('3');
  await expect(page.locator('.cal-title')).toHaveText('April 2027');
  const title = await page.locator('.cal-title').innerText();
  await expect(entry(page, /^(Weekly round|Review)/).first()).toBeVisible();
  await page.keyboard.press('j');
  await said(page, /^(Weekly round|Review)/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Weekly round|Review/ })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.locator('.cal-title')).toHaveText(title);
});

test('a series says on its page how it repeats, and one of it can be edited by itself', async () => {
  const { page } = desktop;
  await goTo(page, '/calendar/week/2027-04-22');
  await entry(page, /^Weekly round/).click();
  await page.getByRole('button', { name: 'Edit only this one' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Weekly round' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Repeats' })).toHaveCount(0);
  await page.keyboard.press('Alt+ArrowLeft');
  await goTo(page, '/calendar/week/2027-05-06');
  await entry(page, /^Weekly round/).click();
  await page.getByRole('button', { name: 'Edit this and all that follow' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Weekly round' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Repeats' })).toHaveValue('Every Thursday');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(entry(page, /^Weekly round/)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.toast')).toContainText('Undone: Edit Weekly round');
  await goTo(page, '/calendar/week/2027-04-29');
  await entry(page, /^Weekly round/).dblclick();
  const repeats = page.getByRole('combobox', { name: 'Repeats' });
  await expect(repeats).toHaveValue('Every Thursday');
  await repeats.click();
  await page.getByRole('option', { name: 'Every other Thursday' }).click();
  await expect(repeats).toHaveValue('Every other Thursday');
});

test('a series ends after so many times, or with a day, by keyboard', async () => {
  const { page } = desktop;
  const ends = page.getByRole('combobox', { name: 'Ends' });
  const choose = async (downs: number, label: string): Promise<void> => {
    await ends.focus();
    for (let down = 0; down < downs; down++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(ends).toHaveValue(label);
  };
  await expect(ends).toHaveValue('Never');
  await choose(3, 'After some times');
  const times = page.getByRole('textbox', { name: 'How many times' });
  await times.fill('2');
  await times.press('Enter');
  await expect(page.locator('.toast').last()).toContainText('Repeats 2 times');
  await expect(times).toHaveValue('2 times');
  await choose(3, 'On a day');
  const lastDay = page.getByRole('textbox', { name: 'Last day' });
  await lastDay.fill('6/23/2027');
  await lastDay.press('Enter');
  await expect(page.locator('.toast').last()).toContainText('Repeats until Jun 23, 2027');
  // Every other week: of two that follow one another, one has it.
  const expectIn = async (weeks: readonly [string, string], count: number): Promise<void> => {
    await expect(async () => {
      let found = 0;
      for (const week of weeks) {
        await goTo(page, `/calendar/week/${week}`);
        await expect(calendar(page)).toBeVisible();
        found += await entry(page, /^Weekly round/).count();
      }
      expect(found).toBe(count);
    }).toPass();
  };
  await expectIn(['2027-06-10', '2027-06-17'], 1);
  await expectIn(['2027-06-24', '2027-07-01'], 0);
});

test('a task written in one line is due when its words say, and one key completes it', async () => {
  const { page } = desktop;
  await page.getByRole('navigation').getByRole('link', { name: 'My tasks' }).click();
  const line = page.getByRole('textbox', { name: 'New task' });
  await line.fill('tomorrow 9:00 call Ada');
  await expect(page.getByRole('form', { name: 'A new task in one line' })).toContainText('9:00 AM');
  await line.press('Enter');
  await expect(line).toHaveValue('');
  await page.getByRole('button', { name: /^Upcoming/ }).click();
  const row = page.getByRole('row').filter({ hasText: 'call Ada' });
  await expect(row).toBeVisible();
  await page.getByRole('grid').focus();
  await goToRow(page, row);
  await page.keyboard.press('e');
  await expect(row).toHaveCount(0);
});

test('the day on which the clocks change says so', async () => {
  const { page } = desktop;
  await goTo(page, '/calendar/day/2027-03-28');
  await expect(page.getByText('The clocks go forward')).toBeAttached();
  await goTo(page, '/calendar/day/2027-10-31');
  await expect(page.getByText('The clocks go back: twice')).toBeAttached();
});

test('the calendar shuts nobody out', async () => {
  const { page } = desktop;
  await goTo(page, '/calendar/week/2027-03-30?who=all');
  await expectAccessible(page, 'the week');
  await calendar(page).focus();
  await page.keyboard.press('3');
  await expectAccessible(page, 'the month');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('form', { name: 'New activity' })).toBeVisible();
  await expectAccessible(page, 'a new activity');
  await page.keyboard.press('Escape');
});
