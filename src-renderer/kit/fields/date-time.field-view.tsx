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

/** As the person's clocks write it, and `read` reads it: `2:30 PM` where days have two halves, else `14:30`. */
function clockText(locale: string, hour: number, minute: number): string {
  const halves =
    locale.startsWith('en') && dateFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12;
  return halves === true
    ? `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)} ${hour < 12 ? 'AM' : 'PM'}`
    : `${two(hour)}:${two(minute)}`;
}

function DateTimeInput(props: InputProps<string, DateTimeField>) {
  const { dateOrder, locale } = useSession();
  const at = props.value === undefined ? undefined : new Date(props.value);
  const day = at === undefined ? undefined : localDay(at);
  const time = at === undefined ? '' : `${two(at.getHours())}:${two(at.getMinutes())}`;

  return (
    <MomentInput
      {...props}
      text={
        at === undefined || day === undefined
          ? ''
          : `${inOrder(day, dateOrder)} ${clockText(locale, at.getHours(), at.getMinutes())}`
      }
      placeholder={`${inOrder('2026-12-31', dateOrder)} ${clockText(locale, 14, 30)}`}
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
