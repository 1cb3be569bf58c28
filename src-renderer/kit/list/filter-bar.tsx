import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { useState, type RefObject } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import type { Condition } from '../../../crm/kernel/query.ts';
import { useLinkTitles } from '../fields/use-link-titles.ts';
import { Icon } from '../icons/icon.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { conditionText, linkedKeys } from './condition-text.ts';
import type { ListState } from './list-state.ts';

interface FilterBarProps {
  readonly entity: EntityDef;
  readonly state: ListState;
  readonly textInput: RefObject<HTMLInputElement | null>;
  readonly onChange: (part: Partial<ListState>) => void;
  readonly onLeaveText: () => void;
}

export function FilterBar({ entity, state, textInput, onChange, onLeaveText }: FilterBarProps) {
  const [adding, setAdding] = useState(false);
  const { conditions } = state;
  const change = (next: readonly Condition[]): void =>
    onChange({ conditions: next, activeIndex: 0 });

  return (
    <div
      className="filter-bar"
      role="search"
      aria-label={`Filter ${entity.label.many.toLowerCase()}`}
    >
      <TextInput
        ref={textInput}
        className="filter-text"
        size="xs"
        placeholder={`Filter ${entity.label.many.toLowerCase()}`}
        aria-label={`Filter ${entity.label.many.toLowerCase()} by words`}
        leftSection={<Icon name="search" size={14} />}
        rightSection={
          state.text === '' ? (
            <kbd className="key">/</kbd>
          ) : (
            <ActionIcon
              size={18}
              variant="subtle"
              color="gray"
              aria-label="Clear the words"
              onClick={() => onChange({ text: '', activeIndex: 0 })}
            >
              <Icon name="close" size={12} />
            </ActionIcon>
          )
        }
        value={state.text}
        onChange={(event) => onChange({ text: event.currentTarget.value, activeIndex: 0 })}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && state.text !== '') onChange({ text: '', activeIndex: 0 });
          if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            onLeaveText();
          }
        }}
      />
      {conditions.map((condition, index) => (
        <Chip
          key={JSON.stringify(condition)}
          entity={entity}
          condition={condition}
          onChange={(next) => change(conditions.with(index, next))}
          onRemove={() => change(conditions.toSpliced(index, 1))}
        />
      ))}
      <Popover
        opened={adding}
        onChange={setAdding}
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<Icon name="filter" size={14} />}
            onClick={() => setAdding((is) => !is)}
          >
            Filter
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <ConditionEditor
            entity={entity}
            condition={null}
            onCancel={() => setAdding(false)}
            onDone={(condition) => {
              setAdding(false);
              // Asking the same twice asks nothing more.
              change([...conditions.filter((other) => !sameJson(other, condition)), condition]);
            }}
          />
        </Popover.Dropdown>
      </Popover>
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
}

interface ChipProps {
  readonly entity: EntityDef;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}

function Chip({ entity, condition, onChange, onRemove }: ChipProps) {
  const [open, setOpen] = useState(false);
  const field = entity.fields[condition.field];
  const target = field !== undefined && 'to' in field ? field.to : 'user';
  const titles = useLinkTitles(target, linkedKeys(field, condition));
  const text = conditionText(entity, condition, titles);
  return (
    <span className="chip">
      <Popover
        opened={open}
        onChange={setOpen}
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <button type="button" className="chip-text" onClick={() => setOpen((is) => !is)}>
            {text.field} <span className="chip-operator">{text.operator}</span> {text.operand}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <ConditionEditor
            entity={entity}
            condition={condition}
            onCancel={() => setOpen(false)}
            onDone={(next) => {
              setOpen(false);
              onChange(next);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <ActionIcon
        size={18}
        variant="subtle"
        color="gray"
        aria-label={`Remove the condition on ${text.field}`}
        onClick={onRemove}
      >
        <Icon name="close" size={12} />
      </ActionIcon>
    </span>
  );
}
