import { MultiSelect, TagsInput } from '@mantine/core';
import { useState } from 'react';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { labelOf } from '../../../crm/kernel/fields/option-matching.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { useManyChoicesPlace } from './choices-place.ts';
import type { FieldView, InputProps, OperandProps } from './field-view.ts';
import { useKnownValues } from './use-known-values.ts';
import { useLeave } from './use-leave.ts';

type SetField = FieldOf<'multiSelect'>;

function SetInput(props: InputProps<readonly string[], SetField>) {
  const { field, value = [] } = props;
  const [chosen, setChosen] = useState<readonly string[]>(value);
  const known = useKnownValues(props.entity, props.fieldKey);
  const commit = (): void => {
    const sorted = chosen.toSorted();
    if (sameJson(sorted, value.toSorted())) props.onCancel();
    else props.onCommit(sorted.length === 0 ? null : sorted);
  };
  const leave = useLeave(commit);
  const shared = {
    id: props.inputId,
    value: [...chosen],
    error: props.problem !== undefined,
    autoFocus: props.autoFocus,
    openOnFocus: props.startsOpen === true,
    clearable: true,
    comboboxProps: { shadow: 'md' },
  };
  const declared = field.options.map((option) => ({ value: option.value, label: option.label }));
  return (
    <div {...leave}>
      {field.open === true ? (
        <TagsInput
          {...shared}
          data={[...new Set([...field.options.map((option) => option.value), ...known])]}
          placeholder={chosen.length === 0 ? 'Type and press Enter' : ''}
          onChange={setChosen}
        />
      ) : (
        <MultiSelect
          {...shared}
          data={declared}
          searchable
          selectFirstOptionOnChange
          onChange={setChosen}
        />
      )}
    </div>
  );
}

function SetOperand({ field, entity, fieldKey, operand, onOperand }: OperandProps<SetField>) {
  const known = useKnownValues(entity, fieldKey);
  const place = useManyChoicesPlace();
  const declared = field.options.map((option) => ({ value: option.value, label: option.label }));
  const others = known
    .filter((value) => !declared.some((choice) => choice.value === value))
    .map((value) => ({ value, label: value }));
  return (
    <MultiSelect
      aria-label={`${field.label}: choices`}
      data-autofocus
      data={[...declared, ...others]}
      value={Array.isArray(operand) ? (operand as string[]) : []}
      searchable
      hidePickedOptions
      selectFirstOptionOnChange
      comboboxProps={place}
      nothingFoundMessage={`No ${field.label.toLowerCase()} yet`}
      onChange={(values) => onOperand(values.length === 0 ? undefined : values)}
    />
  );
}

export const multiSelectView: FieldView<'multiSelect'> = {
  Cell: ({ value, field }) => (
    <span className="cell-tags">
      {value.map((member) => (
        <span key={member} className="tag">
          {labelOf(member, field.options)}
        </span>
      ))}
    </span>
  ),
  Input: SetInput,
  Operand: SetOperand,
  widthPx: 160,
  align: 'start',
};
