/** The head of a column: sorts by a click; moves by dragging, or with Ctrl, Shift and an arrow; wider with Alt instead. */
import {
  attachClosestEdge,
  extractClosestEdge,
  type Edge,
} from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { fieldOf } from '../../../crm/kernel/system-fields.ts';
import type { Sort } from '../../../crm/kernel/query.ts';
import { viewOf } from '../field-views.ts';
import { Icon } from '../icons/icon.tsx';

/** How much one press of a key widens a column by, in CSS pixels. */
const WIDEN_STEP_PX = 16;

interface HeaderCellProps {
  readonly entity: EntityDef;
  readonly column: string;
  readonly place: number;
  readonly places: number;
  readonly widthPx: number;
  /** Where it stays in sight; undefined: it scrolls. */
  readonly leftPx: number | undefined;
  readonly sort: readonly Sort[];
  /** Letting go will sort. */
  readonly onPress: (field: string, add: boolean) => void;
  readonly onSort: (field: string, add: boolean) => void;
  readonly onMove: (field: string, to: number) => void;
  readonly onWiden: (field: string, byPx: number) => void;
  /** The handle that makes it wider. */
  readonly children: ReactNode;
}

export function HeaderCell(props: HeaderCellProps) {
  const { entity, column, place, leftPx, sort, onMove } = props;
  const field = fieldOf(entity, column);
  const label = field?.label ?? column;
  const order = sort.findIndex((entry) => entry.field === column);
  const direction = sort[order]?.direction;
  const cell = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const [edge, setEdge] = useState<Edge | null>(null);

  // The column that names the record stays where it is.
  const movable = place > 0;
  useEffect(() => {
    const element = cell.current;
    const dragHandle = handle.current;
    if (element === null || dragHandle === null) return undefined;
    const data = { column, columnOf: entity.name, place };
    return combine(
      ...(movable ? [draggable({ element, dragHandle, getInitialData: () => data })] : []),
      dropTargetForElements({
        element,
        canDrop: ({ source }) =>
          source.data['columnOf'] === entity.name && source.data['column'] !== column,
        getData: ({ input, element: over }) =>
          attachClosestEdge(data, {
            input,
            element: over,
            allowedEdges: movable ? ['left', 'right'] : ['right'],
          }),
        onDrag: ({ self }) => setEdge(extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ self, source }) => {
          setEdge(null);
          const { column: moved, place: from } = source.data;
          if (typeof moved !== 'string' || typeof from !== 'number') return;
          const after = place + (extractClosestEdge(self.data) === 'right' ? 1 : 0);
          // Its own place is given up first.
          onMove(moved, after > from ? after - 1 : after);
        },
      }),
    );
  }, [entity, column, place, movable, onMove]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const command = event.ctrlKey || event.metaKey;
    if (step === 0 || !event.shiftKey || command === event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.altKey) return props.onWiden(column, step * WIDEN_STEP_PX);
    const to = place + step;
    if (movable && to > 0 && to < props.places) onMove(column, to);
  };
  return (
    <div
      ref={cell}
      role="columnheader"
      aria-sort={direction ?? 'none'}
      aria-colindex={place + 2}
      className="list-head-cell"
      data-align={field === undefined ? 'start' : viewOf(field).align}
      data-first={place === 0}
      data-pinned={leftPx !== undefined}
      data-drop={edge ?? undefined}
      style={{ width: props.widthPx, left: leftPx }}
    >
      <button
        ref={handle}
        type="button"
        className="list-head-button"
        title={`Sort by ${label}. With Shift: sort by it as well.${
          movable ? ' Drag, or press Ctrl Shift and an arrow, to move the column.' : ''
        } Alt Shift and an arrow: wider or narrower.`}
        onPointerDown={(event) => event.button === 0 && props.onPress(column, event.shiftKey)}
        onClick={(event) => props.onSort(column, event.shiftKey)}
        onKeyDown={onKeyDown}
      >
        <span>{label}</span>
        {direction !== undefined && (
          <Icon name={direction === 'ascending' ? 'arrow-up' : 'arrow-down'} size={12} />
        )}
        {direction !== undefined && sort.length > 1 && <sup>{order + 1}</sup>}
      </button>
      {props.children}
    </div>
  );
}
