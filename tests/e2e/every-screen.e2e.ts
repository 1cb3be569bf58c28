/**
 * Every screen, in every size and colour: axe finds nothing serious, nothing is cut off, one sees where the focus is.
 * `npm run look` takes pictures of all of them besides.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { workModules } from '../../crm/modules/registry.ts';
import { CHECKOUT, type Desktop, withApp } from './launch.ts';
import { screenOfPage, sitDown, sittings } from './screens/every-screen.ts';
import { lookAt } from './screens/look-at.ts';
import { SETTINGS } from './screens/settings-screens.ts';

const screens = sittings.flatMap((sitting) => sitting.screens);

test('every file with a dialog, a drawer or a menu is named by a screen that shows it', () => {
  const renderer = path.join(CHECKOUT, 'src-renderer');
  const withLayers = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.includes('.test.'))
    .filter((file) =>
      /<(Modal|Drawer|(Popover|Menu|Combobox|HoverCard)\.Dropdown)\b/.test(
        readFileSync(path.join(renderer, file), 'utf8'),
      ),
    )
    .map((file) => file.split(path.sep).join('/'));
  const named = new Set(screens.flatMap(({ layers = [] }) => layers));
  expect([...named].toSorted()).toEqual(withLayers.toSorted());
});

test('every page that an address can name is shown by a screen, and no two screens share a name', () => {
  const names = screens.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(names).toEqual(expect.arrayContaining(Object.values(screenOfPage)));
});

/** A look that finds nothing proves nothing. */
test('what is wrong with a screen is found: words too pale in either colour, a control without a name, one cut off', async () => {
  await withApp({}, async (desktop) => {
    const open = async ({ page }: Desktop): Promise<void> => {
      await expect(page.getByRole('heading', { name: 'Welcome to Rapport' })).toBeVisible();
      await page.evaluate(() => {
        const plant = (name: string, text: string, styles: Readonly<Record<string, string>>) => {
          const element = document.createElement(name);
          element.textContent = text;
          Object.assign(element.style, styles);
          document.body.prepend(element);
        };
        plant('p', 'Seen in the dark', { color: '#eeeeee' });
        plant('p', 'Seen in the light', { color: '#222222' });
        plant('button', '', { width: '40px', height: '40px' });
        plant('button', 'Cut', { position: 'fixed', left: '-20px', top: '100px', width: '60px' });
      });
    };
    const faults = await lookAt(desktop, { name: 'with faults', open });
    const found = (...words: readonly string[]): boolean =>
      faults.some((fault) => words.every((word) => fault.includes(word)));
    expect(found('1280x800, light', 'color-contrast', '#eeeeee')).toBe(true);
    expect(found('1280x800, dark', 'color-contrast', '#222222')).toBe(true);
    expect(found('1280x800', 'button-name')).toBe(true);
    expect(found('1280x800', '“Cut” is beside the window')).toBe(true);
    expect(found('200 percent', '“Cut” is beside the window')).toBe(true);
  });
});

for (const sitting of sittings) {
  const { title, screens: wanted } = sitting;
  test.describe(title, () => {
    let desktop: Desktop;
    let end: () => Promise<void>;
    test.beforeAll(async () => {
      ({ desktop, end } = await sitDown(sitting));
    });
    test.afterAll(() => end());

    for (const screen of wanted) {
      test(screen.name, async () => {
        expect(await lookAt(desktop, screen)).toEqual([]);
      });
    }

    if (title === 'with sample data') {
      test('what the navigation and the settings offer is what the list of screens knows', async () => {
        const { page } = desktop;
        await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
        const sections = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
        expect(await sections.allInnerTexts()).toEqual([...SETTINGS]);
        const places = page.getByRole('navigation', { name: 'Modules' }).locator('.nav-label');
        expect(await places.allInnerTexts()).toEqual([
          'Inbox',
          'My tasks',
          'Calendar',
          'Service desk',
          ...workModules.map(({ entity }) => entity.label.many),
          'Import',
          'Settings',
          'Shortcuts',
        ]);
      });
    }
  });
}
