/** All conditions of a list with groups of them, in a dialog: nothing changes until it is applied. */
import { ActionIcon, Button, Modal, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Filter } from '../../../crm/kernel/query.ts';
import { ChoicesOverDialog } from '../fields/choices-place.ts';
import { numberFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { useFocusBack } from '../session/use-focus-back.ts';
import { ConditionFields } from './condition-fields.tsx';
import { filterText } from './condition-text.ts';
import {
  draftTree,
  FILTER_GROUPS_DEEP_MAX,
  filtersFrom,
  incompleteIn,
  isGroup,
  newCondition,
  newGroup,
  replaced,
  type DraftGroup,
  type DraftPart,
} from './filter-draft.ts';
import { selectionOf, type Asked } from './list-state.ts';
import { useFilterWords } from './use-filter-words.ts';

interface FilterBuilderProps {
  readonly entity: EntityDef;
  readonly state: Asked;
  readonly onDone: (filters: readonly Filter[]) => void;
  readonly onClose: () => void;
}

/** Ids within one opened dialog. */
function countedIds(): () => number {
  let last = 0;
  return () => (last += 1);
}

export function FilterBuilder({ entity, state, onDone, onClose }: FilterBuilderProps) {
  useFocusBack();
  const { locale } = useSession();
  const [newId] = useState(countedIds);
  const [added, setAdded] = useState<number | null>(null);
  const [root, setRoot] = useState<DraftGroup>(() => {
    const tree = draftTree(state.conditions, newId);
    return tree.parts.length > 0 ? tree : { ...tree, parts: [newCondition(newId)] };
  });
  const filters = useMemo(() => filtersFrom(entity, root), [entity, root]);
  const words = useFilterWords(entity, filters);
  const { result } = useLiveQuery(
    useMemo(
      () => ({
        ...selectionOf(entity, { ...state, conditions: filters }),
        sort: [],
        window: { offset: 0, limit: 0 },
      }),
      [entity, state, filters],
    ),
  );
  const incomplete = incompleteIn(entity, root);
  const count = result?.count ?? 0;
  const noun = (count === 1 ? entity.label.one : entity.label.many).toLowerCase();
  const text = filterText(
    entity,
    filters,
    words,
    root.join === 'any' && filters.length > 1 ? 'or' : 'and',
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Filter ${entity.label.many.toLowerCase()}`}
      size={760}
      yOffset="6vh"
      closeButtonProps={{ 'aria-label': 'Close without applying' }}
    >
      <form
        className="filter-builder"
        aria-label={`Conditions on ${entity.label.many.toLowerCase()}`}
        onSubmit={(event) => {
          event.preventDefault();
          onDone(filters);
        }}
      >
        <ChoicesOverDialog value={true}>
          <Parts
            entity={entity}
            group={root}
            depth={1}
            newId={newId}
            added={added}
            onAdd={setAdded}
            onChange={(next) =>
              setRoot(next === null ? { ...root, join: 'all', parts: [newCondition(newId)] } : next)
            }
          />
        </ChoicesOverDialog>
        <p className="filter-sentence">
          {text === ''
            ? `All ${entity.label.many.toLowerCase()}.`
            : `${entity.label.many} where ${text}.`}
        </p>
        <div className="dialog-foot filter-foot">
          <span role="status" className="field-help">
            {result !== undefined && `${numberFormat(locale, {}).format(count)} ${noun}`}
            {incomplete > 0 &&
              `, without ${incomplete === 1 ? 'a condition that is' : `${incomplete} conditions that are`} not complete`}
          </span>
          <Button variant="subtle" color="gray" onClick={() => onDone([])}>
            Clear
          </Button>
          <Button type="submit">Apply</Button>
        </div>
      </form>
    </Modal>
  );
}

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

function Parts(props: PartsProps) {
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
              <Parts
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
