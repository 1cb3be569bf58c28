/** Whether a screen shuts somebody out. */
import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect, test } from '@playwright/test';

type Colour = 'light' | 'dark';

/**
 * Each finding as rule, impact and where; those that shut somebody out must not be there. What the dark changes are
 * colours: everything else is asked in the light.
 */
export async function seriousFindings(page: Page, colour: Colour): Promise<readonly string[]> {
  // What is still fading in has the contrast of something that is not there yet.
  // A spinner never ends, and is not waited for.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
        .map((animation) => animation.finished.catch(() => null)),
    ),
  );
  // The other mode opens a second page, which an Electron app does not give.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    // What passed is not asked for, and style sheets need not be read a second time.
    .options({ resultTypes: ['violations'], preload: false });
  const { violations } = await (
    colour === 'light' ? axe : axe.withRules(['color-contrast', 'link-in-text-block'])
  ).analyze();
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
        .soft(await seriousFindings(page, colorScheme), `${screen}, ${colorScheme}`)
        .toEqual([]);
    });
  }
}
