import { Avatar } from './avatar.tsx';
import type { FieldView } from './field-view.ts';
import { RecordOperand } from './record-operand.tsx';
import { RecordPicker } from './record-picker.tsx';

export const userView: FieldView<'user'> = {
  Cell: ({ value, titleOf }) => {
    const name = titleOf('user', value);
    return (
      <span className="cell-person" data-muted={name === undefined}>
        <Avatar name={name ?? '?'} seed={value} />
        <span className="cell-text">{name ?? 'Not here yet'}</span>
      </span>
    );
  },
  Input: (props) => (
    <RecordPicker
      {...props}
      to="user"
      label={props.field.label}
      required={props.field.required === true}
      current={props.value === undefined ? '' : (props.titleOf('user', props.value) ?? '')}
      linked={props.value}
      withinPortal
      many={false}
      onPick={(choice) => props.onCommit(choice?.id ?? null)}
      onLeave={props.onCancel}
    />
  ),
  Operand: ({ field, operand, onOperand }) => (
    <RecordOperand
      to="user"
      label={field.label}
      operand={operand}
      onOperand={onOperand}
      keyOf={(_to, id) => id}
    />
  ),
  widthPx: 150,
  align: 'start',
};
