/** What is being jotted down on a record's page. It stays while the page does, also when the composer is closed. */
import { useCallback, useMemo, useRef, useState } from 'react';
import {
  emptyDraft,
  type Draft,
  type QuickKindName,
} from '../../../crm/modules/activity/quick-log.ts';

/** Opens the composer on a record's page. The keys stand in the sheet of shortcuts too. */
export const QUICK_LOG_KEY = 'q';

export interface QuickLogState {
  readonly opened: boolean;
  /** Another object whenever somebody asks for the composer: it then takes the focus, as fits the kind. */
  readonly asked: { readonly kind: QuickKindName };
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
  const [asked, setAsked] = useState<QuickLogState['asked']>({ kind: 'Call' });
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
        setAsked({ kind: newest.current.kind });
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
  return useMemo(() => ({ opened, asked, draft, ...acts }), [opened, asked, draft, acts]);
}
