/** Whether a screen shuts somebody out. */
import { type Page, expect, test } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

declare global {
  interface Window {
    /** Once it was brought into the page. */
    axe?: typeof axe;
  }
}

/** Longer than anything moves. */
const MOVES_MAX_MS = 1500;

/** What passed is not asked for, and style sheets need not be read a second time. */
const ALL_RULES: RunOptions = { resultTypes: ['violations'], preload: false };
const RULES_OF_COLOUR: RunOptions = {
  ...ALL_RULES,
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/**
 * Each finding as rule, impact and where; those that shut somebody out must not be there. What the other colour
 * changes are colours: everything else is asked in one of them.
 */
export async function seriousFindings(
  page: Page,
  asked: 'all rules' | 'rules of colour',
): Promise<readonly string[]> {
  // What is still fading in has the contrast of something that is not there yet.
  // A spinner never ends, and is not waited for; nor does anything in a window that draws no frames.
  const isThere = await page.evaluate(async (movesMaxMs) => {
    const ended = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
      .map((animation) => animation.finished.catch(() => null));
    await Promise.race([
      Promise.all(ended),
      new Promise((resolve) => setTimeout(resolve, movesMaxMs)),
    ]);
    return window.axe !== undefined;
  }, MOVES_MAX_MS);
  // Half a megabyte: brought into each page once. A page has no other ones in it.
  if (!isThere) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async (options) => (await window.axe?.run(document, options))?.violations,
    asked === 'all rules' ? ALL_RULES : RULES_OF_COLOUR,
  );
  if (violations === undefined) throw new Error('axe did not run');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${impact} ${id} ${target.join(' ')}: ${failureSummary}`,
      ),
    );
}

/** In both colour schemes, as the system would ask for them. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await test.step(`${screen}, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      expect
        .soft(
          await seriousFindings(page, colorScheme === 'light' ? 'all rules' : 'rules of colour'),
        )
        .toEqual([]);
    });
  }
}
