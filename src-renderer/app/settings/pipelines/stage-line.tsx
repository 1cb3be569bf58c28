/** A row of the stages that a hand can take to another place, by the grip before it. */
import { attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/attach-closest-edge';
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { StageOption } from '../../../../crm/kernel/fields/stage.field.ts';
import { Icon } from '../../../kit/icons/icon.tsx';

interface StageLineProps {
  readonly pipeline: string;
  readonly stage: StageOption;
  /** The stage `moved` was let go over this one, above it or below. */
  readonly onDrop: (moved: string, below: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
}

export function StageLine({ pipeline, stage, onDrop, onKeyDown, children }: StageLineProps) {
  const { value, label, outcome } = stage;
  const row = useRef<HTMLTableRowElement>(null);
  const grip = useRef<HTMLSpanElement>(null);
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null);
  const [dragged, setDragged] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });

  useEffect(() => {
    const [element, dragHandle] = [row.current, grip.current];
    if (element === null || dragHandle === null) return undefined;
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ stageOf: pipeline, stage: value, outcome }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        // What ends something stays behind what is open.
        canDrop: ({ source: { data } }) =>
          data['stageOf'] === pipeline && data['outcome'] === outcome && data['stage'] !== value,
        getData: ({ input }) =>
          attachClosestEdge({}, { element, input, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self }) => {
          const near = extractClosestEdge(self.data);
          setEdge(near === 'top' || near === 'bottom' ? near : null);
        },
        onDragLeave: () => setEdge(null),
        onDrop: ({ self, source }) => {
          setEdge(null);
          const moved = source.data['stage'];
          if (typeof moved === 'string')
            latest.current(moved, extractClosestEdge(self.data) === 'bottom');
        },
      }),
    );
  }, [pipeline, value, outcome]);

  return (
    <tr
      ref={row}
      aria-label={label}
      data-outcome={outcome}
      data-edge={edge ?? undefined}
      data-dragged={dragged}
      onKeyDown={onKeyDown}
    >
      <td className="stages-grip">
        {/* For the hand alone: keys have Alt and the arrows, and two buttons. */}
        <span ref={grip} aria-hidden="true" title="Drag to another place">
          <Icon name="grip" size={14} />
        </span>
      </td>
      {children}
    </tr>
  );
}
