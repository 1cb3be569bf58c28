import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { parseDate } from '../../../crm/kernel/fields/date-parsing.ts';
import { useSession } from '../session/session.tsx';
import { inOrder } from './date.field-view.tsx';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { dateFormat } from './formatters.ts';
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

/** Nobody plans a call for midnight: a day picked without a time begins with the working day. */
const MORNING_HOUR = 9;

function DateTimeInput(props: InputProps<string, DateTimeField>) {
  const { dateOrder } = useSession();
  const at = props.value === undefined ? undefined : new Date(props.value);
  const day = at === undefined ? undefined : localDay(at);
  const time = at === undefined ? '' : `${two(at.getHours())}:${two(at.getMinutes())}`;

  /** In the person's own time zone; the kind itself reads texts of files, which are UTC. */
  const read = (text: string): string | null => {
    const typedDay = parseDate(text, dateOrder);
    const clock = /(\d{1,2}):(\d{2})\s*([ap]m)?/i.exec(text);
    if (typedDay === null) return null;
    const half = clock?.[3]?.toLowerCase();
    const hour = clock === null ? MORNING_HOUR : Number(clock[1]);
    const hour24 = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
    const local = new Date(`${typedDay}T${two(hour24)}:${clock?.[2] ?? '00'}:00`);
    return Number.isNaN(local.getTime()) ? null : local.toISOString();
  };

  return (
    <MomentInput
      {...props}
      text={day === undefined ? '' : `${inOrder(day, dateOrder)} ${time}`}
      placeholder={`${inOrder('2026-12-31', dateOrder)} 14:30`}
      read={read}
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
