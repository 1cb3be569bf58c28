/** What is on the glass where something is broken: the data cannot be reached, a screen has failed, a record is gone. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Page, expect } from '@playwright/test';
import { openList } from '../support/record-acts.ts';
import type { Screen, Sitting } from './screen.ts';

/** An id that no record has. */
const NOBODYS = '00000000-0000-7000-8000-000000000000';

const calendar = (page: Page) =>
  page.getByRole('navigation').getByRole('link', { name: 'Calendar' }).click();

/** A calendar that cannot scroll fails as it is put on the page; nothing else there scrolls itself. */
async function breakCalendar(page: Page): Promise<void> {
  await page.evaluate(() => {
    Element.prototype.scrollTo = () => {
      throw new Error('planted');
    };
  });
}

export const brokenScreens: readonly Screen[] = [
  {
    name: 'a screen that has failed',
    open: async ({ page }) => {
      await openList(page, 'Products');
      await breakCalendar(page);
      await calendar(page);
      await expect(page.getByRole('heading', { name: 'This screen has failed' })).toBeVisible();
    },
    leave: async (desktop) => {
      const { page } = desktop;
      await page.evaluate(() => {
        Reflect.deleteProperty(Element.prototype, 'scrollTo');
      });
      await page.reload();
      await calendar(page);
      await expect(page.getByRole('application')).toBeVisible();
      desktop.takeProblems();
    },
  },
  {
    name: 'a record that is not here',
    open: async ({ page }) => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/account/${NOBODYS}`);
      await page.reload();
      await expect(page.getByRole('heading', { name: 'This account is not here' })).toBeVisible();
    },
  },
];

export const withoutData: Sitting = {
  title: 'without the data',
  before: (dataDir) => writeFileSync(path.join(dataDir, 'vault.json'), 'not a key'),
  begin: async () => undefined,
  screens: [
    {
      name: 'the data cannot be read',
      open: async ({ page }) => {
        await expect(page.getByRole('alert')).toContainText('key of the local data');
      },
    },
    {
      name: 'the data process does not start',
      open: async ({ page }) => {
        await page.context().addInitScript(() => {
          const { SharedWorker: Real } = window;
          let made = 0;
          // The first only wakes it; the second is the one that is listened to.
          window.SharedWorker = class extends Real {
            constructor(address: string | URL, options?: string | WorkerOptions) {
              super(made++ === 0 ? address : `${address}.gone`, options);
            }
          };
        });
        await page.reload();
        await expect(page.getByRole('alert')).toContainText('did not start');
      },
      leave: async (desktop) => {
        desktop.takeProblems();
      },
    },
  ],
};
