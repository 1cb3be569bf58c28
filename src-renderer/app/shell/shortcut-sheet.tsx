import { Modal } from '@mantine/core';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { goKeys } from './go-keys.ts';

const COMMAND = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';

interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

const GROUPS: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Anywhere',
    shortcuts: [
      { keys: [COMMAND, 'K'], does: 'Search everything' },
      { keys: ['N'], does: 'New record of what is on screen' },
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
    shortcuts: Object.entries(goKeys).map(([entity, key]) => ({
      keys: ['G', key.toUpperCase()],
      does: entityNamed(entity)?.label.many ?? entity,
    })),
  },
  {
    title: 'In a list',
    shortcuts: [
      { keys: ['↑', '↓'], does: 'Move; with Shift select' },
      { keys: ['Enter'], does: 'Open' },
      { keys: ['X'], does: 'Select or not' },
      { keys: [COMMAND, 'A'], does: 'Select all that match' },
      { keys: ['/'], does: 'Filter by words' },
      { keys: [COMMAND, 'Shift', 'E'], does: 'Export what the list shows' },
      { keys: ['Esc'], does: 'Clear the selection' },
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
    ],
  },
];

export function ShortcutSheet({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      size={720}
      closeButtonProps={{ 'aria-label': 'Close the shortcuts' }}
    >
      <div className="shortcuts">
        {GROUPS.map((group) => (
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
}
