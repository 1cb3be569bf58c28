/** From a record to the one before it and the next of the list that one came from. */
import { ActionIcon } from '@mantine/core';
import { memo, useEffect } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { Icon } from '../icons/icon.tsx';
import { useNavigation, type ListPlace } from '../session/session.tsx';
import { isTyping } from '../session/typing.ts';
import { useNeighbours } from './use-neighbours.ts';

interface NeighboursProps {
  readonly entity: EntityDef;
  readonly id: string;
  readonly from: ListPlace | undefined;
}

export const Neighbours = memo(function Neighbours({ entity, id, from }: NeighboursProps) {
  const { openRecord } = useNavigation();
  const { previous, next, place } = useNeighbours(id, from);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // With Alt too: in a text the arrows go by paragraphs on some systems, and in a choice they open it.
      if (event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      const down = event.key === (event.altKey ? 'ArrowDown' : 'j');
      const up = event.key === (event.altKey ? 'ArrowUp' : 'k');
      const neighbour = down ? next : up ? previous : null;
      if (neighbour === null) return;
      event.preventDefault();
      openRecord(entity.name, neighbour.id, neighbour.from);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [entity, next, previous, openRecord]);

  // Alone there is nowhere to go.
  if (previous === null && next === null) return null;
  const button = (label: string, icon: string, key: string, neighbour: typeof next) => (
    <ActionIcon
      variant="default"
      size={28}
      aria-label={label}
      title={`${label} (${key})`}
      disabled={neighbour === null}
      onClick={() => neighbour !== null && openRecord(entity.name, neighbour.id, neighbour.from)}
    >
      <Icon name={icon} size={14} />
    </ActionIcon>
  );
  return (
    <div className="record-neighbours">
      <span className="record-place">{place}</span>
      {button('Previous record', 'chevron-up', 'K', previous)}
      {button('Next record', 'chevron-down', 'J', next)}
    </div>
  );
});
