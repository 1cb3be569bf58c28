import { useCallback, useMemo, useState } from 'react';
import type { QueryResult } from '../../../crm/kernel/query.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import type { Selection } from './list-state.ts';

/** Windows begin at multiples of this, so that scrolling a little asks for nothing. */
const STEP_ROWS = 100;
/** Before and after what is on screen: more than a hard flick of the wheel moves between two frames. */
const AHEAD_ROWS = 100;
/** A tall screen shows some eighty rows. */
const WINDOW_ROWS = 400;

export interface RowWindow {
  readonly result: QueryResult | undefined;
  readonly problem: Problem | undefined;
  /** Tell which rows are on screen; the window follows. */
  readonly show: (first: number, last: number) => void;
}

/** The part of a selection that is on screen, with what lies around it, live. */
export function useWindow(selection: Selection, sums: readonly string[], startIndex: number): RowWindow {
  const [offset, setOffset] = useState(() => windowFor(startIndex));
  const query = useMemo(
    () => ({ ...selection, sums: [...sums], window: { offset, limit: WINDOW_ROWS } }),
    [selection, sums, offset],
  );
  const { result, problem } = useLiveQuery(query);
  const show = useCallback((first: number, last: number) => {
    setOffset((now) => {
      const covered = first >= now && last < now + WINDOW_ROWS;
      const roomBefore = now === 0 || first - now >= AHEAD_ROWS / 2;
      const roomAfter = now + WINDOW_ROWS - last >= AHEAD_ROWS / 2;
      return covered && roomBefore && roomAfter ? now : windowFor(first);
    });
  }, []);
  return { result, problem, show };
}

function windowFor(first: number): number {
  return Math.max(0, Math.floor((first - AHEAD_ROWS) / STEP_ROWS) * STEP_ROWS);
}
