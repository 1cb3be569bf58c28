import { Button, Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Icon } from '../icons/icon.tsx';

interface BulkPopoverProps {
  readonly label: string;
  readonly icon: string;
  /** What it asks; `close` when it is answered. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button of the selection bar that asks something first. */
export function BulkPopover({ label, icon, children }: BulkPopoverProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top"
      shadow="md"
      trapFocus
      returnFocus
      withRoles
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<Icon name={icon} size={14} />}
          onClick={() => setOpened((is) => !is)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        {opened && children(() => setOpened(false))}
      </Popover.Dropdown>
    </Popover>
  );
}
