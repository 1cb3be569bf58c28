import { useCallback, useEffect, useRef } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import {
  groupedSelection,
  selectionOf,
  sortOf,
  type ListState,
  type Selection,
} from './list-state.ts';

interface Asking {
  readonly entity: EntityDef;
  readonly state: ListState;
  readonly onState: (part: Partial<ListState>) => void;
}

/**
 * Changes the state of a list, and asks what that is going to show before anything is drawn: the worker answers while
 * the key or the click is still being handled here. The function stays the same.
 */
export function useAskingState(
  asking: Asking,
  showNext: (next: Selection) => void,
): Asking['onState'] {
  const latest = useRef({ asking, showNext });
  useEffect(() => {
    latest.current = { asking, showNext };
  });
  return useCallback((part) => {
    const { entity, state, onState } = latest.current.asking;
    if (asksAnew(part)) latest.current.showNext(wantedIn(entity, { ...state, ...part }));
    onState(part);
  }, []);
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
