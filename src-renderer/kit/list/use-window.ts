import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Query, QueryResult } from '../../../crm/kernel/query.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import type { Selection } from './list-state.ts';
import { NO_ROWS, shownRows, type ShownRows } from './shown-rows.ts';

export interface WindowSize {
  /** Windows begin at multiples of this, so that scrolling a little asks for nothing. */
  readonly stepRows: number;
  readonly windowRows: number;
  /** Kept behind, for the little way back. */
  readonly behindRows: number;
  /** Fewer rows than this ahead and the next window is asked for. */
  readonly aheadMinRows: number;
  /** Of the lowest row that there is. */
  readonly rowMinPx: number;
}

/**
 * A tall screen shows some eighty rows; most of the rest lies where the scrolling goes: at 7,000 px a second the
 * next window is asked for a full second early.
 */
const LIST_WINDOW: WindowSize = {
  stepRows: 50,
  windowRows: 500,
  behindRows: 50,
  aheadMinRows: 220,
  rowMinPx: 26,
};

/**
 * A new question is answered with as many first as fill the window and a little more; the rest follows when the
 * person looks at them. Copying 500 rows from the worker would cost more than finding them.
 */
const FIRST_EXTRA_ROWS = 6;
/** Between the first rows and the rest at the latest, however busy the page is. */
const REST_AFTER_MAX_MS = 200;

export interface RowWindow {
  readonly result: QueryResult | undefined;
  readonly shown: ShownRows;
  readonly problem: Problem | undefined;
  /** What is shown answers another question than the one that was asked last. */
  readonly busy: boolean;
  /** False in the frames in which an answer is first seen: what nobody sees yet can wait for a moment. */
  readonly isSettled: boolean;
  /** What `result` answers. */
  readonly answers: Query | undefined;
  /** Tell which rows are on screen; the window follows. */
  readonly show: (first: number, last: number) => void;
  /** Tell which selection somebody is about to ask for: it is answered ahead, and nothing changes on screen. */
  readonly askSoon: (selection: Selection) => void;
  /** Tell which selection the next drawing will be given: `draw` has it made when there is an answer to it. */
  readonly showNext: (selection: Selection, draw: () => void) => void;
  /** Has it made without an answer. */
  readonly drawNow: () => void;
}

/** The part of a selection that is on screen, with what lies around it, live. */
export function useWindow(
  entity: EntityDef,
  selection: Selection,
  sums: readonly string[],
  startIndex: number,
  size: WindowSize = LIST_WINDOW,
  /** False: nothing is asked yet. */
  isAsked = true,
): RowWindow {
  const [offset, setOffset] = useState(() => windowFor(startIndex, size));
  const [filledFor, setFilledFor] = useState<Selection | null>(null);
  const [fitting] = useState(() => Math.ceil(window.innerHeight / size.rowMinPx));
  const isSettled = filledFor === selection;
  const isFirst = !isSettled && offset === 0;
  const firstRows = Math.min(size.windowRows, fitting + FIRST_EXTRA_ROWS);
  const limit = isFirst ? firstRows : size.windowRows;
  const query = useMemo(
    () => ({ ...selection, sums: [...sums], window: { offset, limit } }),
    [selection, sums, offset, limit],
  );
  const { result, problem, answers, askSoon, askNext, drawNow } = useLiveQuery(
    isAsked ? query : null,
  );
  const queryOf = (next: Selection): Query => {
    const limit = offset === 0 ? firstRows : size.windowRows;
    return { ...next, sums: [...sums], window: { offset, limit } };
  };
  const busy = answers === undefined || !sameQuestion(answers, query);
  const isUnsettled = !isSettled && !busy && result !== undefined;
  useEffect(() => {
    if (!isUnsettled) return undefined;
    const later = requestIdleCallback(() => startTransition(() => setFilledFor(selection)), {
      timeout: REST_AFTER_MAX_MS,
    });
    return () => cancelIdleCallback(later);
  }, [isUnsettled, selection]);
  const before = useRef(NO_ROWS);
  const shown = useMemo(
    // oxlint-disable-next-line react/refs -- which rows were there decides what can be kept, not what is shown
    () => (result === undefined ? NO_ROWS : shownRows(entity, before.current, result)),
    [entity, result],
  );
  useEffect(() => {
    before.current = shown;
  }, [shown]);
  const lastFirst = useRef(0);
  const show = useCallback(
    (first: number, last: number) => {
      const { windowRows, stepRows, behindRows, aheadMinRows } = size;
      const upwards = first < lastFirst.current;
      lastFirst.current = first;
      setOffset((now) => {
        const end = now + windowRows;
        const covered = first >= now && last < end;
        const enoughAhead = upwards
          ? now === 0 || first - now >= aheadMinRows
          : end - last >= aheadMinRows;
        if (covered && enoughAhead) return now;
        return upwards
          ? inSteps(last + behindRows - windowRows + stepRows, size)
          : windowFor(first, size);
      });
    },
    [size],
  );
  return {
    result,
    shown,
    problem,
    busy,
    isSettled: isSettled || busy,
    answers,
    show,
    askSoon: (next) => askSoon(queryOf(next)),
    showNext: (next, draw) => askNext(queryOf(next), draw),
    drawNow,
  };
}

/** Another window of the same rows is no other question. */
function sameQuestion(answered: Query, asked: Query): boolean {
  return sameJson({ ...answered, window: null }, { ...asked, window: null });
}

function windowFor(first: number, size: WindowSize): number {
  return inSteps(first - size.behindRows, size);
}

function inSteps(index: number, { stepRows }: WindowSize): number {
  return Math.max(0, Math.floor(index / stepRows) * stepRows);
}
