/** The list of any entity, from its definition. Everything is asked of the worker; only what is on screen is here. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  type KeyboardEvent,
  type Ref,
  type RefObject,
} from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { rangeOfRow } from '../grid/marked-cells.ts';
import { useBulk } from '../grid/use-bulk.tsx';
import { useGrid } from '../grid/use-grid.tsx';
import { useRowSelection } from '../grid/row-selection.ts';
import { showColumn } from '../grid/show-column.ts';
import { GROUPS_COLLAPSED_MAX } from '../../../crm/kernel/query.ts';
import { useNavigation, useSession } from '../session/session.tsx';
import { useRowHeightPx } from './density.ts';
import { EmptyList } from './empty-list.tsx';
import { CHECK_WIDTH_PX, shownColumns, summable, type Columns } from './columns.ts';
import { GroupRow } from './group-row.tsx';
import { ListFooter } from './list-footer.tsx';
import { ListHeader } from './list-header.tsx';
import { listLines } from './list-lines.ts';
import { ListRow } from './list-row.tsx';
import type { ListBody } from './list-toolbar.tsx';
import { columnsOf, groupedSelection, selectionOf, sortOf, type ListState } from './list-state.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useAskingState } from './use-asking-state.ts';
import { useGroupKeys } from './use-group-keys.ts';
import { onListKey } from './use-list-keys.ts';
import { useListActs } from './use-list-acts.ts';
import { useListTable } from './use-list-table.tsx';
import { usePressedRow } from './use-pressed-row.ts';
import { useWindow } from './use-window.ts';
import { ProblemLine } from '../acts/problem-line.tsx';

/** Drawn beyond what is on screen, so that scrolling a little finds them there. */
const OVERSCAN_ROWS = 12;
/** Of an answer that has just come: what can be seen comes first, and the rows beyond it when the page is idle. */
const OVERSCAN_AT_FIRST_ROWS = 1;

interface ListProps {
  readonly ref: Ref<ListBody>;
  readonly entity: EntityDef;
  readonly state: ListState;
  readonly onState: (part: Partial<ListState>) => void;
  /** Where words are typed, in the toolbar above. */
  readonly textInput: RefObject<HTMLInputElement | null>;
}

export function List(props: ListProps) {
  const { ref, entity, state, textInput } = props;
  const session = useSession();
  const { openRecord, pressRecord, create } = useNavigation();
  const scroller = useRef<HTMLDivElement>(null);
  const lastSelected = useRef(0);
  const gridId = useId();
  const { conditions, text, sort, archived, activeIndex, group, collapsed } = state;

  // What stands around the rows is drawn again for its own sake only: a key in the filter changes none of it.
  const order = useMemo(() => sortOf(entity, { sort }), [entity, sort]);
  const selection = useMemo(
    () => selectionOf(entity, { conditions, text, sort: order, archived }),
    [entity, conditions, text, order, archived],
  );
  const sums = useMemo(() => summable(entity), [entity]);
  const wanted = useMemo(
    () => groupedSelection(selection, { group, collapsed }),
    [selection, group, collapsed],
  );
  const drawn = useWindow(entity, wanted, sums, activeIndex);
  const { onState, onPress } = useAskingState(props, drawn, scroller);
  const { result, shown, problem, busy, isSettled, answers, show } = drawn;
  // The lines of the answer that is shown, not of the question that is on its way.
  const lines = useMemo(() => listLines(result, answers?.group?.collapsed), [result, answers]);
  const { rows, offset } = shown;
  const total = result?.count ?? 0;
  const count = lines.rowCount;

  const chosen = useMemo(
    () => columnsOf(entity, { columns: state.columns }),
    [entity, state.columns],
  );
  const setColumns = useCallback((columns: Columns) => onState({ columns }), [onState]);
  const table = useListTable(entity, chosen, setColumns);
  const { columnSizing } = table.state;
  const columns = useMemo(
    () =>
      shownColumns(
        chosen,
        table.getVisibleLeafColumns().map((column) => [column.id, column.getSize()]),
      ),
    // The table reads the widths as it answers.
    // oxlint-disable-next-line react/exhaustive-deps
    [table, chosen, columnSizing],
  );
  const widthPx = CHECK_WIDTH_PX + columns.reduce((sum, column) => sum + column.widthPx, 0);
  const selected = useRowSelection(selection, wanted, (index) => rows[index - offset]?.row.id);
  const bulk = useBulk(() => setTimeout(() => scroller.current?.focus({ preventScroll: true })));
  // A list that became shorter than where the keyboard was.
  const active = Math.min(activeIndex, Math.max(0, count - 1));
  const activeLine = lines.lineOfRow(active);

  const rowHeightPx = useRowHeightPx();
  const virtual = useVirtualizer({
    count: lines.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: OVERSCAN_ROWS,
    initialOffset: Math.max(0, (activeIndex - 8) * rowHeightPx),
    scrollPaddingStart: rowHeightPx,
    scrollPaddingEnd: rowHeightPx,
    // The row that the keyboard is at stays, so that its editor and what assistive technology reads stay as well.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return indexes.includes(activeLine) || active >= count ? indexes : [...indexes, activeLine];
    },
  });
  // The rows are of another height from now on; what the list knows of the old one goes.
  useEffect(() => virtual.measure(), [virtual, rowHeightPx]);
  const items = virtual.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  const firstLine = Math.max(0, startIndex - OVERSCAN_ROWS);
  const lastLine = Math.min(Math.max(0, lines.count - 1), endIndex + OVERSCAN_ROWS);
  const isLater = (line: number): boolean =>
    !isSettled &&
    line !== activeLine &&
    (line < startIndex - OVERSCAN_AT_FIRST_ROWS || line > endIndex + OVERSCAN_AT_FIRST_ROWS);
  const first = lines.rowFrom(firstLine);
  const last = Math.max(first, lines.rowFrom(lastLine + 1) - 1);
  useEffect(() => show(first, last), [show, first, last]);

  // Another question is read from its beginning.
  const asked = useRef({ selection, group });
  useEffect(() => {
    if (asked.current.selection === selection && asked.current.group === group) return;
    asked.current = { selection, group };
    // At the top already: to scroll there would have the rows laid out once more, in the middle of being drawn.
    if (virtual.scrollOffset !== 0) scroller.current?.scrollTo({ top: 0 });
  }, [selection, group, virtual]);

  const goTo = useCallback(
    ({ row, column }: { readonly row: number; readonly column: number }) => {
      onState({ activeIndex: row });
      virtual.scrollToIndex(lines.lineOfRow(row), { align: 'auto' });
      showColumn(scroller.current, columns, column);
    },
    [onState, virtual, lines, columns],
  );
  const toggleGroup = useCallback(
    (key: string) => {
      const next = collapsed.includes(key)
        ? collapsed.filter((other) => other !== key)
        : [...collapsed, key];
      if (next.length <= GROUPS_COLLAPSED_MAX) onState({ collapsed: next });
    },
    [collapsed, onState],
  );
  const groupKeys = useGroupKeys({
    lines,
    toggle: toggleGroup,
    showLine: (line) => virtual.scrollToIndex(line, { align: 'auto' }),
    goToRow: (row) => goTo({ row, column: -1 }),
    focusGrid: () => scroller.current?.focus({ preventScroll: true }),
  });
  const { meant, handlers: pressHandlers } = usePressedRow(shown, pressRecord);
  const open = useCallback(
    (index: number) => {
      const opened = meant(index);
      if (opened === undefined) return;
      onState({ activeIndex: opened.index });
      openRecord(entity.name, opened.row.id, { query: wanted, index: opened.index });
    },
    [meant, openRecord, entity, wanted, onState],
  );
  const { toggle, addRange } = selected;
  const select = useCallback(
    (index: number, range: boolean) => {
      const from = lastSelected.current;
      const chosen = meant(index);
      lastSelected.current = chosen?.index ?? index;
      if (range) return addRange(from, lastSelected.current);
      if (chosen !== undefined) toggle(chosen.row.id);
      return undefined;
    },
    [meant, toggle, addRange],
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
      selectAll: () => selected.toggleAll(total),
      clearSelection: selected.clear,
      toGroup: groupKeys.fromRow,
      create: () => create(entity.name),
      focusText: () => textInput.current?.focus(),
    });
  const grid = useGrid({
    session,
    entity,
    columns: useMemo(() => columns.map(({ key }) => key), [columns]),
    count,
    selection: wanted,
    rowAt: (index) => rows[index - offset],
    meant,
    run: bulk.run,
    scroller,
    activeIndex: active,
    rowsOnScreen,
    goTo,
    openRow: open,
    toggleRow: (index) => select(index, false),
    selectAll: () => selected.toggleAll(total),
    onRowKey,
  });

  const stable = useListActs({
    now: { result, order, chosen, selected, open, select },
    scroller,
    onState,
    onPress,
    setColumns,
  });

  useImperativeHandle(
    ref,
    () => ({
      change: onState,
      press: onPress,
      groupKeys: stable.groupKeys,
      focus: stable.focus,
    }),
    [onState, onPress, stable],
  );

  const rowId = (index: number): string => `${gridId}-${index}`;
  const { column } = grid.cursor.at;
  const activeId = column < 0 ? rowId(active) : `${rowId(active)}-${column}`;
  const isEmpty = result !== undefined && total === 0;
  return (
    <>
      <ProblemLine problem={problem} />
      {isEmpty ? (
        <EmptyList entity={entity} state={state} onState={onState} />
      ) : (
        <div
          ref={scroller}
          className="list-scroller"
          role="grid"
          tabIndex={0}
          aria-label={entity.label.many}
          aria-rowcount={lines.count + 2}
          aria-colcount={columns.length + 1}
          aria-multiselectable="true"
          aria-busy={busy}
          {...(count > 0 ? { 'aria-activedescendant': activeId } : {})}
          data-cells={column >= 0}
          onKeyDown={(event) => groupKeys.onGridKey(event) || grid.onKeyDown(event)}
          onMouseDown={grid.onMouseDown}
          {...pressHandlers}
          onMouseMove={grid.onMouseMove}
          onClick={grid.onClick}
          onDoubleClick={grid.onDoubleClick}
        >
          <div role="rowgroup" className="list-head" style={{ width: widthPx }}>
            <ListHeader
              entity={entity}
              table={table}
              columns={columns}
              sort={order}
              someSelected={selected.ids.size > 0}
              allSelected={total > 0 && selected.ids.size >= total}
              onSelectAll={stable.selectAll}
              onMove={stable.moveColumn}
              onPress={stable.pressSort}
              onSort={stable.toggleSort}
            />
          </div>
          <div
            role="rowgroup"
            className="list-body"
            style={{ height: virtual.getTotalSize(), width: widthPx }}
          >
            {items.map(({ index: at, start }) => {
              const line = lines.lineAt(at);
              if (line.kind === 'group') {
                if (isLater(at)) return null;
                return (
                  <GroupRow
                    key={`group ${line.group.key}`}
                    entity={entity}
                    group={line.group}
                    collapsed={line.collapsed}
                    line={at}
                    topPx={start}
                    columns={columns}
                    onToggle={toggleGroup}
                    focused={groupKeys.at === line.group.key}
                    onFocused={groupKeys.onFocused}
                    onKey={groupKeys.onLineKey}
                  />
                );
              }
              const { index } = line;
              const isEdited = grid.edited?.index === index;
              // An edit outlives the window of loaded rows.
              const shownRow = rows[index - offset] ?? (isEdited ? grid.edited?.shown : undefined);
              if (shownRow === undefined) {
                return (
                  <div
                    key={`line ${at}`}
                    role="row"
                    aria-rowindex={at + 2}
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
                  // By its place: another answer is written into the rows that are there, which costs half of new ones.
                  key={at}
                  entity={entity}
                  row={row}
                  rowId={rowId(index)}
                  index={index}
                  line={at}
                  topPx={start}
                  columns={columns}
                  titleOf={titleOf}
                  active={index === active}
                  activeColumn={index === active ? column : -1}
                  marked={rangeOfRow(grid.range, index)}
                  editedColumn={isEdited ? (grid.edited?.column ?? -1) : -1}
                  editor={isEdited ? grid.editor : null}
                  selected={selected.ids.has(row.id)}
                  isLater={isLater(at)}
                  onOpen={stable.open}
                  onSelect={stable.select}
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
    </>
  );
}
