import { labelOf } from '../../../crm/kernel/fields/option-matching.ts';
import type { FieldView } from './field-view.ts';
import { OptionOperand, OptionPicker } from './option-picker.tsx';

export const selectView: FieldView<'select'> = {
  Cell: ({ value, field }) => {
    const color = field.options.find((option) => option.value === value)?.color;
    // Where some have a colour all have a dot, so that the words stand below each other.
    const hasDots = field.options.some((option) => option.color !== undefined);
    return (
      <span className="cell-text">
        {hasDots && <span className="option-dot" data-color={color ?? 'none'} />}
        {labelOf(value, field.options)}
      </span>
    );
  },
  Input: (props) => <OptionPicker {...props} onPick={props.onCommit} />,
  Operand: OptionOperand,
  widthPx: 130,
  align: 'start',
};
