import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { useSession } from '../session/session.tsx';
import { inOrder } from './date.field-view.tsx';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { dateFormat } from './formatters.ts';
import { MORNING_HOUR, readLocalMoment } from './local-moment.ts';
import { MomentInput } from './moment-input.tsx';
import { PlainOperand } from './operands.tsx';

type DateTimeField = FieldOf<'dateTime'>;

function DateTimeCell({ value }: CellProps<string, DateTimeField>) {
  const { locale, timeZone } = useSession();
  return (
    <time className="cell-date" dateTime={value}>
      {dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
        new Date(value),
      )}
    </time>
  );
}

const two = (part: number): string => String(part).padStart(2, '0');

function localDay(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function DateTimeInput(props: InputProps<string, DateTimeField>) {
  const { dateOrder } = useSession();
  const at = props.value === undefined ? undefined : new Date(props.value);
  const day = at === undefined ? undefined : localDay(at);
  const time = at === undefined ? '' : `${two(at.getHours())}:${two(at.getMinutes())}`;

  return (
    <MomentInput
      {...props}
      text={day === undefined ? '' : `${inOrder(day, dateOrder)} ${time}`}
      placeholder={`${inOrder('2026-12-31', dateOrder)} 14:30`}
      read={(text) => readLocalMoment(text, dateOrder)}
      day={day}
      onDay={(picked) => {
        const local = new Date(`${picked}T${time === '' ? `${two(MORNING_HOUR)}:00` : time}:00`);
        props.onCommit(local.toISOString());
      }}
    />
  );
}

export const dateTimeView: FieldView<'dateTime'> = {
  Cell: DateTimeCell,
  Input: DateTimeInput,
  Operand: PlainOperand,
  widthPx: 170,
  align: 'start',
};
