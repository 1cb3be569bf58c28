import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import {
  groupedSelection,
  selectionOf,
  sortOf,
  type ListState,
  type Selection,
} from './list-state.ts';
import type { RowWindow } from './use-window.ts';

interface Asking {
  readonly entity: EntityDef;
  readonly state: ListState;
  readonly onState: (part: Partial<ListState>) => void;
}

interface AskingState {
  readonly onState: (part: Partial<ListState>) => void;
  /** Somebody presses what will change the state so when they let go: it is asked meanwhile. */
  readonly onPress: (part: Partial<ListState>) => void;
}

/**
 * Changes the state of a list. What asks for other rows is asked first and drawn when they are there, with them: until
 * then the grid only says that it is busy. Whoever acts again before that acts on what they have asked for: a key and a
 * press find it drawn. The functions stay the same.
 */
export function useAskingState(
  asking: Asking,
  { askSoon, showNext, drawNow, busy }: RowWindow,
  grid: RefObject<HTMLElement | null>,
): AskingState {
  const latest = useRef({ asking, askSoon, showNext });
  /** What was changed and is not drawn yet. */
  const waiting = useRef<Partial<ListState> | null>(null);
  useEffect(() => {
    latest.current = { asking, askSoon, showNext };
  });
  useLayoutEffect(() => {
    if (waiting.current === null) sayBusy(grid.current, busy);
  });
  useEffect(() => {
    for (const type of ACTS) window.addEventListener(type, drawNow, { capture: true });
    return () => {
      for (const type of ACTS) window.removeEventListener(type, drawNow, { capture: true });
    };
  }, [drawNow]);
  const onState = useCallback(
    (part: Partial<ListState>) => {
      const { entity, state, onState } = latest.current.asking;
      if (waiting.current === null && !asksAnew(part)) {
        onState(part);
        return;
      }
      const all = { ...waiting.current, ...part };
      waiting.current = all;
      // Not by a drawing: that would be one more.
      sayBusy(grid.current, true);
      latest.current.showNext(wantedIn(entity, { ...state, ...all }), () => {
        waiting.current = null;
        onState(all);
      });
    },
    [grid],
  );
  const onPress = useCallback((part: Partial<ListState>) => {
    const { entity, state } = latest.current.asking;
    if (waiting.current === null) latest.current.askSoon(wantedIn(entity, { ...state, ...part }));
  }, []);
  return { onState, onPress };
}

/** By which somebody acts. */
const ACTS = ['pointerdown', 'keydown'] as const;

function sayBusy(grid: HTMLElement | null, busy: boolean): void {
  const said = String(busy);
  if (grid !== null && grid.ariaBusy !== said) grid.ariaBusy = said;
}

/** Whether other records, or another order of them, are asked for by it. */
function asksAnew({
  conditions,
  text,
  sort,
  archived,
  group,
  collapsed,
}: Partial<ListState>): boolean {
  return [conditions, text, sort, archived, group, collapsed].some((value) => value !== undefined);
}

function wantedIn(entity: EntityDef, state: ListState): Selection {
  const order = sortOf(entity, state);
  return groupedSelection(selectionOf(entity, { ...state, sort: order }), state);
}
