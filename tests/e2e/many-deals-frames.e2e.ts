/**
 * 20,000 deals follow the mouse: frames while their list is scrolled and while a card is dragged over the columns of
 * their board, by requestAnimationFrame. `npx playwright test tests/e2e/many-deals-frames.e2e.ts` prints the figures.
 */
import { type Page, expect, test } from '@playwright/test';
import { dealStages } from '../../crm/modules/deal/stages.ts';
import type { Desktop } from './launch.ts';
import { launchAtWork } from './support/at-work.ts';
import { chooseFile } from './support/import-acts.ts';
import { openList } from './support/record-acts.ts';
import { scrollDown } from './support/scrolling.ts';

const DEALS = 20_000;
const IMPORT_TIMEOUT_MS = 120_000;
/** A frame of a screen that draws sixty times a second. */
const MEDIAN_FRAME_MAX_MS = 17;
const STEPS = 180;
/** Some 220 rows a second. */
const SCROLL_PX_PER_S = 7_000;
const SCROLL_MS = 3_000;
/** Other programs of the machine take frames as well: the best of so many rides is what the screen needs. */
const RIDES_MAX = 3;

function dealsFile(): Uint8Array {
  const lines = ['Deal Name,Deal Stage,Amount,Expected close'];
  for (let index = 0; index < DEALS; index++) {
    const stage = dealStages[index % dealStages.length]?.label ?? '';
    lines.push(`Deal ${index},${stage},${1000 + (index % 977)} USD,2027-0${1 + (index % 9)}-15`);
  }
  return new TextEncoder().encode(lines.join('\n'));
}

/** Times between frames until it is asked for them. */
async function beginFrames(page: Page): Promise<() => Promise<readonly number[]>> {
  const handle = await page.evaluateHandle(() => {
    const frames: number[] = [];
    let last = performance.now();
    let going = true;
    const tick = (now: number): void => {
      frames.push(now - last);
      last = now;
      if (going) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return { frames, stop: () => void (going = false) };
  });
  return () =>
    handle.evaluate(({ frames, stop }) => {
      stop();
      return frames.slice(1);
    });
}

/** With the card in hand, to and fro over four columns, and up and down over their cards; the frames, shortest first. */
async function framesOfRide(
  page: Page,
  card: { readonly x: number; readonly y: number },
): Promise<readonly number[]> {
  const framesOf = await beginFrames(page);
  for (let step = 0; step < STEPS; step++) {
    const across = Math.abs(((step / 45) % 2) - 1) * 620;
    const down = 60 + Math.abs(((step / 30) % 2) - 1) * 380;
    await page.mouse.move(card.x + 60 + across, card.y + down);
    // A hand is not quicker than the screen: a machine that takes several moves in one frame would count few frames.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  return (await framesOf()).toSorted((a, b) => a - b);
}

test.describe.configure({ mode: 'serial' });

let desktop: Desktop;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  desktop = await launchAtWork({ sampleData: false });
  const { page } = desktop;
  await chooseFile(page, { name: 'deals.csv', bytes: dealsFile() });
  await page.getByRole('button', { name: 'Show what would happen' }).click();
  await expect(page.getByText('Nothing is written yet.')).toBeVisible({
    timeout: IMPORT_TIMEOUT_MS,
  });
  await page.getByRole('button', { name: /^Import [\d,]+ / }).click();
  await expect(page.getByText('Imported.')).toBeVisible({ timeout: IMPORT_TIMEOUT_MS });

  await openList(page, 'Deals');
  await expect(page.locator('.list-row').first()).toBeVisible();
});
test.afterAll(() => desktop.close());

function say(said: string): void {
  console.log(said);
  test.info().annotations.push({ type: 'figures', description: said });
}

test('a list of 20,000 is scrolled through without a row that is missing', async () => {
  const { page } = desktop;
  let gaps: readonly number[] = [];
  for (let ride = 0; ride < RIDES_MAX && (ride === 0 || gaps.length > 0); ride++) {
    const scrolled = await scrollDown(page, SCROLL_PX_PER_S, SCROLL_MS);
    gaps = scrolled.gaps.filter((count) => count > 0);
    say(
      `scrolled ${Math.round(scrolled.px)} px in ${scrolled.framesMs.length} frames, ${gaps.length} with a gap`,
    );
    expect(scrolled.px).toBeGreaterThan((SCROLL_PX_PER_S * SCROLL_MS) / 2000);
    await page.locator('.list-scroller').evaluate((list) => list.scrollTo({ top: 0 }));
  }
  expect(gaps).toEqual([]);
});

test('a card of 20,000 is dragged at a median frame of one sixtieth of a second', async () => {
  const { page } = desktop;
  await page.getByText('Board', { exact: true }).click();
  const column = page.getByRole('listbox', { name: /^Prospecting, 2,000 / });
  const card = column.getByRole('option').first();
  await expect(card).toBeVisible();
  const title = await card.locator('.board-card-title').innerText();
  const box = await card.boundingBox();
  if (box === null) throw new Error('the card is not on screen');

  await page.mouse.move(box.x + 60, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 72, box.y + 26, { steps: 3 });
  const at = (share: number): number => frames[Math.floor(frames.length * share)] ?? Number.NaN;
  let frames: readonly number[] = [];
  for (let ride = 0; ride < RIDES_MAX && !(at(0.5) <= MEDIAN_FRAME_MAX_MS); ride++)
    frames = await framesOfRide(page, box);
  const target = page.getByRole('listbox', { name: /^Engaging, / });
  const there = await target.boundingBox();
  if (there === null) throw new Error('the column is not on screen');
  await page.mouse.move(there.x + 90, there.y + 30, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole('listbox', { name: /^Engaging, 2,001 / })).toBeVisible();
  await expect(target.getByRole('option').filter({ hasText: title }).first()).toBeVisible();

  say(
    `frames ${frames.length}, median ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, longest ${(frames.at(-1) ?? 0).toFixed(1)} ms`,
  );
  expect(frames.length).toBeGreaterThan(STEPS / 2);
  // Of a screen at 60 Hz a frame is 16.7 ms; timestamps are coarse by a tenth.
  expect(at(0.5)).toBeLessThanOrEqual(MEDIAN_FRAME_MAX_MS);
});
