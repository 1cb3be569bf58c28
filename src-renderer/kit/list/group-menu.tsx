import { Button, Group, Popover, Select, Stack } from '@mantine/core';
import { memo, useMemo, useState, type PointerEvent } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { GROUPS_COLLAPSED_MAX } from '../../../crm/kernel/query.ts';
import { POPUP_PROPS } from '../fields/use-leave.ts';
import { Icon } from '../icons/icon.tsx';
import { canBeGrouped, fieldAt, pathChoices } from './field-paths.ts';
import type { ListState } from './list-state.ts';

interface GroupMenuProps {
  readonly entity: EntityDef;
  readonly group: string | null;
  /** Of the groups that are shown; asked when somebody folds them all. */
  readonly groupKeys: () => readonly string[];
  /** Somebody presses a choice that will change the list so when they let go. */
  readonly onPress: (part: Partial<ListState>) => void;
  readonly onState: (part: Partial<ListState>) => void;
}

export const GroupMenu = memo(function GroupMenu({
  entity,
  group,
  groupKeys,
  onPress,
  onState,
}: GroupMenuProps) {
  const [opened, setOpened] = useState(false);
  const choices = useMemo(() => pathChoices(entity, canBeGrouped), [entity]);
  const label = group === null ? undefined : (fieldAt(entity, group)?.label ?? group);
  const choose = (next: string | null): void => {
    setOpened(false);
    onState(groupedBy(next));
  };
  const press = ({ target }: PointerEvent): void => {
    const choice = target instanceof Element ? target.closest('[role="option"]') : null;
    const field = choice?.getAttribute('value');
    if (typeof field === 'string') onPress(groupedBy(field));
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          className="toolbar-button"
          variant={label === undefined ? 'subtle' : 'light'}
          color={label === undefined ? 'gray' : 'spruce'}
          size="xs"
          title={label === undefined ? 'Group' : `Grouped by ${label}`}
          leftSection={<Icon name="stack" size={14} />}
          onClick={() => setOpened((is) => !is)}
        >
          {label ?? 'Group'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8} w={260} onPointerDown={press} {...POPUP_PROPS}>
          <Select
            label="Group by"
            data={choices}
            value={group}
            searchable
            selectFirstOptionOnChange
            placeholder="Choose a field"
            data-autofocus
            // With a group there are buttons below, over which the open choices would lie: they open by a letter or an arrow.
            openOnFocus={group === null}
            comboboxProps={{ withinPortal: false }}
            onChange={(next) => next !== null && choose(next)}
          />
          {group !== null && (
            <Group gap={4} justify="space-between">
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={() => onState({ collapsed: [], activeIndex: 0 })}
              >
                Unfold all
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                onClick={() =>
                  onState({
                    collapsed: groupKeys().slice(0, GROUPS_COLLAPSED_MAX),
                    activeIndex: 0,
                  })
                }
              >
                Fold all
              </Button>
              <Button size="compact-xs" variant="subtle" onClick={() => choose(null)}>
                No groups
              </Button>
            </Group>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
});

function groupedBy(field: string | null): Partial<ListState> {
  return { group: field, collapsed: [], activeIndex: 0 };
}
