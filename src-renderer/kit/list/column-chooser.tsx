import { Button, Checkbox, Popover, ScrollArea, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fold } from '../../../crm/kernel/text-folding.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { Icon } from '../icons/icon.tsx';
import type { ListTable } from './use-list-table.tsx';

interface ColumnChooserProps {
  readonly entity: EntityDef;
  readonly table: ListTable;
}

export function ColumnChooser({ entity, table }: ColumnChooserProps) {
  const [text, setText] = useState('');
  const wanted = fold(text);
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<Icon name="columns" size={14} />}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8} w={220}>
          <TextInput
            aria-label="Find a column"
            placeholder="Find a column"
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ScrollArea.Autosize mah={320}>
            <Stack gap={6} py={2}>
              {table
                .getAllLeafColumns()
                .filter((column) => fold(entity.fields[column.id]?.label ?? '').includes(wanted))
                .map((column) => (
                  <Checkbox
                    key={column.id}
                    size="xs"
                    label={entity.fields[column.id]?.label}
                    checked={column.getIsVisible()}
                    disabled={!column.getCanHide()}
                    onChange={(event) => column.toggleVisibility(event.currentTarget.checked)}
                  />
                ))}
            </Stack>
          </ScrollArea.Autosize>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
