import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { emails, type EmailRow } from '../../../crm/kernel/fields/emails.field.ts';
import { useParseContext } from '../session/session.tsx';
import { ContactCell } from './contact-cell.tsx';
import { ContactRows, type ContactRow } from './contact-rows.tsx';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { PlainOperand } from './operands.tsx';

type EmailsField = FieldOf<'emails'>;

function EmailsCell({ value, room }: CellProps<readonly EmailRow[], EmailsField>) {
  return (
    <ContactCell
      value={value}
      room={room}
      textOf={addressOf}
      hrefOf={({ address }) => `mailto:${address}`}
      Text={Address}
    />
  );
}

/** Too long for its line, it goes on at the @ rather than within a word. */
function Address({ text }: { readonly text: string }) {
  const at = text.lastIndexOf('@');
  return at <= 0 ? (
    text
  ) : (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
}

const addressOf = ({ address }: EmailRow): string => address;
const NO_ROWS: readonly EmailRow[] = [];
const toRow = ({ address, ...row }: EmailRow): ContactRow => ({ ...row, text: address });
const toEmail = ({ text, ...row }: ContactRow): EmailRow => ({ ...row, address: text });

function EmailsInput({ value = NO_ROWS, ...props }: InputProps<readonly EmailRow[], EmailsField>) {
  const context = useParseContext();
  return (
    <ContactRows
      {...props}
      fieldLabel={props.field.label}
      noun="e-mail"
      inputMode="email"
      rows={value.map(toRow)}
      read={(text) => {
        const parsed = emails.parse(text, props.field, context);
        return parsed.ok
          ? { ok: true, value: parsed.value.map(toRow) }
          : { ok: false, reason: parsed.reason };
      }}
      onCommit={(rows) => props.onCommit(rows === null ? null : rows.map(toEmail))}
    />
  );
}

export const emailsView: FieldView<'emails'> = {
  Cell: EmailsCell,
  Input: EmailsInput,
  Operand: PlainOperand,
  widthPx: 230,
  align: 'start',
};
