/** The one list of what can be on the glass. A new screen is a line in one of these files. */
import { mkdirSync } from 'node:fs';
import type { Route } from '../../../src-renderer/app/route.ts';
import { type Desktop, launchApp } from '../launch.ts';
import { createWorkspace } from '../support/beginning.ts';
import { makeFolders } from '../support/folders.ts';
import { brokenScreens, withoutData } from './broken-screens.ts';
import { emptyScreens, firstScreens } from './first-screens.ts';
import { importScreens } from './import-screens.ts';
import { listScreens } from './list-screens.ts';
import { recordScreens } from './record-screens.ts';
import { type Sitting, savedIn } from './screen.ts';
import { salesScreens } from './sales-screens.ts';
import { settingsScreens } from './settings-screens.ts';
import { shellScreens } from './shell-screens.ts';
import { surveyScreens } from './survey-screens.ts';
import { withTeammate } from './team-screens.ts';
import { workScreens } from './work-screens.ts';

export const sittings: readonly Sitting[] = [
  {
    title: 'at first',
    begin: async () => undefined,
    screens: [...firstScreens, ...emptyScreens],
  },
  {
    title: 'with sample data',
    begin: ({ page }) =>
      createWorkspace(page, {
        userName: 'Anna Berg',
        workspaceName: 'Nordlicht',
        sampleData: true,
      }),
    screens: [
      ...listScreens,
      ...recordScreens,
      ...salesScreens,
      ...workScreens,
      ...surveyScreens,
      ...importScreens,
      ...settingsScreens,
      ...shellScreens,
      ...brokenScreens,
    ],
  },
  withTeammate,
  withoutData,
];

/** The app as a sitting begins with it, and what ends both. */
export async function sitDown({
  before,
  begin,
}: Sitting): Promise<{ readonly desktop: Desktop; readonly end: () => Promise<void> }> {
  const folders = makeFolders();
  const dataDir = folders.place('desktop');
  const saved = savedIn({ dataDir });
  for (const folder of [dataDir, saved]) mkdirSync(folder, { recursive: true });
  before?.(dataDir);
  const desktop = await launchApp({ dataDir, env: { RAPPORT_TEST_SAVE_DIR: saved } });
  const stop = await begin(desktop);
  return {
    desktop,
    end: async () => {
      await desktop.close();
      await stop?.();
      folders.removeAll();
    },
  };
}

/** Every page that an address can name, by a screen that shows it: a page without one does not compile. */
export const screenOfPage: Readonly<Record<Route['page'], string>> = {
  list: 'list of deals',
  record: 'a record of deals',
  forecast: 'forecast',
  duplicates: 'duplicates',
  quality: 'data quality',
  figures: 'survey figures',
  import: 'import',
  tasks: 'my tasks',
  inbox: 'inbox, with something in it',
  calendar: 'calendar, week',
  desk: 'service desk, all open',
  settings: 'settings, workspace',
};
