/** Tags, and every other set of words: added to and taken from many records, whatever else each of them holds. */
import { Button, MultiSelect, Select, Stack, TagsInput } from '@mantine/core';
import { useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { useKnownValues } from '../fields/use-known-values.ts';
import type { BulkActionProps } from './bulk-action.ts';
import { BulkPopover } from './bulk-popover.tsx';
import { counted } from './counted.ts';

/** Tags first: that is what is meant most. */
export function memberFields(entity: EntityDef): readonly string[] {
  return Object.entries(entity.fields)
    .filter(([, field]) => field.kind === 'multiSelect' && field.readOnly !== true)
    .map(([key]) => key)
    .toSorted((a, b) => Number(b === 'tags') - Number(a === 'tags'));
}

export function MembersButton(props: BulkActionProps) {
  const [first = ''] = memberFields(props.entity);
  return (
    <BulkPopover label={props.entity.fields[first]?.label ?? 'Tags'} icon="tags">
      {(close) => <Members {...props} onDone={close} />}
    </BulkPopover>
  );
}

function Members({ entity, ids, run, onDone }: BulkActionProps & { readonly onDone: () => void }) {
  const keys = memberFields(entity);
  const [key, setKey] = useState(keys[0] ?? '');
  const [add, setAdd] = useState<readonly string[]>([]);
  const [remove, setRemove] = useState<readonly string[]>([]);
  const known = useKnownValues(entity.name, key);
  const field = entity.fields[key];
  if (field?.kind !== 'multiSelect') return null;
  const declared = field.options.map(({ value, label }) => ({ value, label }));
  const all = [
    ...declared,
    ...known
      .filter((value) => !declared.some((option) => option.value === value))
      .map((value) => ({ value, label: value })),
  ];
  // Upwards: the bar is at the foot of the window, and the button below must stay in reach.
  const shared = {
    hidePickedOptions: true,
    comboboxProps: { withinPortal: false, position: 'top' as const },
  };

  const apply = (): void => {
    onDone();
    void run({
      entity,
      edit: { kind: 'members', ids: [...ids], field: key, add: [...add], remove: [...remove] },
      label: `${field.label} of ${counted(entity, ids.size)}`,
      said: (changed) => `${field.label} changed in ${counted(entity, changed)}`,
    });
  };

  return (
    <Stack gap={8} w={280}>
      {keys.length > 1 && (
        <Select
          label="Field"
          data={keys.map((one) => ({ value: one, label: entity.fields[one]?.label ?? one }))}
          value={key}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(next) => {
            setKey(next ?? key);
            setAdd([]);
            setRemove([]);
          }}
        />
      )}
      {field.open === true ? (
        <TagsInput
          {...shared}
          label="Add"
          data-autofocus
          placeholder={add.length === 0 ? 'Type and press Enter' : ''}
          data={all.map(({ value }) => value)}
          value={[...add]}
          onChange={setAdd}
        />
      ) : (
        <MultiSelect
          {...shared}
          label="Add"
          data-autofocus
          searchable
          selectFirstOptionOnChange
          data={all}
          value={[...add]}
          onChange={setAdd}
        />
      )}
      <MultiSelect
        {...shared}
        label="Remove"
        searchable
        selectFirstOptionOnChange
        data={all}
        value={[...remove]}
        nothingFoundMessage="Nobody has used it"
        onChange={setRemove}
      />
      <Button disabled={add.length + remove.length === 0} onClick={apply}>
        Apply to {counted(entity, ids.size)}
      </Button>
    </Stack>
  );
}
