/** The custom fields of one entity: in their order, with those that were deleted below. */
import { ActionIcon, Button } from '@mantine/core';
import { useState } from 'react';
import { inPlace, type FieldDefinition } from '../../../crm/kernel/custom/definition.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { FIELD_TYPES } from '../../../crm/modules/customField/customField.entity.ts';
import { useActs } from '../acts/acts.ts';
import { Icon } from '../icons/icon.tsx';
import { DeletedDefinitions } from './deleted-definitions.tsx';
import { FieldEditor } from './field-editor.tsx';
import './custom.css';

const NEW = 'new';

interface FieldListProps {
  readonly entity: EntityDef;
  /** Of all entities. */
  readonly definitions: readonly FieldDefinition[];
}

export function FieldList({ entity, definitions }: FieldListProps) {
  const acts = useActs();
  const [editing, setEditing] = useState<string | null>(null);
  const own = inPlace(definitions.filter(({ on }) => on === entity.name));
  const live = own.filter(({ deletedAt }) => deletedAt === undefined);
  const deleted = own.filter(({ deletedAt }) => deletedAt !== undefined);
  const done = (): void => setEditing(null);
  return (
    <>
      {live.length === 0 && editing !== NEW && (
        <p className="field-help">
          No fields of your own yet. One that you add here is in every form, list, filter, import
          and export at once, on every desktop of the team.
        </p>
      )}
      <ol className="definitions">
        {live.map((field, index) => (
          <li key={field.id}>
            {editing === field.id ? (
              <FieldEditor entity={entity} field={field} onDone={done} />
            ) : (
              <div className="definition-row">
                <button
                  type="button"
                  className="definition-open"
                  onClick={() => setEditing(field.id)}
                >
                  <strong>{field.label}</strong>
                  <span className="field-help">{describe(field)}</span>
                </button>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move ${field.label ?? ''} up`}
                  disabled={index === 0}
                  onClick={() =>
                    void acts.command('customField.move', { id: field.id, by: -1 }, 'Field moved')
                  }
                >
                  <Icon name="arrow-up" size={14} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move ${field.label ?? ''} down`}
                  disabled={index === live.length - 1}
                  onClick={() =>
                    void acts.command('customField.move', { id: field.id, by: 1 }, 'Field moved')
                  }
                >
                  <Icon name="arrow-down" size={14} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Delete ${field.label ?? ''}`}
                  onClick={() =>
                    void acts.command(
                      'customField.delete',
                      { id: field.id },
                      `“${field.label ?? ''}” is gone; its values are kept`,
                    )
                  }
                >
                  <Icon name="trash" size={14} />
                </ActionIcon>
              </div>
            )}
          </li>
        ))}
      </ol>
      {editing === NEW ? (
        <FieldEditor entity={entity} field={undefined} onDone={done} />
      ) : (
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setEditing(NEW)}
        >
          Add a field
        </Button>
      )}
      <DeletedDefinitions
        things="fields"
        help="Their values are still in the records."
        all={deleted.map((field) => ({
          id: field.id,
          name: field.label ?? '',
          hint: describe(field),
        }))}
        onRestore={(id, name) =>
          void acts.command('customField.restore', { id }, `“${name}” is back`)
        }
      />
    </>
  );
}

function describe({ type, required, search }: FieldDefinition): string {
  const kind = FIELD_TYPES.find(({ value }) => value === type)?.label ?? 'of a newer version';
  return [
    kind,
    ...(required === true ? ['required'] : []),
    ...(search === true ? ['searched'] : []),
  ].join(', ');
}
