import { Button } from '@mantine/core';
import { Icon } from '../../kit/icons/icon.tsx';
import { usePageKey } from '../../kit/record/use-page-key.ts';

interface ViewSwitchProps {
  readonly isBoard: boolean;
  readonly onSwitch: () => void;
  /** Somebody presses the button for the other one: letting it go will switch. */
  readonly onPress: () => void;
}

/** The same records as a list or as a board; `v` goes to the other one. */
export function ViewSwitch({ isBoard, onSwitch, onPress }: ViewSwitchProps) {
  usePageKey('v', () => {
    onSwitch();
    // The board takes a focus that is nowhere by itself; so does the list by this.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('.list-scroller')?.focus({ preventScroll: true }),
    );
  });
  const choice = (label: string, icon: string, board: boolean) => (
    <Button
      variant={board === isBoard ? 'light' : 'default'}
      aria-pressed={board === isBoard}
      title={`${label} (V)`}
      leftSection={<Icon name={icon} size={14} />}
      onPointerDown={() => board !== isBoard && onPress()}
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
