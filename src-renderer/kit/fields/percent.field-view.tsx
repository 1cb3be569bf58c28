import { useSession } from '../session/session.tsx';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { numberFormat } from './formatters.ts';
import { PlainOperand } from './operands.tsx';
import { TypedInput } from './typed-input.tsx';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';

function PercentCell({ value }: CellProps<number, FieldOf<'percent'>>) {
  const { locale } = useSession();
  const format = numberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  return <span className="cell-number">{format.format(value / 100)}</span>;
}

function PercentInput(props: InputProps<number, FieldOf<'percent'>>) {
  const { locale } = useSession();
  const format = numberFormat(locale, { useGrouping: false, maximumFractionDigits: 12 });
  return (
    <TypedInput
      {...props}
      text={props.value === undefined ? '' : format.format(props.value)}
      inputMode="decimal"
      rightSection={<span className="input-unit">%</span>}
    />
  );
}

export const percentView: FieldView<'percent'> = {
  Cell: PercentCell,
  Input: PercentInput,
  Operand: PlainOperand,
  widthPx: 100,
  align: 'end',
};
