import { Modal } from '@mantine/core';
import { memo } from 'react';
import type { ModuleDef } from '../../../crm/kernel/command.ts';
import { useWorkModules } from '../../kit/session/use-definitions.ts';
import { calendarKey, deskKey, goKeys, inboxKey, remindersKey, tasksKey } from './go-keys.ts';

const COMMAND = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';

interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

interface Group {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

const groupsWith = (modules: readonly ModuleDef[]): readonly Group[] => [
  {
    title: 'Anywhere',
    shortcuts: [
      { keys: [COMMAND, 'K'], does: 'Search everything' },
      { keys: ['N'], does: 'New record of what is on screen' },
      { keys: [COMMAND, 'Shift', 'I'], does: 'Import a file' },
      { keys: [COMMAND, 'Z'], does: 'Undo the last act' },
      { keys: [COMMAND, 'Shift', 'Z'], does: 'Do it again' },
      { keys: ['Alt', '←'], does: 'Back' },
      { keys: ['Alt', '→'], does: 'Forward' },
      { keys: [COMMAND, ','], does: 'Settings' },
      { keys: ['?'], does: 'This sheet' },
    ],
  },
  {
    title: 'Go to',
    shortcuts: [
      { keys: ['G', inboxKey.toUpperCase()], does: 'Inbox' },
      { keys: ['G', tasksKey.toUpperCase()], does: 'My tasks' },
      { keys: ['G', calendarKey.toUpperCase()], does: 'Calendar' },
      { keys: ['G', deskKey.toUpperCase()], does: 'Service desk' },
      { keys: ['G', remindersKey.toUpperCase()], does: 'Reminders' },
      ...modules.flatMap(({ entity }) => {
        const key = goKeys(modules)[entity.name];
        return key === undefined
          ? []
          : [{ keys: ['G', key.toUpperCase()], does: entity.label.many }];
      }),
    ],
  },
  {
    title: 'In a list',
    shortcuts: [
      { keys: ['↑', '↓'], does: 'Move; with Shift select' },
      { keys: ['Enter'], does: 'Open' },
      { keys: ['X'], does: 'Select or not' },
      { keys: [COMMAND, 'A'], does: 'Select all that match' },
      { keys: ['→'], does: 'Into the cells of the row' },
      { keys: ['←', '→'], does: 'In groups: to the line over them, fold, unfold' },
      { keys: ['/'], does: 'Filter by words' },
      { keys: [COMMAND, 'Shift', '←', '→'], does: 'In the head of a column: move it' },
      { keys: [COMMAND, 'Shift', 'E'], does: 'Export what the list shows' },
      { keys: ['Esc'], does: 'Clear the selection' },
    ],
  },
  {
    title: 'In the cells of a list',
    shortcuts: [
      { keys: ['↑', '↓', '←', '→'], does: 'Move; with Shift mark, with Ctrl to the edge' },
      { keys: ['Enter'], does: 'Edit; again: save and go down' },
      { keys: ['A', '…', 'Z'], does: 'Write over what stands there' },
      { keys: ['Tab'], does: 'Save and go right' },
      { keys: ['Space'], does: 'Tick or not; elsewhere select the row' },
      { keys: ['Home', 'End'], does: 'First or last cell of the row; with Ctrl of the list' },
      { keys: ['Del'], does: 'Clear what is marked' },
      { keys: [COMMAND, 'C'], does: 'Copy what is marked' },
      { keys: [COMMAND, 'V'], does: 'Paste a block of cells' },
      { keys: [COMMAND, 'D'], does: 'Fill down' },
      { keys: [COMMAND, 'Enter'], does: 'Open the record' },
      { keys: ['Esc'], does: 'Back to the row' },
    ],
  },
  {
    title: 'On a board',
    shortcuts: [
      { keys: ['V'], does: 'Board or list' },
      { keys: ['↑', '↓', '←', '→'], does: 'Move; with Shift move the card' },
      { keys: ['Space'], does: 'Lift the card, and drop it' },
      { keys: ['Esc'], does: 'Leave the lifted card where it was' },
    ],
  },
  {
    title: 'On a record',
    shortcuts: [
      { keys: ['J'], does: 'Next of the list' },
      { keys: ['K'], does: 'Previous of the list' },
      { keys: ['Enter'], does: 'Edit the field' },
      { keys: ['Tab'], does: 'Save and edit the next' },
      { keys: ['Esc'], does: 'Leave the field as it was' },
      { keys: ['Q'], does: 'Log an activity' },
      { keys: ['C'], does: 'Comment' },
      { keys: ['F'], does: 'Follow it or no longer' },
      { keys: ['S'], does: 'Share it' },
      { keys: ['I'], does: 'Fill in what is missing' },
    ],
  },
  {
    title: 'Logging an activity',
    shortcuts: [
      { keys: ['C', 'M', 'T', 'N', 'E'], does: 'Call, meeting, task, note, e-mail' },
      { keys: ['1', '…', '5'], does: 'Outcome of the call, or day of the task' },
      { keys: ['Alt', '1', '…', '5'], does: 'The same while writing' },
      { keys: [COMMAND, 'Enter'], does: 'Save' },
    ],
  },
  {
    title: 'Tickets',
    shortcuts: [
      { keys: ['↑', '↓'], does: 'On the desk: the one before, the next' },
      { keys: ['Enter'], does: 'On the desk: open it' },
      { keys: ['W'], does: 'Make it yours' },
      { keys: ['F'], does: 'On the desk: take the next one that nobody has' },
      { keys: ['R'], does: 'Write a reply' },
      { keys: ['Alt', 'S'], does: 'Put in a saved reply' },
      { keys: ['Alt', 'A'], does: 'Put in an article, and link it' },
      { keys: ['1', '2', '3'], does: 'Link a suggested article' },
      { keys: [COMMAND, 'Enter'], does: 'Mark the reply as sent' },
    ],
  },
  {
    title: 'In the calendar',
    shortcuts: [
      { keys: ['↑', '↓', '←', '→'], does: 'Choose a time; of what is selected, move it' },
      { keys: ['Shift', '↑', '↓'], does: 'Let it end earlier or later' },
      { keys: ['J', 'K'], does: 'Select the next or the previous one' },
      { keys: ['Enter'], does: 'Plan something then, or open what is selected' },
      { keys: ['Space'], does: 'What can be done with it' },
      { keys: ['Esc'], does: 'Leave it where it was; then let go of it' },
      { keys: ['E'], does: 'It is done' },
      { keys: ['Delete'], does: 'It does not take place' },
      { keys: ['1', '2', '3'], does: 'Day, week, month' },
      { keys: ['Page ↑', 'Page ↓'], does: 'Earlier, later' },
      { keys: ['Home'], does: 'Today' },
    ],
  },
  {
    title: 'In the inbox',
    shortcuts: [
      { keys: ['J', 'K'], does: 'The next, the one before' },
      { keys: ['Enter'], does: 'Open it' },
      { keys: ['E'], does: 'It is seen to' },
      { keys: ['M'], does: 'No more notifications of this record' },
    ],
  },
  {
    title: 'In my tasks',
    shortcuts: [{ keys: ['E'], does: 'Complete the task' }],
  },
];

export const ShortcutSheet = memo(function ShortcutSheet({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const modules = useWorkModules();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      size={720}
      closeButtonProps={{ 'aria-label': 'Close the shortcuts' }}
    >
      <div className="shortcuts">
        {groupsWith(modules).map((group) => (
          <section key={group.title}>
            <h2>{group.title}</h2>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.does}>
                  <dt>
                    {shortcut.keys.map((key) => (
                      <kbd key={key} className="key">
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{shortcut.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
});
