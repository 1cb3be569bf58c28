/**
 * The keys of a calendar. With an entry selected the arrows move it and, with Shift, its end; else they move the place
 * at which one would make a new one.
 */
import type { KeyboardEvent } from 'react';
import type { CalendarView } from './calendar-days.ts';

export interface CalendarKeys {
  readonly isSelected: boolean;
  readonly moveCursor: (days: number, steps: number) => void;
  readonly moveEntry: (days: number, steps: number) => void;
  readonly resizeEntry: (steps: number) => void;
  /** The entry after the place or the selected one, or before it. */
  readonly toEntry: (by: 1 | -1) => void;
  readonly open: () => void;
  readonly details: () => void;
  readonly close: () => void;
  readonly remove: () => void;
  readonly create: () => void;
  /** Leaves the move, then the selection. */
  readonly leave: () => boolean;
  readonly step: (by: 1 | -1) => void;
  readonly today: () => void;
  readonly view: (view: CalendarView) => void;
}

const ARROWS: Readonly<Record<string, readonly [days: number, steps: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function onCalendarKey(event: KeyboardEvent, keys: CalendarKeys): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const act = actOf(event, keys);
  if (act === undefined || act() === false) return;
  event.preventDefault();
  event.stopPropagation();
}

function actOf(event: KeyboardEvent, keys: CalendarKeys): (() => unknown) | undefined {
  const arrow = ARROWS[event.key];
  if (arrow !== undefined) {
    const [days, steps] = arrow;
    if (!keys.isSelected) return () => keys.moveCursor(days, steps);
    if (event.shiftKey) return days === 0 ? () => keys.resizeEntry(steps) : undefined;
    return () => keys.moveEntry(days, steps);
  }
  const acts: Readonly<Record<string, () => unknown>> = {
    j: () => keys.toEntry(1),
    k: () => keys.toEntry(-1),
    Enter: keys.isSelected ? keys.open : keys.create,
    ' ': keys.isSelected ? keys.details : keys.create,
    n: keys.create,
    Escape: keys.leave,
    PageDown: () => keys.step(1),
    PageUp: () => keys.step(-1),
    Home: keys.today,
    '1': () => keys.view('day'),
    '2': () => keys.view('week'),
    '3': () => keys.view('month'),
    ...(keys.isSelected ? { e: keys.close, Delete: keys.remove, Backspace: keys.remove } : {}),
  };
  return acts[event.key];
}
