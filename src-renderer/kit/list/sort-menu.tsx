import { ActionIcon, Button, Popover, Select, Stack } from '@mantine/core';
import { memo, useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Sort } from '../../../crm/kernel/query.ts';
import { POPUP_PROPS } from '../fields/use-leave.ts';
import { Icon } from '../icons/icon.tsx';
import { canBeSorted, fieldAt, pathChoices } from './field-paths.ts';
import { SORTS_MAX } from './list-state.ts';

interface SortMenuProps {
  readonly entity: EntityDef;
  readonly sort: readonly Sort[];
  readonly onSort: (sort: readonly Sort[]) => void;
}

/** Every level of the order, the most significant first; also by fields that are no column. */
export const SortMenu = memo(function SortMenu({ entity, sort, onSort }: SortMenuProps) {
  const choices = useMemo(() => pathChoices(entity, canBeSorted), [entity]);
  const left = choices
    .map(({ group, items }) => ({
      group,
      items: items.filter(({ value }) => !sort.some(({ field }) => field === value)),
    }))
    .filter(({ items }) => items.length > 0);
  const first = sort[0] === undefined ? undefined : fieldAt(entity, sort[0].field)?.label;
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          className="toolbar-button"
          variant="subtle"
          color="gray"
          size="xs"
          title={first === undefined ? 'Sort' : `Sorted by ${first}`}
          leftSection={<Icon name="arrows-sort" size={14} />}
        >
          {sort.length > 1 ? `Sort (${sort.length})` : 'Sort'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8} w={300} {...POPUP_PROPS}>
          <ol className="sort-list" aria-label="Order">
            {sort.map((level, at) => (
              <Level
                key={level.field}
                label={fieldAt(entity, level.field)?.label ?? level.field}
                level={level}
                at={at}
                count={sort.length}
                onLevel={(next) =>
                  onSort(next === null ? sort.toSpliced(at, 1) : sort.with(at, next))
                }
                onMove={(to) => onSort(sort.toSpliced(at, 1).toSpliced(to, 0, level))}
              />
            ))}
          </ol>
          {sort.length < SORTS_MAX && (
            <Select
              // Chosen means added: the picker is empty again.
              key={sort.length}
              aria-label={sort.length === 0 ? 'Sort by' : 'Then by'}
              placeholder={sort.length === 0 ? 'Sort by' : 'Then by'}
              data={left}
              searchable
              selectFirstOptionOnChange
              data-autofocus
              comboboxProps={{ withinPortal: false }}
              onChange={(field) =>
                field !== null && onSort([...sort, { field, direction: 'ascending' }])
              }
            />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
});

interface LevelProps {
  readonly label: string;
  readonly level: Sort;
  readonly at: number;
  readonly count: number;
  /** null: the level goes. */
  readonly onLevel: (level: Sort | null) => void;
  readonly onMove: (to: number) => void;
}

function Level({ label, level, at, count, onLevel, onMove }: LevelProps) {
  const isUp = level.direction === 'ascending';
  return (
    <li>
      <span className="sort-label" title={label}>
        {label}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${isUp ? 'Ascending' : 'Descending'}: ${label}`}
        leftSection={<Icon name={isUp ? 'arrow-up' : 'arrow-down'} size={12} />}
        onClick={() => onLevel({ ...level, direction: isUp ? 'descending' : 'ascending' })}
      >
        {isUp ? 'Ascending' : 'Descending'}
      </Button>
      <ActionIcon
        size={22}
        variant="subtle"
        color="gray"
        aria-label={`Sort by ${label} earlier`}
        disabled={at === 0}
        onClick={() => onMove(at - 1)}
      >
        <Icon name="chevron-up" size={13} />
      </ActionIcon>
      <ActionIcon
        size={22}
        variant="subtle"
        color="gray"
        aria-label={`Sort by ${label} later`}
        disabled={at === count - 1}
        onClick={() => onMove(at + 1)}
      >
        <Icon name="chevron-down" size={13} />
      </ActionIcon>
      <ActionIcon
        size={22}
        variant="subtle"
        color="gray"
        aria-label={`Do not sort by ${label}`}
        onClick={() => onLevel(null)}
      >
        <Icon name="close" size={13} />
      </ActionIcon>
    </li>
  );
}
