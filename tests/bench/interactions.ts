/**
 * What a person does with 100,000 records, with real key presses and clicks: from the input event until the frame that
 * shows the answer is painted, by the page's own clock. As in the field's measure of it, Interaction to Next Paint, a key
 * counts from its going down and a click from its being let go; the mouse comes to rest first, and a press takes as long
 * as a finger's. Not the driver's own click: that one looks up in the page what it hits, in the middle of it. Tasks on the page's thread that took longer than a frame or three are
 * counted by the browser itself.
 */
import type { Locator, Page } from '@playwright/test';
import { scrollDown, type Scrolled } from '../e2e/support/scrolling.ts';

/** After an answer, until the next act: people pause, and what follows in the background must not be hidden by that. */
const BETWEEN_MS = 120;
const ANSWER_TIMEOUT_MS = 20_000;
/** Between coming to rest on something and pressing it, and between down and up: a quick hand's. */
const REST_MS = 60;
const PRESS_MS = 60;
/** So many by the mouse, and so many by the keyboard. */
const RECORDS = 20;
const BOARDS = 20;

/** When an act is answered: the element that must be there; `fresh`: after the list has said that it is busy. */
interface Answer {
  readonly selector: string;
  readonly fresh: boolean;
}

const LIST: Answer = { selector: '[role="grid"][aria-busy="false"]', fresh: true };
/** Every column has said what it holds. */
const BOARD: Answer = {
  selector: '.board[aria-busy="false"]:not(:has([aria-busy="true"])) .board-card',
  fresh: false,
};
const RECORD: Answer = { selector: 'main.record h1', fresh: false };

/** A strong turn of the wheel after the other; about 220 rows a second. */
const SCROLL_PX_PER_S = 7_000;
const SCROLL_MS = 4_000;

export interface InteractionTimes {
  readonly filterKeyMs: readonly number[];
  readonly sortMs: readonly number[];
  readonly groupMs: readonly number[];
  readonly boardMs: readonly number[];
  readonly recordMs: readonly number[];
  readonly scrolled: Scrolled;
  /** The longest task on the page's thread meanwhile; 0 when none took 50 ms. */
  readonly longestTaskMs: number;
}

export async function interactionTimes(
  page: Page,
  words: readonly string[],
): Promise<InteractionTimes> {
  await page.evaluate(watchLongTasks);
  await showList(page);
  const filterKeyMs = await filterKeys(page, words);
  const sortMs = await sortClicks(page);
  const groupMs = await groupChanges(page);
  await showList(page);
  const scrolled = await scrollDown(page, SCROLL_PX_PER_S, SCROLL_MS);
  await toTop(page);
  const recordMs = await openRecords(page);
  const boardMs = await openBoards(page);
  const longestTaskMs = await page.evaluate(() => Math.max(0, ...window.benchLongTasks));
  return { filterKeyMs, sortMs, groupMs, boardMs, recordMs, scrolled, longestTaskMs };
}

declare global {
  interface Window {
    benchLongTasks: number[];
    benchAnswerMs: Promise<number> | undefined;
  }
}

function watchLongTasks(): void {
  window.benchLongTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.benchLongTasks.push(duration);
  }).observe({ type: 'longtask' });
}

/** Has the page take the time of the next input event, whichever it is, until the frame with `answer` is painted. */
async function timed(page: Page, answer: Answer, act: () => Promise<void>): Promise<number> {
  await page.evaluate(waitForAnswer, { ...answer, timeoutMs: ANSWER_TIMEOUT_MS });
  await act();
  const ms = await page.evaluate(() => window.benchAnswerMs);
  await page.waitForTimeout(BETWEEN_MS);
  return ms ?? Number.NaN;
}

/** Runs in the page. Not awaited there: the act comes after it. */
function waitForAnswer({
  selector,
  fresh,
  timeoutMs,
}: Answer & { readonly timeoutMs: number }): void {
  window.benchAnswerMs = new Promise((resolve, reject) => {
    let beganMs: number | undefined;
    let wasBusy = !fresh;
    const observer = new MutationObserver((changes) => {
      // Busy and answered in one go: it shows in what was there before.
      wasBusy ||= changes.some(
        ({ oldValue, target }) =>
          beganMs !== undefined &&
          oldValue === 'true' &&
          target instanceof Element &&
          target.role === 'grid',
      );
      look();
    });
    const begin = (event: Event): void => {
      beganMs ??= event.timeStamp;
    };
    const end = (): void => {
      observer.disconnect();
      clearTimeout(timer);
      for (const type of ['keydown', 'pointerup'])
        window.removeEventListener(type, begin, { capture: true });
    };
    const look = (): void => {
      if (beganMs === undefined) return;
      wasBusy ||= document.querySelector('[role="grid"][aria-busy="true"]') !== null;
      if (!wasBusy || document.querySelector(selector) === null) return;
      const startMs = beganMs;
      end();
      // The frame's own work follows its callbacks: styles, layout, painting. A task after it comes when that is done.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - startMs);
        port2.postMessage(null);
      });
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`Nothing answered: ${selector}`));
    }, timeoutMs);
    for (const type of ['keydown', 'pointerup'])
      window.addEventListener(type, begin, { capture: true });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeOldValue: true,
      attributeFilter: ['aria-busy'],
    });
  });
  window.benchAnswerMs.catch(() => undefined);
}

/** The mouse comes to rest on `target` and goes down; what is given back lets it go. */
async function press(page: Page, target: Locator): Promise<() => Promise<void>> {
  // Below the middle of a list its foot may lie over it.
  await target.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await target.boundingBox();
  if (box === null) throw new Error(`Not there to be clicked: ${target.toString()}`);
  await page.mouse.move(box.x + Math.min(box.width / 2, 40), box.y + box.height / 2);
  await page.waitForTimeout(REST_MS);
  await page.mouse.down();
  await page.waitForTimeout(PRESS_MS);
  return () => page.mouse.up();
}

/** Takes the time of a click. */
async function timedClick(page: Page, answer: Answer, target: Locator): Promise<number> {
  const letGo = await press(page, target);
  return await timed(page, answer, letGo);
}

async function showList(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Modules' })
    .getByRole('link', { name: 'Deals' })
    .click();
  await page.locator('.list-row').first().waitFor();
}

/** Every letter of some words, and their deletion. */
async function filterKeys(page: Page, words: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  const input = page.getByRole('textbox', { name: 'Filter deals by words' });
  await input.click();
  for (const word of words) {
    for (const letter of word)
      times.push(await timed(page, LIST, () => page.keyboard.press(letter)));
    for (let left = word.length; left > 0; left--)
      times.push(await timed(page, LIST, () => page.keyboard.press('Backspace')));
  }
  return times;
}

async function sortClicks(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  const heads = page.locator('.list-head-button');
  const count = Math.min(await heads.count(), 6);
  for (let round = 0; round < 4; round++) {
    for (let column = 0; column < count; column++)
      times.push(await timedClick(page, LIST, heads.nth(column)));
  }
  return times;
}

async function groupChanges(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < 4; round++) {
    for (const field of ['Stage', 'Owner', 'Type', 'Account']) {
      await page.getByTitle(/^Group/).click();
      await page.getByRole('combobox', { name: 'Group by' }).click();
      const choice = page.getByRole('option', { name: field, exact: true });
      await choice.waitFor();
      times.push(await timedClick(page, LIST, choice));
    }
  }
  return times;
}

/** By the mouse, and the same records again by the keyboard. */
async function openRecords(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (let row = 1; row <= RECORDS; row++) {
    const link = page.locator('.list-row a.cell-link[href^="#/deal/"]').nth(row);
    times.push(await timedClick(page, RECORD, link));
    await backToList(page, 'Back');
  }
  for (let row = 1; row <= RECORDS; row++) {
    await page.locator('.list-scroller').focus();
    await page.keyboard.press('ArrowUp');
    await page.waitForTimeout(REST_MS);
    times.push(await timed(page, RECORD, () => page.keyboard.press('Enter')));
    await backToList(page, 'Back');
  }
  return times;
}

/** By the mouse and by the keyboard. */
async function openBoards(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < BOARDS; round++) {
    times.push(await timedClick(page, BOARD, page.getByRole('button', { name: 'Board' })));
    await backToList(page, 'List');
    await page.locator('.list-scroller').focus();
    times.push(await timed(page, BOARD, () => page.keyboard.press('v')));
    await backToList(page, 'List');
  }
  return times;
}

async function toTop(page: Page): Promise<void> {
  await page.locator('.list-scroller').evaluate((list) => list.scrollTo({ top: 0 }));
  await page.locator('.list-row a.cell-link').first().waitFor();
  await page.waitForTimeout(BETWEEN_MS);
}

async function backToList(page: Page, by: 'Back' | 'List'): Promise<void> {
  await page.getByRole('button', { name: by, exact: true }).first().click();
  await page.locator('.list-row').first().waitFor();
  await page.waitForTimeout(BETWEEN_MS);
}
