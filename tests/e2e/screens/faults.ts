/** What is wrong with a screen as it lies in the window now, besides what axe looks for. */
import type { Page } from '@playwright/test';
import { standsStill } from './sights.ts';

/** Controls that are cut off or lie under something, words that are cut, and a page wider than its window. */
export function faultsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const SLACK_PX = 1.5;
    const CONTROLS =
      'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [contenteditable="true"], [role="option"], [role="menuitem"]';
    const WORDS = 'button, h1, h2, h3, label, legend, dt, [role="columnheader"], [role="option"]';
    const LAYERS =
      '[aria-modal="true"], [role="dialog"], [role="menu"], .mantine-Popover-dropdown, .mantine-Combobox-dropdown';
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      found.push(`the page is ${root.scrollWidth - root.clientWidth} px wider than its window`);
    if (root.scrollHeight > root.clientHeight && document.querySelector('.shell') !== null)
      found.push(`the frame is ${root.scrollHeight - root.clientHeight} px higher than its window`);

    const isSeen = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect();
      return (
        width > 2 &&
        height > 2 &&
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        element.closest('.visually-hidden, .skip-link, [aria-hidden="true"]') === null
      );
    };
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}”`;
    const layers = [...document.querySelectorAll(LAYERS)].filter(isSeen);
    const scope = layers.at(-1) ?? document.body;

    /** Where it can be seen, each scrolling region above it taken as its hole; or who cuts it. */
    const cutterOf = (element: Element): string | null => {
      let { left, right, top, bottom } = element.getBoundingClientRect();
      for (let box = element.parentElement; box !== null; box = box.parentElement) {
        if (box === document.body || box === root) break;
        const style = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        if (style.overflowX !== 'visible') {
          const scrolls =
            ['auto', 'scroll'].includes(style.overflowX) && box.scrollWidth > box.clientWidth;
          if (scrolls) {
            left = Math.max(left, edge.left);
            right = Math.min(right, edge.right);
          } else if (left < edge.left - SLACK_PX || right > edge.right + SLACK_PX)
            return `cut at the side by .${box.className}`;
        }
        if (style.overflowY !== 'visible') {
          const scrolls =
            ['auto', 'scroll'].includes(style.overflowY) && box.scrollHeight > box.clientHeight;
          if (scrolls) {
            top = Math.max(top, edge.top);
            bottom = Math.min(bottom, edge.bottom);
          } else if (top < edge.top - SLACK_PX || bottom > edge.bottom + SLACK_PX)
            return `cut above or below by .${box.className}`;
        }
        if (left >= right || top >= bottom) return null;
        if (style.position === 'fixed') break;
      }
      if (left < -SLACK_PX || right > innerWidth + SLACK_PX) return 'beside the window';
      // Before there is a workspace the page itself scrolls.
      if (root.scrollHeight > root.clientHeight + 1) return null;
      if (top < -SLACK_PX || bottom > innerHeight + SLACK_PX) return 'above or below the window';
      return null;
    };
    const scrolledUp = (element: Element): boolean => {
      for (let box = element.parentElement; box !== null; box = box.parentElement) {
        const { overflowY, overflowX } = getComputedStyle(box);
        if (['auto', 'scroll'].includes(overflowY) && box.scrollHeight > box.clientHeight)
          return true;
        if (['auto', 'scroll'].includes(overflowX) && box.scrollWidth > box.clientWidth)
          return true;
      }
      return false;
    };
    for (const control of scope.querySelectorAll(CONTROLS)) {
      if (!isSeen(control)) continue;
      // In a cell a link is cut as its words are: it opens wherever one meets it.
      if (control.matches('[role="gridcell"] a')) continue;
      // The value of a field is a button as a whole, and the links in it stand before it.
      const isBehindLinks = control.matches('.field-edit');
      const cutter = cutterOf(control);
      if (cutter !== null) {
        found.push(`${nameOf(control)} is ${cutter}`);
        continue;
      }
      if (scrolledUp(control) || isBehindLinks) continue;
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const isOnTop =
        there === null ||
        control.contains(there) ||
        there.contains(control) ||
        there.closest('label') !== null;
      if (!isOnTop) found.push(`${nameOf(control)} lies under ${nameOf(there)}.${there.className}`);
    }

    /** Cut words are read in full where one points at them. */
    const isSaid = (element: Element): boolean =>
      element.closest('[title]') !== null || element.closest('button, a')?.ariaLabel != null;
    for (const words of scope.querySelectorAll<HTMLElement>(WORDS)) {
      for (const part of [words, ...words.querySelectorAll<HTMLElement>('*')]) {
        if (part.tagName === 'INPUT' || !isSeen(part) || isSaid(part)) continue;
        const { overflowX } = getComputedStyle(part);
        if (
          overflowX !== 'visible' &&
          part.scrollWidth > part.clientWidth + 1 &&
          part.innerText !== ''
        )
          found.push(`words cut: ${nameOf(words)}`);
      }
    }

    // A region that scrolls is of use where some lines of it can be seen.
    const LEAST_PX = 64;
    for (const box of scope.querySelectorAll<HTMLElement>('*')) {
      const { overflowY } = getComputedStyle(box);
      if (!['auto', 'scroll'].includes(overflowY) || box.tagName === 'TEXTAREA') continue;
      if (
        box.scrollHeight > box.clientHeight + 2 &&
        box.clientHeight < LEAST_PX &&
        box.clientWidth > 2
      )
        found.push(`.${box.className} scrolls ${box.scrollHeight} px in ${box.clientHeight} px`);
    }
    return [...new Set(found)];
  });
}

const LAYER = 'layer';

/**
 * Whether one sees where the focus is: how what Tab leads to looks with the focus, and without. Changes where the focus
 * is, so it comes last.
 */
export async function focusFaultOf(page: Page): Promise<string | null> {
  await page.keyboard.press('Tab');
  const look = () =>
    page.evaluate((LAYER) => {
      const element = document.querySelector('[data-look-focus]') ?? document.activeElement;
      if (element === null || element === document.body || !element.isConnected) return null;
      // Nothing in a layer to go to: the layer as a whole has it, and is what one sees.
      if (element.matches('[role="dialog"], .mantine-Popover-dropdown'))
        return { name: '', look: LAYER };
      element.setAttribute('data-look-focus', '');
      const looks: string[] = [];
      let box: Element | null = element;
      for (let up = 0; up < 5 && box !== null; up++, box = box.parentElement) {
        const {
          outlineStyle,
          outlineColor,
          outlineWidth,
          boxShadow,
          borderColor,
          backgroundColor,
          transform,
        } = getComputedStyle(box);
        looks.push(
          [
            outlineStyle === 'none' ? '' : `${outlineWidth} ${outlineColor}`,
            boxShadow,
            borderColor,
            backgroundColor,
            transform,
          ].join(),
        );
        for (const inner of box === element ? box.querySelectorAll('[data-active], .list-row') : [])
          looks.push(getComputedStyle(inner).boxShadow);
      }
      return {
        name: `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}”`,
        look: looks.join(' | '),
      };
    }, LAYER);
  await standsStill(page);
  const focused = await look();
  if (focused === null) return 'Tab leads nowhere';
  if (focused.look === LAYER) return null;
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await standsStill(page);
  const left = await look();
  // Back where it was: Escape closes what the focus is in.
  await page.evaluate(() => {
    const element = document.querySelector<HTMLElement>('[data-look-focus]');
    element?.focus();
    element?.removeAttribute('data-look-focus');
  });
  return left !== null && left.look === focused.look
    ? `${focused.name} looks the same with and without the focus`
    : null;
}
