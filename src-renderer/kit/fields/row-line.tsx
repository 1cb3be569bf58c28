/** One row of a table that is edited: its inputs, and where it stands among the others. */
import { ActionIcon } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import type { Json } from '../../../crm/kernel/field-kind.ts';
import type { Row } from '../../../crm/kernel/fields/rows.field.ts';
import type { ScalarFieldDef } from '../../../crm/kernel/fields/scalar-kinds.ts';
import { Icon } from '../icons/icon.tsx';
import { stepOfKey, useDragLine } from '../ordering/use-drag-line.ts';
import type { InputProps } from './field-view.ts';
import { useFieldView } from './views-context.ts';

type RowsField = FieldOf<'rows'>;

interface RowLineProps {
  readonly rowId: string;
  /** From 1. */
  readonly nth: number;
  /** Of the table, so that no row goes into another one. */
  readonly order: string;
  /** What one is called. */
  readonly label: string;
  /** undefined: its rows have no order. */
  readonly onStep: ((by: 1 | -1) => void) | undefined;
  readonly onDrop: (moved: string, below: boolean) => void;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

export function RowLine({ rowId, nth, order, label, onStep, ...props }: RowLineProps) {
  const { line, grip, edge, isDragged } = useDragLine<HTMLTableRowElement>({
    order,
    id: rowId,
    onDrop: props.onDrop,
  });
  return (
    <tr
      ref={line}
      data-row={rowId}
      data-edge={edge}
      data-dragged={isDragged || undefined}
      // Before the inputs: a list of choices opens with the same keys.
      onKeyDownCapture={(event) => {
        const by = onStep === undefined ? 0 : stepOfKey(event);
        if (by === 0) return;
        event.preventDefault();
        event.stopPropagation();
        onStep?.(by);
      }}
    >
      {onStep !== undefined && (
        <td className="child-rows-grip">
          {/* For the hand alone: keys have Alt and the arrows, as it says below. Whoever takes it keeps the focus in the table. */}
          <span ref={grip} aria-hidden="true" tabIndex={-1} title="Drag to another place">
            <Icon name="grip" size={14} />
          </span>
        </td>
      )}
      {props.children}
      <td>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Remove ${label} ${nth}`}
          onClick={props.onRemove}
        >
          <Icon name="close" size={14} />
        </ActionIcon>
      </td>
    </tr>
  );
}

interface ColumnInputProps extends InputProps<readonly Row[], RowsField> {
  readonly column: ScalarFieldDef;
  readonly columnKey: string;
  readonly rowNumber: number;
  readonly cell: Json | undefined;
  readonly cellProblem: string | undefined;
  readonly onCell: (next: Json | null) => void;
  readonly onCellProblem: (reason: string) => void;
}

export function ColumnInput(props: ColumnInputProps) {
  const { column } = props;
  const { Input } = useFieldView(column);
  const id = useId();
  return (
    <>
      <label className="visually-hidden" htmlFor={id}>
        {`${column.label}, ${props.field.rowLabel} ${props.rowNumber}`}
      </label>
      <Input
        field={column}
        value={props.cell}
        entity={props.entity}
        fieldKey={`${props.fieldKey}.${props.columnKey}`}
        inputId={id}
        autoFocus={props.autoFocus}
        problem={props.cellProblem}
        titleOf={props.titleOf}
        onCommit={(next) => props.onCell(next as Json | null)}
        onCancel={() => undefined}
        onProblem={props.onCellProblem}
      />
      {props.cellProblem !== undefined && (
        <p className="field-problem" role="alert">
          {column.label} {props.cellProblem}
        </p>
      )}
    </>
  );
}
