/** Keys of the whole window. Each also stands in the sheet (`shortcut-sheet.tsx`) and most of them in the menu. */
import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { workspaceOfPlace } from '../../../crm/contracts/open-link.contract.ts';
import type { MenuCommand } from '../../../crm/contracts/ipc.contract.ts';
import { actsOf } from '../../kit/acts/acts.ts';
import { sayProblem } from '../../kit/acts/toast.tsx';
import { CALENDAR_START } from '../../kit/calendar/calendar-place.ts';
import { isTyping } from '../../kit/session/typing.ts';
import type { WorkerClient } from '../../kit/session/worker-client.ts';
import { bridge } from '../bridge.ts';
import { DESK_START, listOf, parseRoute } from '../route.ts';
import type { Router } from '../router.ts';
import { useWorkModules } from '../../kit/session/use-definitions.ts';
import { followFirstLetter } from './first-letter.ts';
import { calendarKey, deskKey, goKeys, inboxKey, remindersKey, tasksKey } from './go-keys.ts';

interface ShortcutTargets {
  readonly router: Router;
  readonly client: WorkerClient;
  readonly workspaceId: string;
  readonly newRecord: () => void;
  readonly exportList: () => void;
  readonly openSearch: () => void;
  readonly openShortcuts: () => void;
  readonly openReminders: () => void;
}

/** While a dialog or a form is open, single letters belong to it. */
function isBlocked(event: KeyboardEvent): boolean {
  return isTyping(event.target) || document.querySelector('[role="dialog"]') !== null;
}

/** Each key decides for itself whether a text field keeps it. */
const ALWAYS = { ignore: (event: KeyboardEvent) => event.repeat && event.key !== 'z' };

export function useShortcuts(targets: ShortcutTargets): void {
  const latest = useRef(targets);
  useEffect(() => {
    latest.current = targets;
  });

  const all = useWorkModules();
  useEffect(() => {
    const act =
      (run: (now: ShortcutTargets) => void) =>
      (event: KeyboardEvent): void => {
        event.preventDefault();
        run(latest.current);
      };
    const quiet =
      (run: (now: ShortcutTargets) => void) =>
      (event: KeyboardEvent): void => {
        // The second key of a sequence is no key of its own.
        if (event.defaultPrevented || isBlocked(event)) return;
        event.preventDefault();
        run(latest.current);
      };
    const outsideText =
      (run: (now: ShortcutTargets) => void) =>
      (event: KeyboardEvent): void => {
        if (isTyping(event.target)) return;
        event.preventDefault();
        run(latest.current);
      };
    const goTo: readonly (readonly [key: string, run: (now: ShortcutTargets) => void])[] = [
      ...Object.entries(goKeys(all)).map(
        ([entity, key]) =>
          [key, ({ router }: ShortcutTargets) => router.go(listOf(entity))] as const,
      ),
      [inboxKey, ({ router }) => router.go({ page: 'inbox' })],
      [tasksKey, ({ router }) => router.go({ page: 'tasks' })],
      [remindersKey, ({ openReminders }) => openReminders()],
      [deskKey, ({ router }) => router.go({ page: 'desk', place: DESK_START })],
      [calendarKey, ({ router }) => router.go({ page: 'calendar', place: CALENDAR_START })],
    ];
    // Each sequence listens for itself: within one listener, the first that is complete leaves those after it
    // half-way, waiting for their second key.
    const stops = goTo.map(([key, run]) => tinykeys(window, { [`g ${key}`]: quiet(run) }, ALWAYS));
    const stopKeys = tinykeys(
      window,
      {
        '$mod+k': act(({ openSearch }) => openSearch()),
        '$mod+n': act(({ newRecord }) => newRecord()),
        '$mod+Shift+i': act(({ router }) => router.go({ page: 'import', entity: undefined })),
        '$mod+Shift+e': act(({ exportList }) => exportList()),
        '$mod+,': act(({ router }) => router.go({ page: 'settings' })),
        '$mod+z': outsideText(({ client }) => void actsOf(client).undo()),
        '$mod+Shift+z': outsideText(({ client }) => void actsOf(client).redo()),
        '$mod+y': outsideText(({ client }) => void actsOf(client).redo()),
        // In a text they lead from word to word on some systems.
        'Alt+ArrowLeft': outsideText(({ router }) => router.back()),
        'Alt+ArrowRight': outsideText(({ router }) => router.forward()),
        n: quiet(({ newRecord }) => newRecord()),
        '/': quiet(({ openSearch }) => focusFilter() || openSearch()),
        '?': quiet(({ openShortcuts }) => openShortcuts()),
        'Shift+?': quiet(({ openShortcuts }) => openShortcuts()),
      },
      ALWAYS,
    );
    return () => [stopKeys, ...stops].forEach((stop) => stop());
  }, [all]);

  useEffect(followFirstLetter, []);

  useEffect(() => {
    const stopMenu = bridge.on('menu.command', ({ command }) =>
      runCommand(command, latest.current),
    );
    const stopRoute = bridge.on('route.open', ({ route }) => {
      const elsewhere = workspaceOfPlace(route);
      const place = parseRoute(route);
      if (elsewhere !== null && elsewhere !== latest.current.workspaceId) {
        sayProblem({
          message: 'This link is to a place in another workspace.',
          remedy: 'Open it in the profile that has that workspace.',
        });
      } else if (place !== null) latest.current.router.go(place);
    });
    return () => {
      stopMenu();
      stopRoute();
    };
  }, []);
}

function focusFilter(): boolean {
  const filter = document.querySelector<HTMLInputElement>('.filter-text input');
  filter?.focus();
  return filter !== null;
}

function runCommand(command: MenuCommand, targets: ShortcutTargets): void {
  switch (command) {
    case 'record.new':
      return targets.newRecord();
    case 'import.open':
      return targets.router.go({ page: 'import', entity: undefined });
    case 'edit.undo':
      return void actsOf(targets.client).undo();
    case 'edit.redo':
      return void actsOf(targets.client).redo();
    case 'edit.find':
      if (!focusFilter()) targets.openSearch();
      return undefined;
    case 'search.open':
      return targets.openSearch();
    case 'shortcuts.show':
      return targets.openShortcuts();
    case 'export.open':
      return targets.exportList();
    case 'settings.open':
    case 'about.show':
      return targets.router.go({ page: 'settings' });
    default:
      return command satisfies never;
  }
}
