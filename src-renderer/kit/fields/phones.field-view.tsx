import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { phones, type PhoneRow } from '../../../crm/kernel/fields/phones.field.ts';
import { useParseContext } from '../session/session.tsx';
import { ContactCell } from './contact-cell.tsx';
import { ContactRows, type ContactRow } from './contact-rows.tsx';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { PlainOperand } from './operands.tsx';

type PhonesField = FieldOf<'phones'>;

function PhonesCell({ value, room }: CellProps<readonly PhoneRow[], PhonesField>) {
  return (
    <ContactCell
      value={value}
      room={room}
      textOf={numberOf}
      hrefOf={({ number }) => `tel:${number.replace(/[^\d+]/g, '')}`}
      isTabular
    />
  );
}

const numberOf = ({ number }: PhoneRow): string => number;
const NO_ROWS: readonly PhoneRow[] = [];
const toRow = ({ number, ...row }: PhoneRow): ContactRow => ({ ...row, text: number });
const toPhone = ({ text, ...row }: ContactRow): PhoneRow => ({ ...row, number: text });

function PhonesInput({ value = NO_ROWS, ...props }: InputProps<readonly PhoneRow[], PhonesField>) {
  const context = useParseContext();
  return (
    <ContactRows
      {...props}
      fieldLabel={props.field.label}
      noun="phone"
      inputMode="tel"
      rows={value.map(toRow)}
      read={(text) => {
        const parsed = phones.parse(text, props.field, context);
        return parsed.ok
          ? { ok: true, value: parsed.value.map(toRow) }
          : { ok: false, reason: parsed.reason };
      }}
      onCommit={(rows) => props.onCommit(rows === null ? null : rows.map(toPhone))}
    />
  );
}

export const phonesView: FieldView<'phones'> = {
  Cell: PhonesCell,
  Input: PhonesInput,
  Operand: PlainOperand,
  widthPx: 150,
  align: 'start',
};
