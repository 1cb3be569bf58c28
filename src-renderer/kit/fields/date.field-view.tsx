import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { useSession } from '../session/session.tsx';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { dateFormat } from './formatters.ts';
import { MomentInput } from './moment-input.tsx';
import { PlainOperand } from './operands.tsx';

type DateField = FieldOf<'date'>;

/** Calendar dates have no time zone: they are drawn as the day that they name, everywhere. */
function atMidnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function DateCell({ value }: CellProps<string, DateField>) {
  const { locale } = useSession();
  return (
    <time className="cell-date" dateTime={value}>
      {dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(atMidnight(value))}
    </time>
  );
}

const EXAMPLE = { DMY: '31/12/2026', MDY: '12/31/2026', YMD: '2026-12-31' } as const;

function DateInput(props: InputProps<string, DateField>) {
  const { dateOrder } = useSession();
  const { value } = props;
  return (
    <MomentInput
      {...props}
      text={value === undefined ? '' : inOrder(value, dateOrder)}
      placeholder={EXAMPLE[dateOrder]}
      day={value}
      onDay={props.onCommit}
    />
  );
}

/** `2026-12-31` as the person's own system orders it. */
export function inOrder(day: string, order: 'DMY' | 'MDY' | 'YMD'): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (order === 'YMD') return day;
  return order === 'DMY' ? `${date}/${month}/${year}` : `${month}/${date}/${year}`;
}

export const dateView: FieldView<'date'> = {
  Cell: DateCell,
  Input: DateInput,
  Operand: PlainOperand,
  widthPx: 120,
  align: 'start',
};
