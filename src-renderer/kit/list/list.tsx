/** The list of any entity, from its definition. Everything is asked of the worker; only what is on screen is here. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { useNavigation, useSession } from '../session/session.tsx';
import { EmptyList } from './empty-list.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { ListFooter } from './list-footer.tsx';
import { ListHeader } from './list-header.tsx';
import { ListRow } from './list-row.tsx';
import { selectionOf, toggleSort, type ListState } from './list-state.ts';
import { SelectionBar } from './selection-bar.tsx';
import { onListKey } from './use-list-keys.ts';
import { useListTable } from './use-list-table.tsx';
import { useWindow } from './use-window.ts';

const ROW_HEIGHT_PX = 32;
const OVERSCAN_ROWS = 12;
const CHECK_WIDTH_PX = 36;

interface ListProps {
  readonly entity: EntityDef;
  readonly state: ListState;
  readonly onState: (part: Partial<ListState>) => void;
  /** Stands in the toolbar: other ways to look at the same records. */
  readonly viewSwitch?: ReactNode;
}

export function List({ entity, state, onState, viewSwitch }: ListProps) {
  const { client } = useSession();
  const { openRecord, create } = useNavigation();
  const scroller = useRef<HTMLDivElement>(null);
  const textInput = useRef<HTMLInputElement>(null);
  const lastSelected = useRef(0);
  const gridId = useId();
  const { conditions, text, sort, archived, activeIndex } = state;

  const selection = useMemo(
    () => selectionOf(entity, { conditions, text, sort, archived }),
    [entity, conditions, text, sort, archived],
  );
  const sums = useMemo(() => summable(entity), [entity]);
  const { result, shown, problem, show } = useWindow(entity, selection, sums, activeIndex);
  const { rows, offset } = shown;
  const count = result?.count ?? 0;

  const table = useListTable(entity, shown);
  const { columnVisibility, columnSizing, rowSelection } = table.state;
  const columns = useMemo(
    () =>
      table
        .getVisibleLeafColumns()
        .map((column) => ({ key: column.id, widthPx: column.getSize() })),
    // The table reads these two as it answers.
    // oxlint-disable-next-line react/exhaustive-deps
    [table, columnVisibility, columnSizing],
  );
  const widthPx = CHECK_WIDTH_PX + columns.reduce((sum, column) => sum + column.widthPx, 0);
  const selectedIds = useMemo(
    () => Object.keys(rowSelection).filter((id) => rowSelection[id]),
    [rowSelection],
  );

  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: OVERSCAN_ROWS,
    initialOffset: Math.max(0, (activeIndex - 8) * ROW_HEIGHT_PX),
    scrollPaddingStart: ROW_HEIGHT_PX,
    scrollPaddingEnd: ROW_HEIGHT_PX,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => show(first, last), [show, first, last]);

  // Another question is read from its beginning.
  const asked = useRef(selection);
  useEffect(() => {
    if (asked.current === selection) return;
    asked.current = selection;
    scroller.current?.scrollTo({ top: 0 });
  }, [selection]);

  // A list that became shorter than where the keyboard was.
  const active = Math.min(activeIndex, Math.max(0, count - 1));
  const move = useCallback(
    (index: number) => {
      onState({ activeIndex: index });
      virtual.scrollToIndex(index, { align: 'auto' });
    },
    [onState, virtual],
  );
  const open = useCallback(
    (index: number) => {
      const row = rows[index - offset]?.row;
      if (row === undefined) return;
      onState({ activeIndex: index });
      openRecord(entity.name, row.id, { query: selection, index });
    },
    [rows, offset, openRecord, entity, selection, onState],
  );
  const select = useCallback(
    (index: number, range: boolean) => {
      const from = range ? Math.min(lastSelected.current, index) : index;
      const to = range ? Math.max(lastSelected.current, index) : index;
      lastSelected.current = index;
      const ids = rows.slice(Math.max(0, from - offset), to - offset + 1).map(({ row }) => row.id);
      table.setRowSelection((before) => {
        const next = { ...before };
        for (const id of ids) {
          if (!range && before[id] === true) delete next[id];
          else next[id] = true;
        }
        return next;
      });
    },
    [rows, offset, table],
  );
  const activate = useCallback(
    (index: number) => {
      lastSelected.current = index;
      onState({ activeIndex: index });
      scroller.current?.focus({ preventScroll: true });
    },
    [onState],
  );
  const selectAll = useCallback(() => {
    // Before the first answer there is nothing to clear: everything that will come is meant.
    if (count > 0 && selectedIds.length >= count) {
      table.setRowSelection({});
      return;
    }
    client.call('query.ids', { query: { ...selection, window: { offset: 0, limit: 0 } } }).then(
      (ids) => {
        if (ids.ok) table.setRowSelection(Object.fromEntries(ids.value.map((id) => [id, true])));
      },
      () => undefined,
    );
  }, [client, selection, selectedIds.length, count, table]);

  const rowId = (index: number): string => `${gridId}-${index}`;
  const isEmpty = result !== undefined && count === 0;
  return (
    <section
      className="list"
      aria-label={entity.label.many}
      aria-busy={result === undefined && problem === undefined}
    >
      <div className="list-toolbar">
        <FilterBar
          entity={entity}
          state={state}
          textInput={textInput}
          onChange={onState}
          onLeaveText={() => scroller.current?.focus()}
        />
        <ColumnChooser entity={entity} table={table} />
        {viewSwitch}
      </div>
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          {problem.message} {problem.remedy}
        </p>
      )}
      {isEmpty ? (
        <EmptyList entity={entity} state={state} onState={onState} />
      ) : (
        <div
          ref={scroller}
          className="list-scroller"
          role="grid"
          tabIndex={0}
          aria-label={entity.label.many}
          aria-rowcount={count + 2}
          aria-colcount={columns.length + 1}
          aria-multiselectable="true"
          aria-busy={result === undefined}
          {...(last >= active && first <= active && count > 0
            ? { 'aria-activedescendant': rowId(active) }
            : {})}
          onKeyDown={(event) =>
            onListKey(event, {
              count,
              activeIndex: active,
              rowsOnScreen: Math.max(1, last - first - 2 * OVERSCAN_ROWS),
              move,
              open,
              select,
              selectAll,
              clearSelection: () => table.setRowSelection({}),
              create: () => create(entity.name),
              focusText: () => textInput.current?.focus(),
            })
          }
        >
          <div role="rowgroup" className="list-head" style={{ width: widthPx }}>
            <ListHeader
              entity={entity}
              table={table}
              sort={selection.sort}
              someSelected={selectedIds.length > 0}
              allSelected={count > 0 && selectedIds.length >= count}
              onSelectAll={selectAll}
              onSort={(field, add) =>
                onState({ sort: toggleSort(selection.sort, field, add), activeIndex: 0 })
              }
            />
          </div>
          <div
            role="rowgroup"
            className="list-body"
            style={{ height: virtual.getTotalSize(), width: widthPx }}
          >
            {items.map(({ index, start }) => {
              const shownRow = rows[index - offset];
              if (shownRow === undefined) {
                return (
                  <div
                    key={index}
                    role="row"
                    aria-rowindex={index + 2}
                    aria-busy="true"
                    className="list-row list-row-late"
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    <div role="gridcell" className="list-cell" aria-label="Loading" />
                  </div>
                );
              }
              const { row, titleOf } = shownRow;
              return (
                <ListRow
                  key={row.id}
                  entity={entity}
                  row={row}
                  rowId={rowId(index)}
                  index={index}
                  topPx={start}
                  columns={columns}
                  titleOf={titleOf}
                  active={index === active}
                  selected={rowSelection[row.id] === true}
                  onOpen={open}
                  onActivate={activate}
                  onSelect={select}
                />
              );
            })}
          </div>
          <div role="rowgroup" className="list-foot" style={{ width: widthPx }}>
            <ListFooter
              entity={entity}
              columns={columns}
              result={result}
              selected={selectedIds.length}
            />
          </div>
        </div>
      )}
      {selectedIds.length > 0 && (
        <SelectionBar
          entity={entity}
          ids={selectedIds}
          archived={archived}
          onClear={() => table.setRowSelection({})}
        />
      )}
    </section>
  );
}

/** Fields that can be added up, bounded by what one question may ask for. Years and ratings are no amounts. */
function summable(entity: EntityDef): readonly string[] {
  return Object.entries(entity.fields)
    .filter(([, field]) => field.kind === 'money' && kindOf(field).amount !== undefined)
    .map(([key]) => key)
    .slice(0, 20);
}
