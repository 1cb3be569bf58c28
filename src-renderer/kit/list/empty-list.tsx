import { Button, Group } from '@mantine/core';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { Icon } from '../icons/icon.tsx';
import { useNavigation } from '../session/session.tsx';
import type { ListState } from './list-state.ts';

interface EmptyListProps {
  readonly entity: EntityDef;
  readonly state: ListState;
  readonly onState: (part: Partial<ListState>) => void;
}

/** An empty list says why it is empty and what to do about it. */
export function EmptyList({ entity, state, onState }: EmptyListProps) {
  const { create, openImport } = useNavigation();
  const many = entity.label.many.toLowerCase();
  const filtered = state.text !== '' || state.conditions.length > 0;
  if (filtered) {
    return (
      <div className="empty">
        <Icon name="filter" size={28} />
        <h2>No {many} match</h2>
        <p>None of them has all that the filter asks for.</p>
        <Button
          variant="light"
          onClick={() => onState({ text: '', conditions: [], activeIndex: 0 })}
        >
          Clear the filter
        </Button>
      </div>
    );
  }
  if (state.archived) {
    return (
      <div className="empty">
        <Icon name="archive" size={28} />
        <h2>Nothing is archived</h2>
        <p>Archived {many} leave the lists and can be brought back from here.</p>
        <Button variant="light" onClick={() => onState({ archived: false })}>
          Back to the list
        </Button>
      </div>
    );
  }
  return (
    <div className="empty">
      <Icon name={entity.icon} size={28} />
      <h2>No {many} yet</h2>
      <p>
        Add the first one, or bring them in from a file: what you add is on this desktop at once,
        online or not.
      </p>
      <Group gap={8} justify="center">
        <Button
          variant="light"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => create(entity.name)}
        >
          New {entity.label.one.toLowerCase()}
        </Button>
        <Button
          variant="default"
          leftSection={<Icon name="upload" size={14} />}
          onClick={() => openImport(entity.name)}
        >
          Import a file
        </Button>
      </Group>
    </div>
  );
}
