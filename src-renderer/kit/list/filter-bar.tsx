import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { memo, useCallback, useMemo, useState, type RefObject } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import type { Condition, Filter } from '../../../crm/kernel/query.ts';
import { closedByEscape } from '../acts/escape-layers.ts';
import { Icon } from '../icons/icon.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { conditionText, filterText, isCondition } from './condition-text.ts';
import { FilterBuilder } from './filter-builder.tsx';
import type { Asked, ListState } from './list-state.ts';
import { useFilterWords } from './use-filter-words.ts';

interface FilterBarProps {
  readonly entity: EntityDef;
  readonly state: Asked;
  readonly textInput: RefObject<HTMLInputElement | null>;
  readonly onChange: (part: Partial<ListState>) => void;
  readonly onLeaveText: () => void;
}

/** Not drawn again while the keyboard goes through the rows below. */
export const FilterBar = memo(function FilterBar(props: FilterBarProps) {
  const { entity, state, textInput, onChange, onLeaveText } = props;
  const [building, setBuilding] = useState(false);
  const { conditions, text } = state;
  // A letter stands there at once; the list has it when it has the rows for it.
  const [typed, setTyped] = useState({ text, from: text });
  if (typed.from !== text) setTyped({ text, from: text });
  const type = (next: string): void => {
    setTyped({ text: next, from: text });
    onChange({ text: next, activeIndex: 0 });
  };
  const many = entity.label.many.toLowerCase();
  const change = useCallback(
    (next: readonly Filter[]): void => onChange({ conditions: next, activeIndex: 0 }),
    [onChange],
  );
  const build = useCallback(() => setBuilding(true), []);

  return (
    <div className="filter-bar" role="search" aria-label={`Filter ${many}`}>
      <TextInput
        ref={textInput}
        className="filter-text"
        size="xs"
        placeholder={`Filter ${many}`}
        aria-label={`Filter ${many} by words`}
        leftSection={<Icon name="search" size={14} />}
        rightSection={
          typed.text === '' ? (
            <kbd className="key">/</kbd>
          ) : (
            <ActionIcon
              size={18}
              variant="subtle"
              color="gray"
              aria-label="Clear the words"
              onClick={() => type('')}
            >
              <Icon name="close" size={12} />
            </ActionIcon>
          )
        }
        value={typed.text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed.text !== '') type('');
          if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            onLeaveText();
          }
        }}
      />
      <Conditions entity={entity} conditions={conditions} onChange={change} onAll={build} />
      {building && (
        <FilterBuilder
          entity={entity}
          state={state}
          onClose={() => setBuilding(false)}
          onDone={(filters) => {
            setBuilding(false);
            change(filters);
          }}
        />
      )}
      {state.archived && (
        <span className="chip">
          <span className="chip-text">Archived only</span>
          <ActionIcon
            size={18}
            variant="subtle"
            color="gray"
            aria-label="Leave the archive"
            onClick={() => onChange({ archived: false, activeIndex: 0 })}
          >
            <Icon name="close" size={12} />
          </ActionIcon>
        </span>
      )}
    </div>
  );
});

interface ConditionsProps {
  readonly entity: EntityDef;
  readonly conditions: readonly Filter[];
  readonly onChange: (conditions: readonly Filter[]) => void;
  readonly onAll: () => void;
}

/** The button for another condition, which stays where it is, and those there are. Not drawn again while somebody types words. */
const Conditions = memo(function Conditions(props: ConditionsProps) {
  const { entity, conditions, onChange, onAll } = props;
  const [adding, setAdding] = useState(false);
  return (
    <>
      <Popover
        opened={adding}
        onChange={setAdding}
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
        closeOnEscape={false}
      >
        <Popover.Target>
          <Button
            className="filter-button"
            title="Add a condition"
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<Icon name="filter" size={14} />}
            onClick={() => setAdding((is) => !is)}
          >
            Filter
          </Button>
        </Popover.Target>
        <Popover.Dropdown onKeyDown={closedByEscape(() => setAdding(false))}>
          <ConditionEditor
            entity={entity}
            condition={null}
            onCancel={() => setAdding(false)}
            onAll={() => {
              setAdding(false);
              onAll();
            }}
            onDone={(condition) => {
              setAdding(false);
              // Asking the same twice asks nothing more.
              onChange([...conditions.filter((other) => !sameJson(other, condition)), condition]);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      {conditions.map((condition, index) => (
        <Chip
          key={JSON.stringify(condition)}
          entity={entity}
          filter={condition}
          onChange={(next) => onChange(conditions.with(index, next))}
          onAll={onAll}
          onRemove={() => onChange(conditions.toSpliced(index, 1))}
        />
      ))}
    </>
  );
});

interface ChipProps {
  readonly entity: EntityDef;
  readonly filter: Filter;
  readonly onChange: (condition: Condition) => void;
  readonly onAll: () => void;
  readonly onRemove: () => void;
}

function Chip({ entity, filter, onChange, onAll, onRemove }: ChipProps) {
  const [open, setOpen] = useState(false);
  const filters = useMemo(() => [filter], [filter]);
  const words = useFilterWords(entity, filters);
  if (!isCondition(filter)) {
    const sentence = filterText(entity, filters, words);
    return (
      <span className="chip">
        <button type="button" className="chip-text" title={sentence} onClick={onAll}>
          {sentence}
        </button>
        <RemoveChip label={`Remove the conditions ${sentence}`} onRemove={onRemove} />
      </span>
    );
  }
  const text = conditionText(entity, filter, words);
  return (
    <span className="chip">
      <Popover
        opened={open}
        onChange={setOpen}
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
        closeOnEscape={false}
      >
        <Popover.Target>
          <button
            type="button"
            className="chip-text"
            title={`${text.field} ${text.operator} ${text.operand}`}
            onClick={() => setOpen((is) => !is)}
          >
            {text.field} <span className="chip-operator">{text.operator}</span> {text.operand}
          </button>
        </Popover.Target>
        <Popover.Dropdown onKeyDown={closedByEscape(() => setOpen(false))}>
          <ConditionEditor
            entity={entity}
            condition={filter}
            onCancel={() => setOpen(false)}
            onAll={() => {
              setOpen(false);
              onAll();
            }}
            onDone={(next) => {
              setOpen(false);
              onChange(next);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <RemoveChip label={`Remove the condition on ${text.field}`} onRemove={onRemove} />
    </span>
  );
}

function RemoveChip({
  label,
  onRemove,
}: {
  readonly label: string;
  readonly onRemove: () => void;
}) {
  return (
    <ActionIcon size={18} variant="subtle" color="gray" aria-label={label} onClick={onRemove}>
      <Icon name="close" size={12} />
    </ActionIcon>
  );
}
