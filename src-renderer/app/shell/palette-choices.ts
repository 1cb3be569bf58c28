/** What Ctrl-K offers besides records: commands, places and views. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { forecastFieldsOf } from '../../../crm/modules/deal/forecast.ts';
import { workModules } from '../../../crm/modules/registry.ts';
import type { ViewRow } from '../../../crm/modules/view/view-content.ts';
import type { Acts } from '../../kit/acts/acts.ts';
import { CALENDAR_START } from '../../kit/calendar/calendar-place.ts';
import { BOARD_START } from '../../kit/board/board-place.ts';
import { stageFieldOf } from '../../kit/board/stage-columns.ts';
import { setDensity } from '../../kit/list/density.ts';
import { exportWorkspace } from '../../kit/export/export-workspace.ts';
import type { Navigation, Session } from '../../kit/session/session.tsx';
import { ALL_VIEW, savedView, standardViews } from '../../kit/views/standard-views.ts';
import { bridge } from '../bridge.ts';
import { DESK_START, listOf } from '../route.ts';
import type { Router } from '../router.ts';
import { settingsSections } from '../settings/sections.ts';
import type { Choice } from './palette-rank.ts';

export interface PaletteActs {
  readonly router: Router;
  readonly session: Session;
  readonly acts: Acts;
  readonly exportShown: () => void;
  readonly showShortcuts: () => void;
  readonly showReminders: () => void;
  readonly openLetters: () => void;
}

export function commandChoices(palette: PaletteActs): readonly Choice[] {
  const { router, session, acts } = palette;
  const command = (icon: string, title: string, run: () => void, note = ''): Choice => ({
    key: `command ${title}`,
    icon,
    title,
    note,
    run,
  });
  const entities = workModules.map(({ entity }) => entity);
  return [
    ...entities.map((entity) =>
      command(entity.icon, `Go to ${entity.label.many}`, () => router.go(listOf(entity.name))),
    ),
    command('inbox', 'Go to Inbox', () => router.go({ page: 'inbox' })),
    command('checkbox', 'Go to My tasks', () => router.go({ page: 'tasks' })),
    command('calendar', 'Go to Calendar', () =>
      router.go({ page: 'calendar', place: CALENDAR_START }),
    ),
    command('clock', 'Go to Service desk', () => router.go({ page: 'desk', place: DESK_START })),
    command('check', 'Data quality', () => router.go({ page: 'quality' })),
    command('star', 'Survey figures', () => router.go({ page: 'figures', place: {} })),
    command('bell', 'Reminders', palette.showReminders),
    ...entities.map((entity) =>
      command('plus', `New ${entity.label.one.toLowerCase()}`, () =>
        session.navigation.create(entity.name),
      ),
    ),
    ...entities.flatMap((entity) => placesOf(entity, router, command)),
    command('upload', 'Import a file', () => router.go({ page: 'import', entity: undefined })),
    command(
      'mail',
      'Take in e-mails',
      palette.openLetters,
      'Files that a mail program saved (.eml)',
    ),
    command('download', 'Export the list on screen', palette.exportShown),
    command(
      'download',
      'Export everything',
      () => void exportWorkspace(session),
      'All records, links and notes as one file',
    ),
    command('undo', 'Undo', () => void acts.undo()),
    command('redo', 'Redo', () => void acts.redo()),
    ...(['light', 'dark', 'system'] as const).map((theme) =>
      command('sun', `Appearance: ${theme === 'system' ? 'as the system' : theme}`, () => {
        void bridge.invoke('theme.set', { theme });
      }),
    ),
    ...(['comfortable', 'compact'] as const).map((density) =>
      command('stack', `Density: ${density}`, () => setDensity(density)),
    ),
    command('keyboard', 'Keyboard shortcuts', palette.showShortcuts),
    command('settings', 'Settings', () => router.go({ page: 'settings' })),
    ...settingsSections.map(({ key, label, icon }) =>
      command(icon, `Settings: ${label}`, () => router.go({ page: 'settings', section: key })),
    ),
  ];
}

function placesOf(
  entity: EntityDef,
  router: Router,
  command: (icon: string, title: string, run: () => void) => Choice,
): readonly Choice[] {
  const { many } = entity.label;
  return [
    ...(stageFieldOf(entity) === undefined
      ? []
      : [
          command('layout-kanban', `Board of ${many.toLowerCase()}`, () =>
            router.go({ ...listOf(entity.name), board: BOARD_START }),
          ),
        ]),
    ...(entity.duplicates === undefined
      ? []
      : [
          command('arrows-join', `Duplicates among ${many.toLowerCase()}`, () =>
            router.go({ page: 'duplicates', entity: entity.name }),
          ),
        ]),
    ...(forecastFieldsOf(entity) === undefined
      ? []
      : [
          command('arrow-up-right', `Forecast of ${many.toLowerCase()}`, () =>
            router.go({ page: 'forecast', entity: entity.name }),
          ),
        ]),
  ];
}

/** Saved views and those that every list has, each with the list that it is of. */
export function viewChoices(rows: readonly ViewRow[], navigation: Navigation): readonly Choice[] {
  return workModules.flatMap(({ entity }) =>
    [
      ...rows.filter((row) => row.module === entity.name).map(savedView),
      ...standardViews(entity).filter(({ key }) => key !== ALL_VIEW),
    ].map((view) => ({
      key: `view ${entity.name} ${view.key}`,
      icon: view.icon,
      title: view.name,
      note: entity.label.many,
      run: () => navigation.openView(entity.name, view.key),
    })),
  );
}
