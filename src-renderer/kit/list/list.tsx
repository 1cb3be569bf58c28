/** The list of any entity, from its definition. Everything is asked of the worker; only what is on screen is here. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { rangeOfRow } from '../grid/marked-cells.ts';
import { useBulk } from '../grid/use-bulk.tsx';
import { useGrid } from '../grid/use-grid.tsx';
import { useRowSelection } from '../grid/row-selection.ts';
import { showColumn } from '../grid/show-column.ts';
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
  const session = useSession();
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
  const { result, shown, problem, busy, show } = useWindow(entity, selection, sums, activeIndex);
  const { rows, offset } = shown;
  const count = result?.count ?? 0;

  const table = useListTable(entity, shown);
  const { columnVisibility, columnSizing } = table.state;
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
  const selected = useRowSelection(selection, (index) => rows[index - offset]?.row.id);
  const bulk = useBulk(() => setTimeout(() => scroller.current?.focus({ preventScroll: true })));
  // A list that became shorter than where the keyboard was.
  const active = Math.min(activeIndex, Math.max(0, count - 1));

  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: OVERSCAN_ROWS,
    initialOffset: Math.max(0, (activeIndex - 8) * ROW_HEIGHT_PX),
    scrollPaddingStart: ROW_HEIGHT_PX,
    scrollPaddingEnd: ROW_HEIGHT_PX,
    // The row that the keyboard is at stays, so that its editor and what assistive technology reads stay as well.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return indexes.includes(active) || active >= count ? indexes : [...indexes, active];
    },
  });
  const items = virtual.getVirtualItems();
  const first = Math.max(0, (virtual.range?.startIndex ?? 0) - OVERSCAN_ROWS);
  const last = Math.min(Math.max(0, count - 1), (virtual.range?.endIndex ?? 0) + OVERSCAN_ROWS);
  useEffect(() => show(first, last), [show, first, last]);

  // Another question is read from its beginning.
  const asked = useRef(selection);
  useEffect(() => {
    if (asked.current === selection) return;
    asked.current = selection;
    scroller.current?.scrollTo({ top: 0 });
  }, [selection]);

  const goTo = useCallback(
    ({ row, column }: { readonly row: number; readonly column: number }) => {
      onState({ activeIndex: row });
      virtual.scrollToIndex(row, { align: 'auto' });
      showColumn(scroller.current, columns, column);
    },
    [onState, virtual, columns],
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
  const { toggle, addRange } = selected;
  const select = useCallback(
    (index: number, range: boolean) => {
      const from = lastSelected.current;
      lastSelected.current = index;
      if (range) return addRange(from, index);
      const id = rows[index - offset]?.row.id;
      if (id !== undefined) toggle(id);
      return undefined;
    },
    [rows, offset, toggle, addRange],
  );
  const rowsOnScreen = Math.max(1, last - first - 2 * OVERSCAN_ROWS);
  const onRowKey = (event: KeyboardEvent): void =>
    onListKey(event, {
      count,
      activeIndex: active,
      rowsOnScreen,
      move: (index) => {
        if (!event.shiftKey) lastSelected.current = index;
        goTo({ row: index, column: -1 });
      },
      open,
      select,
      selectAll: () => selected.toggleAll(count),
      clearSelection: selected.clear,
      create: () => create(entity.name),
      focusText: () => textInput.current?.focus(),
    });
  const grid = useGrid({
    session,
    entity,
    columns: useMemo(() => columns.map(({ key }) => key), [columns]),
    count,
    selection,
    rowAt: (index) => rows[index - offset],
    run: bulk.run,
    scroller,
    activeIndex: active,
    rowsOnScreen,
    goTo,
    openRow: open,
    toggleRow: (index) => select(index, false),
    selectAll: () => selected.toggleAll(count),
    onRowKey,
  });

  const rowId = (index: number): string => `${gridId}-${index}`;
  const { column } = grid.cursor.at;
  const activeId = column < 0 ? rowId(active) : `${rowId(active)}-${column}`;
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
          aria-busy={busy}
          {...(count > 0 ? { 'aria-activedescendant': activeId } : {})}
          data-cells={column >= 0}
          onKeyDown={grid.onKeyDown}
          onCopy={grid.onCopy}
          onPaste={grid.onPaste}
          onMouseDown={grid.onMouseDown}
          onMouseMove={grid.onMouseMove}
          onClick={grid.onClick}
          onDoubleClick={grid.onDoubleClick}
        >
          <div role="rowgroup" className="list-head" style={{ width: widthPx }}>
            <ListHeader
              entity={entity}
              table={table}
              sort={selection.sort}
              someSelected={selected.ids.size > 0}
              allSelected={count > 0 && selected.ids.size >= count}
              onSelectAll={() => selected.toggleAll(count)}
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
              const isEdited = grid.edited?.index === index;
              // An edit outlives the window of loaded rows.
              const shownRow = rows[index - offset] ?? (isEdited ? grid.edited?.shown : undefined);
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
                  activeColumn={index === active ? column : -1}
                  marked={rangeOfRow(grid.range, index)}
                  editedColumn={isEdited ? (grid.edited?.column ?? -1) : -1}
                  editor={isEdited ? grid.editor : null}
                  selected={selected.ids.has(row.id)}
                  onOpen={open}
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
              selected={selected.ids.size}
            />
          </div>
        </div>
      )}
      {selected.ids.size > 0 && (
        <SelectionBar
          entity={entity}
          ids={selected.ids}
          archived={archived}
          run={bulk.run}
          onClear={selected.clear}
        />
      )}
      {bulk.dialog}
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
