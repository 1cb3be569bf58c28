/** A line of an order that a hand can take to another place in it, by the grip before it. */
import { attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/attach-closest-edge';
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState, type RefObject } from 'react';

interface DragLine {
  /** Lines go to places of their own order only. */
  readonly order: string;
  readonly id: string;
  /** Whether that one may come to lie above or below this one. */
  readonly accepts?: (moved: string) => boolean;
  /** The line `moved` was let go over this one, above it or below. */
  readonly onDrop: (moved: string, below: boolean) => void;
}

interface DragLineState<Line extends HTMLElement> {
  readonly line: RefObject<Line | null>;
  /** For the hand alone: keys have Alt and the arrows. */
  readonly grip: RefObject<HTMLSpanElement | null>;
  readonly edge: 'top' | 'bottom' | undefined;
  readonly isDragged: boolean;
}

export function useDragLine<Line extends HTMLElement>(given: DragLine): DragLineState<Line> {
  const { order, id } = given;
  const line = useRef<Line>(null);
  const grip = useRef<HTMLSpanElement>(null);
  const [edge, setEdge] = useState<'top' | 'bottom'>();
  const [isDragged, setDragged] = useState(false);
  const latest = useRef(given);
  useEffect(() => {
    latest.current = given;
  });
  useEffect(() => {
    const [element, dragHandle] = [line.current, grip.current];
    if (element === null || dragHandle === null) return undefined;
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ order, line: id }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source: { data } }) =>
          data['order'] === order &&
          typeof data['line'] === 'string' &&
          data['line'] !== id &&
          latest.current.accepts?.(data['line']) !== false,
        getData: ({ input }) =>
          attachClosestEdge({}, { element, input, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self }) => {
          const near = extractClosestEdge(self.data);
          setEdge(near === 'top' || near === 'bottom' ? near : undefined);
        },
        onDragLeave: () => setEdge(undefined),
        onDrop: ({ self, source }) => {
          setEdge(undefined);
          const moved = source.data['line'];
          if (typeof moved === 'string')
            latest.current.onDrop(moved, extractClosestEdge(self.data) === 'bottom');
        },
      }),
    );
  }, [order, id]);
  return { line, grip, edge, isDragged };
}

/** Alt and an arrow: one place up or down; 0 for all other keys. */
export function stepOfKey(event: { readonly key: string; readonly altKey: boolean }): 1 | -1 | 0 {
  if (!event.altKey) return 0;
  if (event.key === 'ArrowUp') return -1;
  return event.key === 'ArrowDown' ? 1 : 0;
}
