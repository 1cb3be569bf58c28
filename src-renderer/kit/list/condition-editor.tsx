import { Button, Group, Select, Stack } from '@mantine/core';
import { useMemo, useState } from 'react';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Condition } from '../../../crm/kernel/query.ts';
import { viewOf } from '../field-views.ts';
import { POPUP_PROPS } from '../fields/use-leave.ts';

interface ConditionEditorProps {
  readonly entity: EntityDef;
  readonly condition: Condition | null;
  readonly onDone: (condition: Condition) => void;
  readonly onCancel: () => void;
}

/** Field, then what to ask of it, then what to compare with: each of the three follows from the one before. */
export function ConditionEditor({ entity, condition, onDone, onCancel }: ConditionEditorProps) {
  const [fieldKey, setFieldKey] = useState<string | null>(condition?.field ?? null);
  const [operatorName, setOperatorName] = useState<string | null>(condition?.operator ?? null);
  const [operand, setOperand] = useState<unknown>(condition?.operand);
  const field = fieldKey === null ? undefined : entity.fields[fieldKey];
  const operators = field === undefined ? {} : kindOf(field).operators;
  const operator = operatorName === null ? undefined : operators[operatorName];
  const complete =
    fieldKey !== null &&
    operatorName !== null &&
    (operator?.operand === 'none' || operand !== undefined);

  const fields = useMemo(
    () => Object.entries(entity.fields).map(([value, { label }]) => ({ value, label })),
    [entity],
  );

  const chooseField = (key: string | null): void => {
    const chosen = key === null ? undefined : entity.fields[key];
    setFieldKey(key);
    setOperatorName(
      chosen === undefined ? null : (Object.keys(kindOf(chosen).operators)[0] ?? null),
    );
    setOperand(undefined);
  };
  const chooseOperator = (name: string | null): void => {
    // What was entered stays when the next operator takes the same shape.
    if (name !== null && operators[name]?.operand !== operator?.operand) setOperand(undefined);
    setOperatorName(name);
  };
  const done = (): void => {
    if (!complete || fieldKey === null || operatorName === null) return;
    onDone({
      field: fieldKey,
      operator: operatorName,
      ...(operator?.operand === 'none'
        ? {}
        : { operand: operand as NonNullable<Condition['operand']> }),
    });
  };

  return (
    <form
      aria-label={condition === null ? 'Add a condition' : 'Change the condition'}
      onSubmit={(event) => {
        event.preventDefault();
        done();
      }}
    >
      <Stack gap={8} w={300} {...POPUP_PROPS}>
        <Select
          label="Field"
          data={fields}
          value={fieldKey}
          searchable
          selectFirstOptionOnChange
          data-autofocus={condition === null || undefined}
          comboboxProps={{ withinPortal: false }}
          onChange={chooseField}
        />
        {field !== undefined && (
          <Select
            label="Condition"
            data={Object.entries(operators).map(([value, { label }]) => ({ value, label }))}
            value={operatorName}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={chooseOperator}
          />
        )}
        {field !== undefined &&
          fieldKey !== null &&
          operator !== undefined &&
          operator.operand !== 'none' && (
            <Operand
              entity={entity}
              field={field}
              fieldKey={fieldKey}
              shape={operator.operand}
              operand={operand}
              onOperand={setOperand}
            />
          )}
        <Group justify="flex-end" gap={8}>
          <Button variant="subtle" color="gray" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={!complete}>
            {condition === null ? 'Add' : 'Change'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface OperandInputProps {
  readonly entity: EntityDef;
  readonly field: FieldDef;
  readonly fieldKey: string;
  readonly shape: 'text' | 'number' | 'range' | 'date' | 'days' | 'choices';
  readonly operand: unknown;
  readonly onOperand: (operand: unknown) => void;
}

/** Numbers, dates and words are entered alike for every kind; choices are the kind's own. */
function Operand({ entity, field, fieldKey, shape, operand, onOperand }: OperandInputProps) {
  const { Operand: OperandOfKind } = viewOf(field);
  return (
    <OperandOfKind
      field={field}
      entity={entity.name}
      fieldKey={fieldKey}
      shape={shape}
      operand={operand}
      onOperand={onOperand}
    />
  );
}
