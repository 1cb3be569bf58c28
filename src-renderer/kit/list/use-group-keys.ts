/**
 * The lines of groups by keyboard, as in a tree: ← leads from a row to the line over it and folds it there, → unfolds
 * it and leads into it, ↑ and ↓ go from line to line.
 */
import { useCallback, useState, type KeyboardEvent } from 'react';
import type { Line, ListLines } from './list-lines.ts';

type GroupLine = Extract<Line, { readonly kind: 'group' }>;

interface GroupKeysDeps {
  readonly lines: ListLines;
  readonly toggle: (key: string) => void;
  /** Brings a line into sight. */
  readonly showLine: (line: number) => void;
  /** Back to the grid, at this row. */
  readonly goToRow: (index: number) => void;
  readonly focusGrid: () => void;
}

export interface GroupKeys {
  /** Key of the group whose line has the focus. */
  readonly at: string | null;
  readonly onFocused: (key: string, focused: boolean) => void;
  /** From a row to the line of its group. */
  readonly fromRow: (index: number) => void;
  readonly onLineKey: (event: KeyboardEvent, line: number) => void;
  /** Keys of the grid itself that are meant for groups; true when it was one. */
  readonly onGridKey: (event: KeyboardEvent) => boolean;
}

export function useGroupKeys(deps: GroupKeysDeps): GroupKeys {
  const { lines, toggle, showLine, goToRow, focusGrid } = deps;
  const [at, setAt] = useState<string | null>(null);

  const goToGroup = (line: number): void => {
    const there = lines.lineAt(line);
    if (there.kind !== 'group') return;
    showLine(line);
    setAt(there.group.key);
  };
  const goToLine = (line: number): void => {
    if (line < 0 || line >= lines.count) return;
    const there = lines.lineAt(line);
    if (there.kind === 'group') return goToGroup(line);
    goToRow(there.index);
    focusGrid();
  };
  const fold = ({ group, collapsed }: GroupLine, folded: boolean): boolean => {
    if (collapsed === folded) return false;
    toggle(group.key);
    return true;
  };
  const onFocused = useCallback((key: string, focused: boolean): void => {
    setAt((now) => (focused ? key : now === key ? null : now));
  }, []);

  return {
    at,
    onFocused,
    fromRow: (index) => {
      const group = lines.groupOfRow(index);
      const line = group === undefined ? undefined : lines.lineOfGroup(group.key);
      if (line !== undefined) goToGroup(line);
    },
    onLineKey: (event, line) => {
      const here = lines.lineAt(line);
      if (here.kind !== 'group' || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'ArrowUp') goToLine(line - 1);
      else if (event.key === 'ArrowDown') goToLine(line + 1);
      else if (event.key === 'ArrowLeft') fold(here, true);
      else if (event.key === 'ArrowRight') {
        if (!fold(here, false) && here.group.count > 0) goToLine(line + 1);
      } else if (event.key === 'Escape') focusGrid();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    onGridKey: (event) => {
      // With every group folded there is no row to be on.
      const isEntered = event.key === 'ArrowDown' || event.key === 'ArrowRight';
      if (event.target !== event.currentTarget || !isEntered) return false;
      if (lines.rowCount > 0 || lines.count === 0) return false;
      event.preventDefault();
      goToGroup(0);
      return true;
    },
  };
}
