/** Whether the reply of a ticket's page is being written: asked for in its head, written below. */
import { useMemo, useState } from 'react';

export interface Replying {
  readonly opened: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

export function useReplying(): Replying {
  const [opened, setOpened] = useState(false);
  return useMemo(
    () => ({ opened, open: () => setOpened(true), close: () => setOpened(false) }),
    [opened],
  );
}
