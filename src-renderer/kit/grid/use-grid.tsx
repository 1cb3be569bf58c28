/** A list as a spreadsheet: a cursor in its cells, ranges, editing where the value stands. */
import {
  useCallback,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';
import { fieldOf } from '../../../crm/kernel/system-fields.ts';
import { useActs } from '../acts/acts.ts';
import { sayDone, sayProblem } from '../acts/toast.tsx';
import type { ShownRow } from '../list/shown-rows.ts';
import {
  clearCells,
  copyCells,
  fillDown,
  isCellEditable,
  pasteCells,
  type CellsAt,
} from './cell-acts.ts';
import {
  movedBy,
  rangeOf,
  tabbed,
  WHOLE_ROW,
  type CellCursor,
  type CellPlace,
  type CellRange,
} from './cell-cursor.ts';
import { CellEditor } from './cell-editor.tsx';
import type { Leave } from './editor-keys.ts';
import { useClipboard } from './use-clipboard.ts';

interface EditedCell {
  readonly index: number;
  readonly column: number;
  readonly key: string;
  /** As it was when the edit began: what teammates do meanwhile is not taken for this person's doing. */
  readonly shown: ShownRow;
  readonly value: unknown;
  readonly refusal?: string;
}

export interface GridDeps extends CellsAt {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly activeIndex: number;
  readonly rowsOnScreen: number;
  /** Brings a cell into sight and makes its row the active one; the column is -1 for a row as a whole. */
  readonly goTo: (place: CellPlace) => void;
  readonly openRow: (index: number) => void;
  readonly toggleRow: (index: number) => void;
  /** The record that a press of the mouse on this row is meant for, and where it stands now. */
  readonly meant: (
    index: number,
  ) => { readonly row: ShownRow['row']; readonly index: number } | undefined;
  readonly selectAll: () => void;
  /** Keys of somebody who is on a row as a whole. */
  readonly onRowKey: (event: KeyboardEvent) => void;
}

export interface Grid {
  readonly cursor: CellCursor;
  /** Cells that are marked; null while the cursor is on one cell, or on a row as a whole. */
  readonly range: CellRange | null;
  readonly edited: {
    readonly index: number;
    readonly column: number;
    readonly shown: ShownRow;
  } | null;
  readonly editor: ReactNode;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onMouseMove: (event: MouseEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: (event: MouseEvent) => void;
}

const COMPOSED: ReadonlySet<string> = new Set(['emails', 'phones', 'address']);
const STEP: Readonly<Record<Leave, readonly [rows: number, columns: number]>> = {
  up: [-1, 0],
  down: [1, 0],
  left: [0, -1],
  right: [0, 1],
  stay: [0, 0],
};

export function useGrid(deps: GridDeps): Grid {
  const { entity, columns, count, activeIndex, scroller, rowAt, goTo } = deps;
  const acts = useActs();
  const [column, setColumn] = useState(WHOLE_ROW);
  const [anchor, setAnchor] = useState<CellPlace | null>(null);
  const [markedIn, setMarkedIn] = useState(deps.selection);
  // Marks are places: in another order, filter or with a group folded, other records would lie under them.
  if (markedIn !== deps.selection) {
    setMarkedIn(deps.selection);
    setAnchor(null);
  }
  const [edited, setEdited] = useState<EditedCell | null>(null);
  /** An editor that closes loses the focus as well, which must not end the edit a second time. */
  const open = useRef<EditedCell | null>(null);
  const dragsFrom = useRef<CellPlace | null>(null);

  const cursor: CellCursor = {
    at: { row: activeIndex, column: Math.min(column, columns.length - 1) },
    anchor,
  };
  const size = { rows: count, columns: columns.length, page: deps.rowsOnScreen };

  const place = (next: CellCursor): void => {
    setColumn(next.at.column);
    setAnchor(next.at.column === WHOLE_ROW ? null : next.anchor);
    goTo(next.at);
  };
  const focusList = (): void => scroller.current?.focus({ preventScroll: true });

  const show = (cell: EditedCell | null): void => {
    open.current = cell;
    setEdited(cell);
  };
  const edit = (at: CellPlace): boolean => {
    const key = columns[at.column];
    const shown = rowAt(at.row);
    const field = key === undefined ? undefined : fieldOf(entity, key);
    if (key === undefined || shown === undefined || field === undefined) return false;
    if (!isCellEditable(field)) {
      if (field.kind === 'rows') deps.openRow(at.row);
      else sayDone(`${field.label} cannot be changed by hand`);
      return false;
    }
    show({ index: at.row, column: at.column, key, shown, value: shown.row[key] });
    return true;
  };
  const leave = (how: Leave): void => {
    const cell = open.current;
    show(null);
    if (cell === null || how === 'stay') return;
    focusList();
    const at = { row: cell.index, column: cell.column };
    const [rows, cells] = STEP[how];
    const next =
      cells === 0
        ? {
            at: { row: Math.max(0, Math.min(count - 1, at.row + rows)), column: at.column },
            anchor: null,
          }
        : tabbed({ at, anchor: null }, cells < 0, size);
    if (next !== null) place(next);
  };
  const save = async (cell: EditedCell, value: unknown, how: Leave): Promise<void> => {
    if (open.current !== cell) return;
    leave(how);
    const { key, shown } = cell;
    const before = shown.row[key];
    if (value === null && before === undefined) return;
    const label = entity.fields[key]?.label ?? key;
    const base = { [key]: before };
    const values = { [key]: value };
    const problem = await acts.update(entity, shown.row.id, values, `${label} changed`, base);
    if (problem === null) return;
    const { fields = [] } = problem;
    if (fields.length > 0 && !fields.includes(key)) {
      // It wants more than stands in this cell: that is asked for, as where the value is changed elsewhere.
      const ids = [shown.row.id];
      const edit = { kind: 'values' as const, ids, values };
      await deps.run({ entity, edit, label: `Change ${label}`, said: () => `${label} changed` });
      return;
    }
    // Back to the cell, with what was meant and why it was not taken.
    if (open.current !== null) return sayProblem(problem);
    place({ at: { row: cell.index, column: cell.column }, anchor: null });
    show({ ...cell, value, refusal: `${problem.message} ${problem.remedy}` });
  };

  const range = rangeOf(cursor, columns.length);
  const isMarked = anchor !== null && column !== WHOLE_ROW;

  const beginTyping = (event: KeyboardEvent): void => {
    const field = entity.fields[columns[cursor.at.column] ?? ''];
    if (field?.kind === 'boolean' || COMPOSED.has(field?.kind ?? '')) event.preventDefault();
    let begun = false;
    // The input has to have the focus before the key's own letter is put where the focus is.
    flushSync(() => (begun = edit(cursor.at)));
    const input = document.activeElement;
    if (!begun) event.preventDefault();
    else if (input instanceof HTMLInputElement && !COMPOSED.has(field?.kind ?? '')) input.select();
  };

  const toggle = (): void => {
    const key = columns[cursor.at.column] ?? '';
    const shown = rowAt(cursor.at.row);
    const field = entity.fields[key];
    if (field?.kind !== 'boolean' || !isCellEditable(field) || shown === undefined) {
      deps.toggleRow(cursor.at.row);
      return;
    }
    const values = { [key]: shown.row[key] !== true };
    void acts.update(entity, shown.row.id, values, `${field.label} changed`).then((problem) => {
      if (problem !== null) sayProblem(problem);
    });
  };

  /** True when the key was one of a cell's. */
  const onCellKey = (event: KeyboardEvent): boolean => {
    const { key, shiftKey: shift } = event;
    const command = event.ctrlKey || event.metaKey;
    const moved =
      key === 'Tab' && !command
        ? tabbed(cursor, shift, size)
        : movedBy(cursor, { key, shift, command }, size);
    if (moved !== null) place(moved);
    else if (key === 'Enter' && command) deps.openRow(cursor.at.row);
    else if (key === 'Enter' || key === 'F2') edit(cursor.at);
    else if (key === 'Escape')
      place({
        ...cursor,
        ...(isMarked ? {} : { at: { row: cursor.at.row, column: WHOLE_ROW } }),
        anchor: null,
      });
    else if (key === 'Delete' || key === 'Backspace') void clearCells(deps, range);
    else if (key === ' ') toggle();
    else if (command && key.toLowerCase() === 'd') void fillDown(deps, range);
    else if (command && key.toLowerCase() === 'a') deps.selectAll();
    else if (key.length === 1 && !command) {
      // Its letter goes into the editor; the window's own shortcuts must not hear it.
      event.stopPropagation();
      beginTyping(event);
      return false;
    } else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // A button or a field inside the list keeps its own keys.
    if (event.target !== event.currentTarget || event.altKey || count === 0) return;
    if (column !== WHOLE_ROW) {
      if (!onCellKey(event)) return;
    } else if (event.key === 'ArrowRight' && !event.ctrlKey && !event.metaKey) {
      place({ at: { row: activeIndex, column: 0 }, anchor: null });
    } else if (event.key === 'F2') {
      place({ at: { row: activeIndex, column: 0 }, anchor: null });
      edit({ row: activeIndex, column: 0 });
    } else {
      deps.onRowKey(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const placeOf = (target: EventTarget): CellPlace | null => {
    if (!(target instanceof Element)) return null;
    const cell = target.closest<HTMLElement>('[data-column]');
    const row = target.closest<HTMLElement>('[data-index]');
    if (cell === null || row === null) return null;
    return { row: Number(row.dataset['index']), column: Number(cell.dataset['column']) };
  };

  const onPasted = useCallback((pasted: CellRange | null) => {
    if (pasted === null) return;
    setAnchor(
      pasted.top === pasted.bottom && pasted.left === pasted.right
        ? null
        : { row: pasted.bottom, column: pasted.right },
    );
  }, []);

  useClipboard(scroller, {
    copy: (clipboard) => copyCells(deps, range, clipboard),
    paste: (text) => {
      if (column === WHOLE_ROW) sayDone('Go to a cell first, with → or the mouse');
      else void pasteCells(deps, range, text).then(onPasted);
    },
  });

  const editedField = edited === null ? undefined : entity.fields[edited.key];
  const editor = edited !== null && editedField !== undefined && (
    <CellEditor
      key={`${edited.shown.row.id}/${edited.key}/${edited.refusal ?? ''}`}
      entity={entity.name}
      fieldKey={edited.key}
      field={editedField}
      value={edited.value}
      titleOf={edited.shown.titleOf}
      refusal={edited.refusal}
      onCommit={(value, how) => void save(edited, value, how)}
      onLeave={(how) => {
        if (open.current === edited) leave(how);
      }}
      onEscape={() => {
        show(null);
        focusList();
      }}
    />
  );

  return {
    cursor,
    range: isMarked ? range : null,
    edited,
    editor,
    onKeyDown,
    onMouseDown: (event) => {
      const at = placeOf(event.target);
      if (at === null || event.button !== 0 || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest('a, button, input') !== null)
        return;
      event.preventDefault();
      focusList();
      dragsFrom.current = at;
      place({ at, anchor: event.shiftKey && column !== WHOLE_ROW ? (anchor ?? cursor.at) : null });
      const end = (): void => void (dragsFrom.current = null);
      window.addEventListener('mouseup', end, { once: true });
    },
    onMouseMove: (event) => {
      const from = dragsFrom.current;
      const at = from === null ? null : placeOf(event.target);
      if (from === null || at === null || event.buttons !== 1) return;
      if (at.row === cursor.at.row && at.column === cursor.at.column) return;
      place({ at, anchor: anchor ?? from });
    },
    onClick: (event) => {
      const at = placeOf(event.target);
      if (at !== null && (event.ctrlKey || event.metaKey)) deps.toggleRow(at.row);
    },
    onDoubleClick: (event) => {
      const at = placeOf(event.target);
      const meant = at === null ? undefined : deps.meant(at.row);
      if (at === null || meant === undefined) return;
      // One that the answer took out of the list is edited nowhere.
      if (deps.rowAt(meant.index)?.row.id === meant.row.id) edit({ ...at, row: meant.index });
    },
  };
}
