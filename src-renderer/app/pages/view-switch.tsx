import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Icon } from '../../kit/icons/icon.tsx';
import { isTyping } from '../../kit/record/typing.ts';

interface ViewSwitchProps {
  readonly isBoard: boolean;
  readonly onSwitch: () => void;
}

/** The same records as a list or as a board; `v` goes to the other one. */
export function ViewSwitch({ isBoard, onSwitch }: ViewSwitchProps) {
  const latest = useRef(onSwitch);
  useEffect(() => {
    latest.current = onSwitch;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'v' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      latest.current();
      // The board takes a focus that is nowhere by itself; so does the list by this.
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('.list-scroller')?.focus({ preventScroll: true }),
      );
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const choice = (label: string, icon: string, board: boolean) => (
    <Button
      variant={board === isBoard ? 'light' : 'default'}
      aria-pressed={board === isBoard}
      title={`${label} (V)`}
      leftSection={<Icon name={icon} size={14} />}
      onClick={() => board !== isBoard && onSwitch()}
    >
      {label}
    </Button>
  );
  return (
    <div role="group" aria-label="View" className="view-switch">
      <Button.Group>
        {choice('List', 'list', false)}
        {choice('Board', 'layout-kanban', true)}
      </Button.Group>
    </div>
  );
}
