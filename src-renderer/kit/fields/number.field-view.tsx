import { useSession } from '../session/session.tsx';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { numberFormat } from './formatters.ts';
import { PlainOperand } from './operands.tsx';
import { TypedInput } from './typed-input.tsx';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';

const DIGITS = { maximumFractionDigits: 12 } as const;

function NumberCell({ value, field }: CellProps<number, FieldOf<'number'>>) {
  const { locale } = useSession();
  const format = numberFormat(locale, { ...DIGITS, useGrouping: field.grouping ?? true });
  return <span className="cell-number">{format.format(value)}</span>;
}

function NumberInput(props: InputProps<number, FieldOf<'number'>>) {
  const { locale } = useSession();
  // Without separators: they are for reading, and in the way of a caret.
  const format = numberFormat(locale, { ...DIGITS, useGrouping: false });
  return (
    <TypedInput
      {...props}
      text={props.value === undefined ? '' : format.format(props.value)}
      inputMode={props.field.integer === true ? 'numeric' : 'decimal'}
    />
  );
}

export const numberView: FieldView<'number'> = {
  Cell: NumberCell,
  Input: NumberInput,
  Operand: PlainOperand,
  widthPx: 110,
  align: 'end',
};
