/** Which rows are selected: ids, so that a selection outlives scrolling, sorting and what teammates do. */
import { useCallback, useMemo, useRef, useState } from 'react';
import { sayProblem } from '../acts/toast.tsx';
import type { Selection } from '../list/list-state.ts';
import { useSession } from '../session/session.tsx';

export interface RowSelection {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  /** All rows between two places of the list, whether they are loaded or not. */
  readonly addRange: (from: number, to: number) => void;
  /** All that match, whether they are loaded or not; nothing when all of them are selected already. */
  readonly toggleAll: (count: number) => void;
  readonly clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();
/** Taken in at one go: some milliseconds, so that 100,000 do not hold up a frame. */
const SLICE_IDS = 10_000;

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

export function useRowSelection(selection: Selection): RowSelection {
  const { client } = useSession();
  const [ids, setIds] = useState(NONE);
  /** Of several questions under way only the newest counts. */
  const asked = useRef(0);

  const add = useCallback(
    async (before: ReadonlySet<string>, stretch?: { from: number; count: number }) => {
      const turn = (asked.current += 1);
      const answer = await client.call('query.ids', {
        query: { ...selection, window: { offset: 0, limit: 0 } },
        ...(stretch === undefined ? {} : { stretch }),
      });
      if (!answer.ok) return sayProblem(answer.problem);
      const next = new Set(before);
      for (let from = 0; from < answer.value.length; from += SLICE_IDS) {
        if (from > 0) await nextTask();
        for (const id of answer.value.slice(from, from + SLICE_IDS)) next.add(id);
      }
      if (asked.current === turn) setIds(next);
      return undefined;
    },
    [client, selection],
  );

  return useMemo(
    () => ({
      ids,
      toggle: (id) => {
        const next = new Set(ids);
        if (!next.delete(id)) next.add(id);
        setIds(next);
      },
      addRange: (from, to) => {
        const first = Math.min(from, to);
        void add(ids, { from: first, count: Math.abs(to - from) + 1 });
      },
      toggleAll: (count) => {
        // Before the first answer there is nothing to clear: everything that will come is meant.
        if (count > 0 && ids.size >= count) setIds(NONE);
        else void add(NONE);
      },
      clear: () => {
        asked.current += 1;
        setIds(NONE);
      },
    }),
    [ids, add],
  );
}
