import { labelOf } from '../../../crm/kernel/fields/option-matching.ts';
import type { FieldView } from './field-view.ts';
import { OptionOperand, OptionPicker } from './option-picker.tsx';

export const selectView: FieldView<'select'> = {
  Cell: ({ value, field }) => {
    const color = field.options.find((option) => option.value === value)?.color;
    return (
      <span className="cell-text">
        {color !== undefined && <span className="option-dot" data-color={color} />}
        {labelOf(value, field.options)}
      </span>
    );
  },
  Input: (props) => <OptionPicker {...props} onPick={props.onCommit} />,
  Operand: OptionOperand,
  widthPx: 130,
  align: 'start',
};
