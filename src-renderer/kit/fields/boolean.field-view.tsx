import { Checkbox } from '@mantine/core';
import { Icon } from '../icons/icon.tsx';
import type { FieldView } from './field-view.ts';
import { PlainOperand } from './operands.tsx';

export const booleanView: FieldView<'boolean'> = {
  Cell: ({ value }) => (
    <span className="cell-text" data-muted={!value}>
      {value && <Icon name="check" size={14} />}
      {value ? 'Yes' : 'No'}
    </span>
  ),
  // One click is the whole edit: there is nothing to confirm.
  Input: (props) => (
    <Checkbox
      id={props.inputId}
      checked={props.value === true}
      label={props.value === true ? 'Yes' : 'No'}
      autoFocus={props.autoFocus}
      onChange={(event) => props.onCommit(event.currentTarget.checked)}
      onBlur={props.onCancel}
    />
  ),
  Operand: PlainOperand,
  widthPx: 90,
  align: 'start',
};
