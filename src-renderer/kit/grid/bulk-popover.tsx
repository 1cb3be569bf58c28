import { Button, Popover } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { closedByEscape } from '../acts/escape-layers.ts';
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
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!opened) return undefined;
    // The choices of its fields stand in layers of their own: a click there is no click beside it.
    const onMouseDown = ({ target }: MouseEvent): void => {
      if (!(target instanceof Element) || target.closest('[data-portal]') !== null) return;
      if (button.current?.contains(target) !== true) setOpened(false);
    };
    document.addEventListener('mousedown', onMouseDown);
    return () => document.removeEventListener('mousedown', onMouseDown);
  }, [opened]);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top"
      shadow="md"
      closeOnClickOutside={false}
      closeOnEscape={false}
      trapFocus
      returnFocus
      withRoles
    >
      <Popover.Target>
        <Button
          ref={button}
          size="compact-sm"
          variant="subtle"
          leftSection={<Icon name={icon} size={14} />}
          onClick={() => setOpened((is) => !is)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} onKeyDown={closedByEscape(() => setOpened(false))}>
        {opened && children(() => setOpened(false))}
      </Popover.Dropdown>
    </Popover>
  );
}
