/** Conditions and groups of them, each to be changed, joined otherwise or taken out. */
import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { Icon } from '../icons/icon.tsx';
import { ConditionFields } from './condition-fields.tsx';
import {
  FILTER_GROUPS_DEEP_MAX,
  isGroup,
  newCondition,
  newGroup,
  replaced,
  type DraftGroup,
  type DraftPart,
} from './filter-draft.ts';

interface PartsProps {
  readonly entity: EntityDef;
  readonly group: DraftGroup;
  readonly depth: number;
  readonly newId: () => number;
  /** The condition that was added last: it takes the focus. */
  readonly added: number | null;
  readonly onAdd: (id: number | null) => void;
  /** null: the group goes. */
  readonly onChange: (group: DraftGroup | null) => void;
}

export function FilterParts(props: PartsProps) {
  const { entity, group, depth, newId, added, onChange } = props;
  const change = (id: number, part: DraftPart | null): void => {
    const next = replaced(group, id, part);
    onChange(next.parts.length === 0 ? null : next);
  };
  const add = (part: DraftPart): void => {
    const [first] = isGroup(part) ? part.parts : [part];
    props.onAdd(first?.id ?? null);
    onChange({ ...group, parts: [...group.parts, part] });
  };
  return (
    <div role="group" aria-label={group.join === 'all' ? 'All of these' : 'Any of these'}>
      <div className="filter-join">
        <SegmentedControl
          size="xs"
          aria-label="How the conditions belong together"
          value={group.join}
          data={[
            { value: 'all', label: 'All of these' },
            { value: 'any', label: 'Any of these' },
          ]}
          onChange={(join) => onChange({ ...group, join: join === 'any' ? 'any' : 'all' })}
        />
        {depth > 1 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Remove the group"
            onClick={() => onChange(null)}
          >
            <Icon name="close" size={14} />
          </ActionIcon>
        )}
      </div>
      <ul className="filter-parts">
        {group.parts.map((part, at) => (
          <li key={part.id} className={isGroup(part) ? 'filter-group' : 'filter-condition'}>
            {at > 0 && (
              <span className="filter-word" aria-hidden="true">
                {group.join === 'all' ? 'and' : 'or'}
              </span>
            )}
            {isGroup(part) ? (
              <FilterParts
                entity={entity}
                group={part}
                depth={depth + 1}
                newId={newId}
                added={added}
                onAdd={props.onAdd}
                onChange={(next) => change(part.id, next)}
              />
            ) : (
              <>
                <ConditionFields
                  entity={entity}
                  draft={part.condition}
                  autoFocus={part.id === added || (depth === 1 && part.condition.field === null)}
                  labelled={false}
                  onDraft={(condition) => change(part.id, { ...part, condition })}
                />
                <ActionIcon
                  className="filter-remove"
                  variant="subtle"
                  color="gray"
                  aria-label="Remove the condition"
                  onClick={() => change(part.id, null)}
                >
                  <Icon name="close" size={14} />
                </ActionIcon>
              </>
            )}
          </li>
        ))}
      </ul>
      <div className="filter-add">
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Icon name="plus" size={12} />}
          onClick={() => add(newCondition(newId))}
        >
          Condition
        </Button>
        {depth < FILTER_GROUPS_DEEP_MAX && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<Icon name="plus" size={12} />}
            onClick={() => add(newGroup(newId))}
          >
            Group
          </Button>
        )}
      </div>
    </div>
  );
}
