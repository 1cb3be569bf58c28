import { Button, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { FieldInput } from '../record/field-input.tsx';
import type { BulkActionProps } from './bulk-action.ts';
import { memberFields } from './bulk-members.tsx';
import { BulkPopover } from './bulk-popover.tsx';
import { counted } from './counted.ts';

export function ChangeFieldButton(props: BulkActionProps) {
  return (
    <BulkPopover label="Change a field" icon="pencil">
      {(close) => <ChangeField {...props} onDone={close} />}
    </BulkPopover>
  );
}

function ChangeField({
  entity,
  ids,
  run,
  onDone,
}: BulkActionProps & { readonly onDone: () => void }) {
  const [key, setKey] = useState<string | null>(null);
  const field = key === null ? undefined : entity.fields[key];
  // Child rows and titles belong to one record; members of sets are added and removed, not overwritten.
  const others = new Set([...entity.titleFields, ...memberFields(entity)]);
  const choices = Object.entries(entity.fields)
    .filter(
      ([name, one]) =>
        one.readOnly !== true && kindOf(one).encoding !== 'rows' && !others.has(name),
    )
    .map(([value, { label }]) => ({ value, label }));

  const change = (value: unknown): void => {
    if (key === null || field === undefined) return;
    onDone();
    void run({
      entity,
      edit: { kind: 'values', ids: [...ids], values: { [key]: value } },
      label: `${field.label} of ${counted(entity, ids.size)}`,
      said: (changed) =>
        `${field.label} ${value === null ? 'cleared' : 'changed'} in ${counted(entity, changed)}`,
    });
  };

  return (
    <Stack gap={8} w={280}>
      <Select
        label="Field"
        data={choices}
        value={key}
        searchable
        selectFirstOptionOnChange
        data-autofocus
        comboboxProps={{ withinPortal: false }}
        onChange={setKey}
      />
      {field !== undefined && key !== null && (
        <>
          <FieldInput
            key={key}
            entity={entity.name}
            fieldKey={key}
            field={field}
            value={undefined}
            autoFocus
            startsOpen
            titleOf={() => undefined}
            onCommit={change}
            onCancel={() => undefined}
          />
          {field.required !== true && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              // Before the input above takes its leave, which would commit what is typed in it.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => change(null)}
            >
              Clear {field.label}
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}
