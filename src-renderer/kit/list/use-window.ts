import { useCallback, useMemo, useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { QueryResult } from '../../../crm/kernel/query.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import type { Selection } from './list-state.ts';
import { NO_ROWS, shownRows, type ShownRows } from './shown-rows.ts';

/** Windows begin at multiples of this, so that scrolling a little asks for nothing. */
const STEP_ROWS = 100;
/** Before and after what is on screen: more than a hard flick of the wheel moves between two frames. */
const AHEAD_ROWS = 200;
/** A tall screen shows some eighty rows; what lies around them is there before the wheel gets to it. */
const WINDOW_ROWS = 500;

export interface RowWindow {
  readonly result: QueryResult | undefined;
  readonly shown: ShownRows;
  readonly problem: Problem | undefined;
  /** Tell which rows are on screen; the window follows. */
  readonly show: (first: number, last: number) => void;
}

/** The part of a selection that is on screen, with what lies around it, live. */
export function useWindow(
  entity: EntityDef,
  selection: Selection,
  sums: readonly string[],
  startIndex: number,
): RowWindow {
  const [offset, setOffset] = useState(() => windowFor(startIndex));
  const query = useMemo(
    () => ({ ...selection, sums: [...sums], window: { offset, limit: WINDOW_ROWS } }),
    [selection, sums, offset],
  );
  const { result, problem } = useLiveQuery(query);
  const [last, setLast] = useState<{
    readonly result: QueryResult | undefined;
    readonly shown: ShownRows;
  }>({
    result: undefined,
    shown: NO_ROWS,
  });
  let { shown } = last;
  if (last.result !== result) {
    shown = result === undefined ? NO_ROWS : shownRows(entity, last.shown, result);
    setLast({ result, shown });
  }
  const show = useCallback((first: number, last: number) => {
    setOffset((now) => {
      const covered = first >= now && last < now + WINDOW_ROWS;
      const roomBefore = now === 0 || first - now >= AHEAD_ROWS / 2;
      const roomAfter = now + WINDOW_ROWS - last >= AHEAD_ROWS / 2;
      return covered && roomBefore && roomAfter ? now : windowFor(first);
    });
  }, []);
  return { result, shown, problem, show };
}

function windowFor(first: number): number {
  return Math.max(0, Math.floor((first - AHEAD_ROWS) / STEP_ROWS) * STEP_ROWS);
}
