/** Which rows are selected: ids, so that a selection outlives scrolling, sorting and what teammates do. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
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

/**
 * `shown` is what the places of the list count: the same records, in groups and without those of folded ones.
 * `idAt`: of a row that is loaded.
 */
export function useRowSelection(
  selection: Selection,
  shown: Selection,
  idAt: (index: number) => string | undefined,
): RowSelection {
  const { client } = useSession();
  const [ids, setIds] = useState(NONE);
  /** What was asked before the selection was let go does not come back. */
  const lettingGo = useRef(0);
  const latestIdAt = useRef(idAt);
  useEffect(() => {
    latestIdAt.current = idAt;
  });

  const ask = useCallback(
    async (stretch?: { from: number; count: number }) => {
      const asked = lettingGo.current;
      const answer = await client.call('query.ids', {
        query: { ...(stretch === undefined ? selection : shown), window: { offset: 0, limit: 0 } },
        ...(stretch === undefined ? {} : { stretch }),
      });
      if (!answer.ok) return sayProblem(answer.problem);
      const next = new Set<string>();
      for (let from = 0; from < answer.value.length; from += SLICE_IDS) {
        if (from > 0) await nextTask();
        for (const id of answer.value.slice(from, from + SLICE_IDS)) next.add(id);
      }
      if (asked !== lettingGo.current) return undefined;
      // What was chosen by hand meanwhile stays beside a stretch; everything is everything.
      setIds((now) => (stretch === undefined ? next : union(now, next)));
      return undefined;
    },
    [client, selection, shown],
  );

  return useMemo(
    () => ({
      ids,
      toggle: (id) =>
        setIds((before) => {
          const next = new Set(before);
          if (!next.delete(id)) next.add(id);
          return next;
        }),
      addRange: (from, to) => {
        const first = Math.min(from, to);
        const count = Math.abs(to - from) + 1;
        const here = Array.from({ length: count }, (_, at) => latestIdAt.current(first + at));
        if (here.every((id) => id !== undefined)) setIds((before) => union(before, here));
        else void ask({ from: first, count });
      },
      toggleAll: (count) => {
        lettingGo.current += 1;
        // Before the first answer there is nothing to let go: everything that will come is meant.
        if (count > 0 && ids.size >= count) setIds(NONE);
        else void ask();
      },
      clear: () => {
        lettingGo.current += 1;
        setIds(NONE);
      },
    }),
    [ids, ask],
  );
}

function union(some: ReadonlySet<string>, others: Iterable<string>): ReadonlySet<string> {
  const both = new Set(some);
  for (const id of others) both.add(id);
  return both;
}
