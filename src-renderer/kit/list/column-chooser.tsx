import { ActionIcon, Button, Checkbox, Popover, ScrollArea, Stack, TextInput } from '@mantine/core';
import { memo, useState } from 'react';
import { fold } from '../../../crm/kernel/text-folding.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { fieldOf } from '../../../crm/kernel/system-fields.ts';
import { Icon } from '../icons/icon.tsx';
import {
  columnChoices,
  movedColumn,
  pinnedColumn,
  standardColumns,
  toggledColumn,
  type Columns,
} from './columns.ts';

interface ColumnChooserProps {
  readonly entity: EntityDef;
  readonly columns: Columns;
  readonly onColumns: (columns: Columns) => void;
}

/** Which columns, in which order, which of them stay in sight. Everything that dragging does can be done here by keys. */
export const ColumnChooser = memo(function ColumnChooser({
  entity,
  columns,
  onColumns,
}: ColumnChooserProps) {
  const [text, setText] = useState('');
  const wanted = fold(text);
  const suits = (key: string): boolean => fold(fieldOf(entity, key)?.label ?? '').includes(wanted);
  const hidden = columnChoices(entity).filter((key) => !columns.shown.includes(key));
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          className="toolbar-button"
          variant="subtle"
          color="gray"
          size="xs"
          title="Columns"
          leftSection={<Icon name="columns" size={14} />}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8} w={270}>
          <TextInput
            aria-label="Find a column"
            placeholder="Find a column"
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {/* In a low window as much as is left below the button. */}
          <ScrollArea.Autosize
            mah="min(22.5rem, max(7rem, 100vh - 18rem))"
            type="auto"
            offsetScrollbars="y"
          >
            <ul className="column-list" aria-label="Columns shown">
              {columns.shown.filter(suits).map((key) => (
                <ShownColumn
                  key={key}
                  entity={entity}
                  column={key}
                  columns={columns}
                  onColumns={onColumns}
                />
              ))}
            </ul>
            {hidden.some(suits) && <p className="menu-label">Not shown</p>}
            <ul className="column-list" aria-label="Columns not shown">
              {hidden.filter(suits).map((key) => (
                <li key={key}>
                  <Checkbox
                    size="xs"
                    label={fieldOf(entity, key)?.label}
                    checked={false}
                    onChange={() => onColumns(toggledColumn(columns, key))}
                  />
                </li>
              ))}
            </ul>
          </ScrollArea.Autosize>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => onColumns(standardColumns(entity))}
          >
            Back to the standard columns
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
});

interface ShownColumnProps extends ColumnChooserProps {
  readonly column: string;
}

function ShownColumn({ entity, column, columns, onColumns }: ShownColumnProps) {
  const label = fieldOf(entity, column)?.label ?? column;
  const at = columns.shown.indexOf(column);
  const isPinned = at === 0 || columns.pinned.includes(column);
  const button = (name: string, icon: string, disabled: boolean, next: () => Columns) => (
    <ActionIcon
      size={22}
      variant="subtle"
      color="gray"
      aria-label={name}
      title={name}
      disabled={disabled}
      onClick={() => onColumns(next())}
    >
      <Icon name={icon} size={13} />
    </ActionIcon>
  );
  return (
    <li>
      <Checkbox
        size="xs"
        label={label}
        checked
        // The column that names the record always stays.
        disabled={at === 0}
        onChange={() => onColumns(toggledColumn(columns, column))}
      />
      {at > 0 && (
        <span className="column-acts">
          {button(`Move ${label} to the left`, 'arrow-up', at === 1, () =>
            movedColumn(columns, column, at - 1),
          )}
          {button(`Move ${label} to the right`, 'arrow-down', at === columns.shown.length - 1, () =>
            movedColumn(columns, column, at + 1),
          )}
          <ActionIcon
            size={22}
            variant={isPinned ? 'light' : 'subtle'}
            color={isPinned ? 'spruce' : 'gray'}
            aria-label={`Keep ${label} in sight`}
            title={`Keep ${label} in sight`}
            aria-pressed={isPinned}
            onClick={() => onColumns(pinnedColumn(columns, column))}
          >
            <Icon name="pin" size={13} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}
