/** Short words at the foot of the window. One place for acts: the newest takes the place of the one before. */
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Problem } from '../../../crm/kernel/result.ts';

/** Long enough to read it and to reach the button on a machine that has much to do. */
const ACT_SHOWN_MS = 8_000;
const PROBLEM_SHOWN_MS = 12_000;
/** What went as it should is said when the screen reader comes to it; only a problem interrupts, as an alert. */
const DONE_ROLE = 'status';

export interface ToastChoice {
  readonly label: string;
  readonly run: () => void;
}

/** How often something was said. */
let said = 0;

export function sayDone(message: string, choices: readonly ToastChoice[] = []): void {
  notifications.hide('act');
  said += 1;
  notifications.show({
    id: 'act',
    role: DONE_ROLE,
    // Words in the place of others would go when those would have gone: only another length begins anew.
    autoClose: ACT_SHOWN_MS + (said % 2),
    className: 'toast',
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: <Words message={message} choices={choices} />,
  });
}

function Words({
  message,
  choices,
}: {
  readonly message: string;
  readonly choices: readonly ToastChoice[];
}) {
  return (
    <Group gap={8} wrap="nowrap" justify="space-between">
      <Text size="sm" truncate>
        {message}
      </Text>
      <Group gap={4} wrap="nowrap">
        {choices.map((choice) => (
          <Button
            key={choice.label}
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              notifications.hide('act');
              choice.run();
            }}
          >
            {choice.label}
          </Button>
        ))}
      </Group>
    </Group>
  );
}

/** Stands until `sayDone` or `sayNothing`; said again, it changes its words. */
export function sayWorking(message: string, choices: readonly ToastChoice[] = []): void {
  const shown = {
    id: 'act',
    role: DONE_ROLE,
    message: <Words message={message} choices={choices} />,
    autoClose: false as const,
    loading: true,
    withCloseButton: false,
    className: 'toast',
  };
  // One does nothing where the other does something: a message that is there is not shown again.
  notifications.show(shown);
  notifications.update(shown);
}

export function sayNothing(): void {
  notifications.hide('act');
}

export function sayProblem(problem: Pick<Problem, 'message' | 'remedy'>): void {
  notifications.show({
    className: 'toast toast-problem',
    color: 'red',
    autoClose: PROBLEM_SHOWN_MS,
    title: problem.message,
    message: problem.remedy,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}
