/**
 * A week of a thousand appointments: how long the window is busy in one go while it is opened, paged and scrolled.
 * `npx playwright test tests/e2e/calendar-frames.e2e.ts` prints the figures.
 */
import { type Page, expect, test } from '@playwright/test';
import { launchApp } from './launch.ts';
import { createWorkspace } from './support/beginning.ts';
import { chooseFile } from './support/import-acts.ts';

const ENTRIES = 1_000;
const IMPORT_TIMEOUT_MS = 120_000;
/** As many blocks as can be told apart; the rest is counted. */
const DRAWN_MAX = 450;

function calendarFile(): Uint8Array {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN'];
  for (let index = 0; index < ENTRIES; index++) {
    const day = String(5 + (index % 5)).padStart(2, '0');
    const hour = 8 + (Math.floor(index / 5) % 10);
    const time = (at: number): string => `202704${day}T${String(at).padStart(2, '0')}0000Z`;
    lines.push(
      'BEGIN:VEVENT',
      `UID:${index}@example`,
      'DTSTAMP:20270101T000000Z',
      `DTSTART:${time(hour)}`,
      `DTEND:${time(hour + 1)}`,
      `SUMMARY:Appointment ${index}`,
      'END:VEVENT',
    );
  }
  lines.push('END:VCALENDAR', '');
  return new TextEncoder().encode(lines.join('\r\n'));
}

async function watchTasks(page: Page): Promise<() => Promise<readonly number[]>> {
  const handle = await page.evaluateHandle(() => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(Math.round(duration));
    });
    observer.observe({ type: 'longtask' });
    return tasks;
  });
  return async () => {
    // Tasks are told of a little later.
    await page.waitForTimeout(400);
    return handle.evaluate((tasks) => tasks.splice(0));
  };
}

test('a week of a thousand appointments draws what can be told apart and counts the rest', async () => {
  test.setTimeout(240_000);
  const desktop = await launchApp({ env: { TZ: 'UTC' } });
  const { page, app } = desktop;
  await createWorkspace(page, {
    userName: 'Anna Berg',
    workspaceName: 'Nordlicht',
    sampleData: false,
  });
  await chooseFile(page, { name: 'team.ics', bytes: calendarFile() });
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(page.getByText('Nothing is written yet.')).toBeVisible({
    timeout: IMPORT_TIMEOUT_MS,
  });
  await page.getByRole('button', { name: /^Import [\d,]+ / }).click();
  await expect(page.getByText('Imported.')).toBeVisible({ timeout: IMPORT_TIMEOUT_MS });

  const tasksOf = await watchTasks(page);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('rapport:event', 'route.open', {
      route: '/calendar/week/2027-04-07?who=all',
    });
  });
  await expect(page.locator('.cal-crowd').first()).toBeVisible();
  const opened = await tasksOf();
  const drawn = await page.locator('.cal-entry').count();
  await page.locator('.cal').focus();
  await page.keyboard.press('j');
  await expect(page.locator('.cal-entry[data-selected]')).toBeVisible();
  const selected = await tasksOf();
  for (let step = 0; step < 10; step++)
    await page.locator('.cal-scroller').evaluate((element) => element.scrollBy(0, 60));
  const scrolled = await tasksOf();
  const said = `${drawn} of ${ENTRIES} drawn; tasks over 50 ms: opening ${JSON.stringify(opened)}, a key ${JSON.stringify(selected)}, scrolling ${JSON.stringify(scrolled)}`;
  console.log(said);
  test.info().annotations.push({ type: 'figures', description: said });
  expect(drawn).toBeGreaterThan(50);
  expect(drawn).toBeLessThanOrEqual(DRAWN_MAX);
  await page.screenshot({ path: test.info().outputPath('week.png') });
  await desktop.close();
});
