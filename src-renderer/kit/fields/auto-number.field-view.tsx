import type { FieldView } from './field-view.ts';
import { PlainOperand } from './operands.tsx';
import { TypedInput } from './typed-input.tsx';

export const autoNumberView: FieldView<'autoNumber'> = {
  Cell: ({ value, field }) => <span className="cell-number">{`${field.prefix}${value}`}</span>,
  Input: (props) => (
    <TypedInput
      {...props}
      text={props.value === undefined ? '' : `${props.field.prefix}${props.value}`}
    />
  ),
  Operand: PlainOperand,
  widthPx: 108,
  align: 'start',
};
