/** Whether a list keeps up with whoever scrolls through it. */
import type { Page } from '@playwright/test';

export interface Scrolled {
  readonly px: number;
  readonly framesMs: readonly number[];
  /** Of each frame: places on screen at which there was no row, or one that had not arrived yet. */
  readonly gaps: readonly number[];
}

/** As often as a mouse or a touch pad reports. */
const WHEEL_EVERY_MS = 1000 / 60;
/** Closer together than rows are, in the tightest density. */
const LOOK_EVERY_PX = 24;

declare global {
  interface Window {
    scrollSeen: { framesMs: number[]; gaps: number[]; fromPx: number; over: boolean };
  }
}

/** Turns the wheel over the list that is on screen, and has the page look at itself in every frame. */
export async function scrollDown(page: Page, pxPerS: number, forMs: number): Promise<Scrolled> {
  const box = await page.locator('.list-scroller').boundingBox();
  if (box === null) throw new Error('there is no list on screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(lookForGaps, LOOK_EVERY_PX);
  const beganMs = performance.now();
  let turned = 0;
  for (let ms = 0; ms < forMs; ms = performance.now() - beganMs) {
    // Late events are not left out: a wheel does not wait either.
    for (; turned < Math.floor(ms / WHEEL_EVERY_MS); turned++)
      await page.mouse.wheel(0, (pxPerS * WHEEL_EVERY_MS) / 1000);
    await page.waitForTimeout(4);
  }
  return await page.evaluate(() => {
    const { framesMs, gaps, fromPx } = window.scrollSeen;
    window.scrollSeen.over = true;
    const now = document.querySelector('.list-scroller')?.scrollTop ?? 0;
    return { px: now - fromPx, framesMs, gaps };
  });
}

/** Runs in the page. */
function lookForGaps(everyPx: number): void {
  const list = document.querySelector('.list-scroller');
  const head = document.querySelector('.list-head');
  const foot = document.querySelector('.list-foot');
  if (list === null || head === null || foot === null) return;
  const seen = {
    framesMs: [] as number[],
    gaps: [] as number[],
    fromPx: list.scrollTop,
    over: false,
  };
  window.scrollSeen = seen;
  // A pixel inside of what is between head and foot, where cells of every list are.
  const fromY = head.getBoundingClientRect().bottom + everyPx / 2;
  const toY = foot.getBoundingClientRect().top - everyPx / 2;
  const x = list.getBoundingClientRect().left + 200;
  const isThere = (y: number): boolean => {
    const line = document.elementFromPoint(x, y)?.closest('[role="row"]');
    return line !== null && line !== undefined && line.ariaBusy !== 'true';
  };
  let lastMs = performance.now();
  const look = (): void => {
    if (seen.over) return;
    const nowMs = performance.now();
    seen.framesMs.push(nowMs - lastMs);
    lastMs = nowMs;
    let gaps = 0;
    for (let y = fromY; y < toY; y += everyPx) if (!isThere(y)) gaps += 1;
    seen.gaps.push(gaps);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
