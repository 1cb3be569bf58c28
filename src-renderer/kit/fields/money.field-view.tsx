import { NativeSelect, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import {
  amountFormat,
  money,
  toMajor,
  type Money,
} from '../../../crm/kernel/fields/money.field.ts';
import { useParseContext, useSession } from '../session/session.tsx';
import { currencyChoices } from './currencies.ts';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { numberFormat } from './formatters.ts';
import { PlainOperand } from './operands.tsx';
import { focusOnce } from './typed-input.tsx';
import { useOncePer } from './use-once-per.ts';
import { useLeave } from './use-leave.ts';

function MoneyCell({ value }: CellProps<Money, FieldOf<'money'>>) {
  const { locale } = useSession();
  const format = numberFormat(locale, amountFormat(value.currency));
  return <span className="cell-number">{format.format(toMajor(value))}</span>;
}

function MoneyInput(props: InputProps<Money, FieldOf<'money'>>) {
  const { locale, currency: workspaceCurrency } = useSession();
  const context = useParseContext();
  const { value, field } = props;
  const plain = numberFormat(locale, { useGrouping: false, maximumFractionDigits: 3 });
  const before = value === undefined ? '' : plain.format(toMajor(value));
  const [draft, setDraft] = useState(before);
  const [currency, setCurrency] = useState(value?.currency ?? workspaceCurrency);
  // A value that changes underneath (a price that came with its product) replaces what was not being edited.
  const shown = `${before} ${value?.currency ?? ''}`;
  const [shownBefore, setShownBefore] = useState(shown);
  if (shown !== shownBefore) {
    setShownBefore(shown);
    setDraft(before);
    setCurrency(value?.currency ?? workspaceCurrency);
  }

  const once = useOncePer();

  const commit = (): void => once(`${draft} ${currency}`, settle);
  const settle = (): void => {
    if (draft === before && currency === (value?.currency ?? workspaceCurrency)) {
      props.onCancel();
    } else if (draft.trim() === '') {
      props.onCommit(null);
    } else {
      const parsed = money.parse(draft, field, { ...context, currency });
      if (parsed.ok) props.onCommit(parsed.value);
      else props.onProblem(parsed.reason);
    }
  };
  const leave = useLeave(commit);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    commit();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to keys of the inputs inside
    <div className="input-pair" {...leave} onKeyDown={onKeyDown}>
      <TextInput
        id={props.inputId}
        value={draft}
        inputMode="decimal"
        error={props.problem !== undefined}
        aria-required={field.required === true}
        ref={focusOnce(props.autoFocus)}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label={`Currency of ${field.label}`}
        value={currency}
        data={currencyChoices(locale).map((choice) => ({
          value: choice.value,
          label: choice.value,
        }))}
        onChange={(event) => setCurrency(event.currentTarget.value)}
      />
    </div>
  );
}

export const moneyView: FieldView<'money'> = {
  Cell: MoneyCell,
  Input: MoneyInput,
  Operand: PlainOperand,
  widthPx: 120,
  align: 'end',
};
