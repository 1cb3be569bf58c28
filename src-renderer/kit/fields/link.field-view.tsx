import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import type { CellProps, FieldView } from './field-view.ts';
import { RecordLink } from './record-link.tsx';
import { RecordOperand } from './record-operand.tsx';
import { RecordPicker } from './record-picker.tsx';

function LinkCell({ value, field, titleOf, room }: CellProps<string, FieldOf<'link'>>) {
  const title = titleOf(field.to, value);
  // The linked record may not have arrived on this desktop yet: the link is kept and said to be unknown.
  if (title === undefined)
    return (
      <span className="cell-text" data-muted="true">
        Not here yet
      </span>
    );
  return (
    <RecordLink entity={field.to} id={value} room={room}>
      {title}
    </RecordLink>
  );
}

export const linkView: FieldView<'link'> = {
  Cell: LinkCell,
  Input: (props) => (
    <RecordPicker
      {...props}
      to={props.field.to}
      label={props.field.label}
      required={props.field.required === true}
      current={props.value === undefined ? '' : (props.titleOf(props.field.to, props.value) ?? '')}
      linked={props.value}
      withinPortal
      many={false}
      onPick={(choice) => props.onCommit(choice?.id ?? null)}
      onLeave={props.onCancel}
    />
  ),
  Operand: ({ field, operand, onOperand }) => (
    <RecordOperand
      to={field.to}
      label={field.label}
      operand={operand}
      onOperand={onOperand}
      keyOf={(_to, id) => id}
    />
  ),
  widthPx: 170,
  align: 'start',
};
