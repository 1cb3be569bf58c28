import { ActionIcon, Button } from '@mantine/core';
import { useState } from 'react';
import { customKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { inPlace, type ObjectDefinition } from '../../../crm/kernel/custom/definition.ts';
import { useActs } from '../acts/acts.ts';
import { Icon } from '../icons/icon.tsx';
import { useNavigation } from '../session/session.tsx';
import { DeletedDefinitions } from './deleted-definitions.tsx';
import { ObjectEditor } from './object-editor.tsx';
import './custom.css';

const NEW = 'new';

export function ObjectList({ definitions }: { readonly definitions: readonly ObjectDefinition[] }) {
  const acts = useActs();
  const { openList } = useNavigation();
  const [editing, setEditing] = useState<string | null>(null);
  const all = inPlace(definitions);
  const live = all.filter(({ deletedAt }) => deletedAt === undefined);
  const deleted = all.filter(({ deletedAt }) => deletedAt !== undefined);
  const done = (): void => setEditing(null);
  return (
    <>
      {live.length === 0 && editing !== NEW && (
        <p className="field-help">
          None yet. An object is a kind of record of your own, such as sites, contracts or assets:
          with a list, pages, notes, import and export. Its fields are added under “Fields”.
        </p>
      )}
      <ul className="definitions">
        {live.map((object) => (
          <li key={object.id}>
            {editing === object.id ? (
              <ObjectEditor object={object} onDone={done} />
            ) : (
              <div className="definition-row">
                <button
                  type="button"
                  className="definition-open"
                  onClick={() => setEditing(object.id)}
                >
                  <Icon name={object.icon ?? 'dot'} size={14} />
                  <strong>{object.many}</strong>
                  <span className="field-help">one is a {object.one?.toLowerCase()}</span>
                </button>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => openList(customKey(object.id))}
                >
                  Open
                </Button>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Delete ${object.many ?? ''}`}
                  onClick={() =>
                    void acts.command(
                      'customObject.delete',
                      { id: object.id },
                      `${object.many ?? ''} are gone; the records are kept`,
                    )
                  }
                >
                  <Icon name="trash" size={14} />
                </ActionIcon>
              </div>
            )}
          </li>
        ))}
      </ul>
      {editing === NEW ? (
        <ObjectEditor object={undefined} onDone={done} />
      ) : (
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setEditing(NEW)}
        >
          Add an object
        </Button>
      )}
      <DeletedDefinitions
        things="objects"
        help="Their records are kept."
        all={deleted.map(({ id, many = '' }) => ({ id, name: many }))}
        onRestore={(id, name) =>
          void acts.command('customObject.restore', { id }, `${name} are back`)
        }
      />
    </>
  );
}
