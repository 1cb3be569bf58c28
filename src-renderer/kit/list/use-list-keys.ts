/** The keys of a list. They work while the grid has the focus; `/` and `n` on the whole page are the shell's. */
import type { KeyboardEvent } from 'react';

export interface ListKeys {
  readonly count: number;
  readonly activeIndex: number;
  readonly rowsOnScreen: number;
  readonly move: (index: number) => void;
  readonly open: (index: number) => void;
  /** To the line over the group of a row. */
  readonly toGroup?: (index: number) => void;
  readonly select: (index: number, range: boolean) => void;
  readonly selectAll: () => void;
  readonly clearSelection: () => void;
  readonly create: () => void;
  readonly focusText: () => void;
}

export function onListKey(event: KeyboardEvent, keys: ListKeys): void {
  // A button or a field inside the list keeps its own keys.
  if (event.target !== event.currentTarget || event.altKey) return;
  const { activeIndex, count, toGroup } = keys;
  const step = (by: number): void => {
    const next = Math.max(0, Math.min(count - 1, activeIndex + by));
    keys.move(next);
    if (event.shiftKey) keys.select(next, true);
  };
  const command = event.ctrlKey || event.metaKey;
  const acts: Readonly<Record<string, () => void>> = command
    ? { a: keys.selectAll, Home: () => keys.move(0), End: () => keys.move(count - 1) }
    : {
        ArrowDown: () => step(1),
        j: () => step(1),
        ArrowUp: () => step(-1),
        k: () => step(-1),
        PageDown: () => step(keys.rowsOnScreen),
        PageUp: () => step(-keys.rowsOnScreen),
        Home: () => keys.move(0),
        End: () => keys.move(Math.max(0, count - 1)),
        ...(toGroup === undefined ? {} : { ArrowLeft: () => toGroup(activeIndex) }),
        Enter: () => keys.open(activeIndex),
        o: () => keys.open(activeIndex),
        x: () => keys.select(activeIndex, false),
        ' ': () => keys.select(activeIndex, false),
        Escape: keys.clearSelection,
        n: keys.create,
        '/': keys.focusText,
      };
  const act = acts[event.key];
  if (act === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}
