/** A row of the stages that a hand can take to another place, by the grip before it. */
import type { KeyboardEvent, ReactNode } from 'react';
import type { StageOption } from '../../../../crm/kernel/fields/stage.field.ts';
import { Icon } from '../../../kit/icons/icon.tsx';
import { useDragLine } from '../../../kit/ordering/use-drag-line.ts';

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
  const { line, grip, edge, isDragged } = useDragLine<HTMLTableRowElement>({
    // What ends something stays behind what is open.
    order: `${pipeline} ${outcome}`,
    id: value,
    onDrop,
  });
  return (
    <tr
      ref={line}
      aria-label={label}
      data-outcome={outcome}
      data-edge={edge}
      data-dragged={isDragged}
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
