import type { FieldView } from './field-view.ts';
import { PlainOperand } from './operands.tsx';
import { TypedInput } from './typed-input.tsx';

export const longTextView: FieldView<'longText'> = {
  Cell: ({ value, room }) =>
    room === 'list' ? (
      <span className="cell-text">{value.split('\n', 1)[0]}</span>
    ) : (
      <span className="cell-long-text">{value}</span>
    ),
  Input: (props) => <TypedInput {...props} text={props.value ?? ''} multiline />,
  Operand: PlainOperand,
  widthPx: 240,
  align: 'start',
};
