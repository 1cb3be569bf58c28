import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

interface DialogFootProps {
  readonly onCancel: () => void;
  /** What the dialog is for: its buttons, the one that Enter presses last. */
  readonly children: ReactNode;
}

/** The end of a form or dialog that can be left without a trace. */
export function DialogFoot({ onCancel, children }: DialogFootProps) {
  return (
    <div className="dialog-foot">
      <Button variant="subtle" color="gray" onClick={onCancel}>
        Cancel
      </Button>
      {children}
    </div>
  );
}
