/** The one list of what can be on the glass. A new screen is a line in one of these files. */
import type { Route } from '../../../src-renderer/app/route.ts';
import { createWorkspace } from '../support/beginning.ts';
import { emptyScreens, firstScreens } from './first-screens.ts';
import { listScreens } from './list-screens.ts';
import { recordScreens } from './record-screens.ts';
import type { Sitting } from './screen.ts';
import { settingsScreens } from './settings-screens.ts';
import { shellScreens } from './shell-screens.ts';
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
      ...workScreens,
      ...settingsScreens,
      ...shellScreens,
    ],
  },
  withTeammate,
];

/** Every page that an address can name, by a screen that shows it: a page without one does not compile. */
export const screenOfPage: Readonly<Record<Route['page'], string>> = {
  list: 'list of deals',
  record: 'a record of deals',
  forecast: 'forecast',
  duplicates: 'duplicates',
  import: 'import',
  tasks: 'my tasks',
  calendar: 'calendar, week',
  desk: 'service desk, all open',
  settings: 'settings, workspace',
};
