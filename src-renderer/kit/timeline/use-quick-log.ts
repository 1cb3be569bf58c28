/** What is being jotted down on a record's page. It stays while the page does, also when the composer is closed. */
import { useCallback, useMemo, useRef, useState } from 'react';
import {
  emptyDraft,
  type Draft,
  type QuickKindName,
} from '../../../crm/modules/activity/quick-log.ts';

export interface QuickLogState {
  readonly opened: boolean;
  readonly draft: Draft;
  /** The newest draft, readable at once: a field commits and the form is sent within one event. */
  readonly latest: () => Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** Without a kind it opens where it was left. */
  readonly open: (kind?: QuickKindName) => void;
  readonly close: () => void;
  readonly clear: () => void;
}

export function useQuickLog(): QuickLogState {
  const [opened, setOpened] = useState(false);
  const [draft, setDraft] = useState(() => emptyDraft('Call'));
  const newest = useRef(draft);
  const put = useCallback((next: Draft): void => {
    newest.current = next;
    setDraft(next);
  }, []);
  const acts = useMemo(
    () => ({
      latest: () => newest.current,
      change: (part: Partial<Draft>) => put({ ...newest.current, ...part }),
      open: (kind?: QuickKindName) => {
        if (kind !== undefined) put({ ...newest.current, kind });
        setOpened(true);
      },
      close: () => setOpened(false),
      clear: () => {
        put(emptyDraft('Call'));
        setOpened(false);
      },
    }),
    [put],
  );
  return useMemo(() => ({ opened, draft, ...acts }), [opened, draft, acts]);
}
