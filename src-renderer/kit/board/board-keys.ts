/** The keys of a board. With Shift, or while a card is lifted, the arrows move the card, else the focus. */
import type { KeyboardEvent } from 'react';

export interface BoardKeys {
  readonly isLifted: boolean;
  readonly pageCards: number;
  readonly focusBy: (columns: number, cards: number) => void;
  readonly moveBy: (columns: number, cards: number) => void;
  readonly liftedBy: (columns: number, cards: number) => void;
  readonly lift: () => void;
  readonly drop: () => void;
  readonly cancel: () => void;
  readonly open: () => void;
}

const ARROWS: Readonly<Record<string, readonly [columns: number, cards: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function onBoardKey(event: KeyboardEvent, keys: BoardKeys): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const act = actOf(event, keys);
  if (act === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function actOf(event: KeyboardEvent, keys: BoardKeys): (() => void) | undefined {
  const arrow = ARROWS[event.key];
  if (arrow !== undefined) {
    const go = keys.isLifted ? keys.liftedBy : event.shiftKey ? keys.moveBy : keys.focusBy;
    return () => go(...arrow);
  }
  if (keys.isLifted) {
    if (event.key === ' ' || event.key === 'Enter') return keys.drop;
    return event.key === 'Escape' ? keys.cancel : undefined;
  }
  const acts: Readonly<Record<string, () => void>> = {
    ' ': keys.lift,
    Enter: keys.open,
    o: keys.open,
    j: () => keys.focusBy(0, 1),
    k: () => keys.focusBy(0, -1),
    PageDown: () => keys.focusBy(0, keys.pageCards),
    PageUp: () => keys.focusBy(0, -keys.pageCards),
    Home: () => keys.focusBy(0, Number.NEGATIVE_INFINITY),
    End: () => keys.focusBy(0, Number.POSITIVE_INFINITY),
  };
  return acts[event.key];
}
