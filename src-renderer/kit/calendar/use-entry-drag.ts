/** Takes an entry along with the pointer, or draws a new one over empty time. */
import { useCallback, useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react';
import type { ShownEntry } from '../../../crm/contracts/rpc/calendar.rpc.ts';

/** A hand is never quite still as it clicks. */
const STILL_PX = 4;
/** So near to the edge of what can be scrolled, the calendar scrolls along. */
const EDGE_PX = 28;
const SCROLL_STEP_PX = 14;

export interface Spot {
  readonly day: string;
  /** On the axis; 0 where there is none. */
  readonly minutes: number;
}

export type Grabbed =
  | {
      readonly what: 'entry';
      readonly entry: ShownEntry;
      readonly edge: boolean;
      readonly at: Spot;
    }
  | { readonly what: 'empty'; readonly at: Spot };

interface DragTargets {
  /** The place under the pointer, also of one that has left the calendar. */
  readonly spotAt: (x: number, y: number) => Spot | null;
  readonly scroller: () => HTMLElement | null;
  readonly onMove: (grabbed: Grabbed, to: Spot) => void;
  readonly onDrop: (grabbed: Grabbed, to: Spot) => void;
  readonly onClick: (grabbed: Grabbed) => void;
  readonly onCancel: () => void;
}

export function useEntryDrag(
  targets: DragTargets,
): (
  event: ReactPointerEvent<HTMLElement>,
  what: { readonly entry: ShownEntry; readonly edge: boolean } | null,
) => void {
  const latest = useRef(targets);
  useEffect(() => {
    latest.current = targets;
  });
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);

  return useCallback((event, what) => {
    if (event.button !== 0) return;
    const at = latest.current.spotAt(event.clientX, event.clientY);
    if (at === null) return;
    const grabbed: Grabbed = what === null ? { what: 'empty', at } : { what: 'entry', at, ...what };
    const start = { x: event.clientX, y: event.clientY };
    let moved = false;
    let last = at;
    const follow = (now: PointerEvent): void => {
      if (!moved && Math.hypot(now.clientX - start.x, now.clientY - start.y) < STILL_PX) return;
      moved = true;
      scrollNear(latest.current.scroller(), now.clientY);
      const spot = latest.current.spotAt(now.clientX, now.clientY);
      if (spot === null) return;
      last = spot;
      latest.current.onMove(grabbed, spot);
    };
    const end = (): void => {
      stop.current();
      if (moved) latest.current.onDrop(grabbed, last);
      else latest.current.onClick(grabbed);
    };
    const abandon = (): void => {
      stop.current();
      latest.current.onCancel();
    };
    const onKey = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      key.stopPropagation();
      abandon();
    };
    stop.current = () => {
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', abandon);
      window.removeEventListener('keydown', onKey, true);
    };
    window.addEventListener('pointermove', follow);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', abandon);
    window.addEventListener('keydown', onKey, true);
  }, []);
}

function scrollNear(scroller: HTMLElement | null, y: number): void {
  if (scroller === null) return;
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + EDGE_PX) scroller.scrollBy(0, -SCROLL_STEP_PX);
  else if (y > bottom - EDGE_PX) scroller.scrollBy(0, SCROLL_STEP_PX);
}
