import { useEffect, useMemo, useRef, type RefObject } from 'react';
import type { QueryResult, Sort } from '../../../crm/kernel/query.ts';
import type { RowSelection } from '../grid/row-selection.ts';
import { movedColumn, type Columns } from './columns.ts';
import { toggleSort, type ListState } from './list-state.ts';

interface ListNow {
  readonly result: QueryResult | undefined;
  readonly order: readonly Sort[];
  readonly chosen: Columns;
  readonly selected: RowSelection;
  readonly open: (index: number) => void;
  readonly select: (index: number, range: boolean) => void;
}

interface ListActsOptions {
  readonly now: ListNow;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onState: (part: Partial<ListState>) => void;
  readonly onPress: (part: Partial<ListState>) => void;
  readonly setColumns: (columns: Columns) => void;
}

/**
 * What rows, head and toolbar call. The functions stay the same for as long as the list is on screen, whatever it
 * shows: what they are given to is then drawn again for its own sake only.
 */
export function useListActs({ now, scroller, onState, onPress, setColumns }: ListActsOptions) {
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  return useMemo(() => {
    const sorted = (field: string, add: boolean): Partial<ListState> => ({
      sort: toggleSort(latest.current.order, field, add),
      activeIndex: 0,
    });
    return {
      groupKeys: () => (latest.current.result?.groups ?? []).map(({ key }) => key),
      pressSort: (field: string, add: boolean) => onPress(sorted(field, add)),
      toggleSort: (field: string, add: boolean) => onState(sorted(field, add)),
      moveColumn: (key: string, to: number) =>
        setColumns(movedColumn(latest.current.chosen, key, to)),
      selectAll: () => latest.current.selected.toggleAll(latest.current.result?.count ?? 0),
      focus: () => scroller.current?.focus(),
      open: (index: number) => latest.current.open(index),
      select: (index: number, range: boolean) => latest.current.select(index, range),
    };
  }, [scroller, onState, onPress, setColumns]);
}
