import { Autocomplete, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { countryNames } from '../../../crm/kernel/countries.ts';
import type { Address } from '../../../crm/kernel/fields/address.field.ts';
import { normalAddress } from '../../../crm/kernel/fields/address-normal.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { PlainOperand } from './operands.tsx';
import { focusOnce } from './typed-input.tsx';
import { useOncePer } from './use-once-per.ts';
import { useLeave } from './use-leave.ts';

type AddressField = FieldOf<'address'>;

const PARTS = [
  ['street', 'Street'],
  ['postalCode', 'Postal code'],
  ['city', 'City'],
  ['state', 'State or region'],
] as const;

/** As many as one takes in at a glance; the next letter leaves others. */
const COUNTRIES_OFFERED = 6;

function AddressCell({ value, room }: CellProps<Address, AddressField>) {
  if (room === 'list') {
    return (
      <span className="cell-text">
        {[value.city, value.country].filter(Boolean).join(', ') || value.street}
      </span>
    );
  }
  const town = [value.postalCode, value.city].filter(Boolean).join(' ');
  const lines = [value.street, town, value.state, value.country].filter(
    (line) => line !== undefined && line !== '',
  );
  return <span className="cell-long-text">{lines.join('\n')}</span>;
}

function AddressInput(props: InputProps<Address, AddressField>) {
  const { value = {} } = props;
  const [draft, setDraft] = useState<Address>(value);
  const once = useOncePer();
  const commit = (): void => once(JSON.stringify(draft), settle);
  const settle = (): void => {
    const typed: Address = Object.fromEntries(
      Object.entries(draft)
        .map(([key, line]) => [key, line?.trim()] as const)
        .filter(([, line]) => line !== undefined && line !== ''),
    );
    // Who only looked has changed nothing, also where it is written in another way.
    const filled = sameJson(typed, value) ? typed : normalAddress(typed);
    if (sameJson(filled, value)) props.onCancel();
    else props.onCommit(Object.keys(filled).length === 0 ? null : filled);
  };
  const leave = useLeave(commit);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    commit();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens to keys of the inputs inside
    <div className="input-address" {...leave} onKeyDown={onKeyDown}>
      {PARTS.map(([key, label], index) => (
        <TextInput
          key={key}
          {...(index === 0 ? { id: props.inputId, ref: focusOnce(props.autoFocus) } : {})}
          aria-label={`${props.field.label}: ${label}`}
          placeholder={label}
          data-part={key}
          value={draft[key] ?? ''}
          onChange={(event) => {
            const line = event.currentTarget.value;
            setDraft((before) => ({ ...before, [key]: line }));
          }}
        />
      ))}
      <Autocomplete
        aria-label={`${props.field.label}: Country`}
        placeholder="Country"
        data-part="country"
        // All two hundred at once say nothing: they are offered from the first letter on.
        data={(draft.country ?? '') === '' ? [] : [...countryNames()]}
        limit={COUNTRIES_OFFERED}
        comboboxProps={{ withinPortal: false }}
        value={draft.country ?? ''}
        onChange={(country) => setDraft((before) => ({ ...before, country }))}
      />
    </div>
  );
}

export const addressView: FieldView<'address'> = {
  Cell: AddressCell,
  Input: AddressInput,
  Operand: PlainOperand,
  widthPx: 180,
  align: 'start',
};
