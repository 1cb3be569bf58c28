import type { FieldView } from './field-view.ts';
import { PlainOperand } from './operands.tsx';
import { TypedInput } from './typed-input.tsx';

export const geoView: FieldView<'geo'> = {
  Cell: ({ value }) => <span className="cell-text">{`${value.lat}, ${value.lng}`}</span>,
  Input: (props) => (
    <TypedInput
      {...props}
      text={props.value === undefined ? '' : `${props.value.lat}, ${props.value.lng}`}
      placeholder="47.3769, 8.5417"
    />
  ),
  Operand: PlainOperand,
  widthPx: 140,
  align: 'start',
};
