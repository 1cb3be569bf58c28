/** One choice of a declared list: in a form, in place, and as what a filter compares with. */
import { MultiSelect, Select } from '@mantine/core';
import type { Option } from '../../../crm/kernel/fields/option-matching.ts';
import { useManyChoicesPlace } from './choices-place.ts';
import type { InputProps, OperandProps } from './field-view.ts';
import { useOpenedList } from './open-list.ts';

interface OptionField {
  readonly label: string;
  readonly required?: boolean;
  readonly options: readonly Option[];
}

interface OptionPickerProps extends Pick<
  InputProps<string, OptionField>,
  'field' | 'inputId' | 'autoFocus' | 'startsOpen' | 'problem' | 'onCancel' | 'value'
> {
  readonly onPick: (value: string | null) => void;
}

/** A value that is no longer in the list stays choosable: a teammate with newer settings may have written it. */
function choicesOf(field: OptionField, value: string | undefined) {
  const known = field.options.map((option) => ({ value: option.value, label: option.label }));
  return value === undefined || known.some((choice) => choice.value === value)
    ? known
    : [...known, { value, label: value }];
}

export function OptionPicker(props: OptionPickerProps) {
  const { field, value, startsOpen = false } = props;
  const opened = useOpenedList(startsOpen);
  return (
    <Select
      id={props.inputId}
      // Also the name of the list that opens, which has no label of its own.
      aria-label={field.label}
      value={value ?? null}
      data={choicesOf(field, value)}
      error={props.problem !== undefined}
      aria-required={field.required === true}
      searchable
      clearable={field.required !== true}
      allowDeselect={false}
      selectFirstOptionOnChange
      nothingFoundMessage="No such choice"
      comboboxProps={{ shadow: 'md' }}
      data-autofocus={props.autoFocus || undefined}
      autoFocus={props.autoFocus}
      defaultDropdownOpened={startsOpen}
      // Going through a form by Tab, one sees the fields that follow.
      openOnFocus={false}
      onDropdownOpen={opened}
      // What one types takes the place of what stands there, as in any other cell.
      onFocus={(event) => event.currentTarget.select()}
      onChange={props.onPick}
      // What is there already is no change, and the field is left all the same.
      onOptionSubmit={(picked) => picked === value && props.onCancel()}
      onBlur={props.onCancel}
    />
  );
}

/** Several choices, for a filter. */
export function OptionOperand({
  field,
  operand,
  onOperand,
}: OperandProps<{ readonly label: string; readonly options: readonly Option[] }>) {
  const place = useManyChoicesPlace();
  const chosen = Array.isArray(operand) ? (operand as string[]) : [];
  return (
    <MultiSelect
      aria-label={`${field.label}: choices`}
      data-autofocus
      data={field.options.map((option) => ({ value: option.value, label: option.label }))}
      value={chosen}
      searchable
      hidePickedOptions
      selectFirstOptionOnChange
      comboboxProps={place}
      onChange={(values) => onOperand(values.length === 0 ? undefined : values)}
    />
  );
}
