import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { viewOf } from '../field-views.ts';
import { useChoicesPlace } from '../fields/choices-place.ts';
import { useOpenedList } from '../fields/open-list.ts';
import {
  operatorOf,
  operatorsOf,
  pathOf,
  withField,
  withOperator,
  type ConditionDraft,
} from './condition-draft.ts';
import { pathChoices } from './field-paths.ts';

interface ConditionFieldsProps {
  readonly entity: EntityDef;
  readonly draft: ConditionDraft;
  /** The field picker takes the focus where nothing is chosen yet. */
  readonly autoFocus: boolean;
  /** Labels above the inputs; otherwise they are only for screen readers. */
  readonly labelled: boolean;
  readonly onDraft: (draft: ConditionDraft) => void;
}

/** Field, condition and what to compare with: each of the three follows from the one before. */
export function ConditionFields(props: ConditionFieldsProps) {
  const { entity, draft, labelled, onDraft } = props;
  const fields = useMemo(() => pathChoices(entity), [entity]);
  const place = useChoicesPlace();
  const opened = useOpenedList(false);
  const found = pathOf(entity, draft);
  const operator = operatorOf(entity, draft);
  const named = (label: string) => (labelled ? { label } : { 'aria-label': label });
  return (
    <>
      <Select
        {...named('Field')}
        className="condition-field"
        data={fields}
        value={draft.field}
        searchable
        selectFirstOptionOnChange
        placeholder="Choose a field"
        nothingFoundMessage="No such field"
        data-autofocus={props.autoFocus || undefined}
        autoFocus={props.autoFocus && !labelled}
        comboboxProps={place}
        onDropdownOpen={opened}
        onChange={(field) => onDraft(withField(entity, field))}
      />
      {found !== undefined && (
        <Select
          {...named('Condition')}
          className="condition-operator"
          data={Object.entries(operatorsOf(entity, draft)).map(([value, { label }]) => ({
            value,
            label,
          }))}
          value={draft.operator}
          allowDeselect={false}
          comboboxProps={place}
          onChange={(name) => onDraft(withOperator(entity, draft, name))}
        />
      )}
      {found !== undefined && operator !== undefined && operator.operand !== 'none' && (
        <div className="condition-operand">
          <Operand
            // Another field's or another shape's input begins anew.
            key={`${found.path} ${operator.operand}`}
            found={found}
            shape={operator.operand}
            operand={draft.operand}
            onOperand={(operand) => onDraft({ ...draft, operand })}
          />
        </div>
      )}
    </>
  );
}

interface OperandInputProps {
  readonly found: NonNullable<ReturnType<typeof pathOf>>;
  readonly shape: Exclude<NonNullable<ReturnType<typeof operatorOf>>['operand'], 'none'>;
  readonly operand: unknown;
  readonly onOperand: (operand: unknown) => void;
}

/** Numbers, dates and words are entered alike for every kind; choices are the kind's own. */
function Operand({ found, shape, operand, onOperand }: OperandInputProps) {
  const { Operand: OperandOfKind } = viewOf(found.field);
  return (
    <OperandOfKind
      field={found.field}
      entity={found.entity}
      fieldKey={found.key}
      shape={shape}
      operand={operand}
      onOperand={onOperand}
    />
  );
}
