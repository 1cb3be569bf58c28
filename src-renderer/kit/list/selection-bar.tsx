import { Button, Popover, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { useActs } from '../acts/acts.ts';
import { sayDone, sayProblem } from '../acts/toast.tsx';
import { FieldInput } from '../record/field-input.tsx';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';

interface SelectionBarProps {
  readonly entity: EntityDef;
  readonly ids: readonly string[];
  readonly archived: boolean;
  readonly onClear: () => void;
}

/** What can be done with the selected rows, as one act that can be undone as one. */
export function SelectionBar({ entity, ids, archived, onClear }: SelectionBarProps) {
  const acts = useActs();
  const [changing, setChanging] = useState(false);
  const archive = async (): Promise<void> => {
    if (await acts.archive(entity, ids, !archived)) onClear();
  };
  return (
    <div className="selection-bar" role="toolbar" aria-label="Selected rows">
      <span>{`${ids.length} selected`}</span>
      <Popover
        opened={changing}
        onChange={setChanging}
        position="top"
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button size="compact-sm" variant="subtle" onClick={() => setChanging((is) => !is)}>
            Change a field
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <BulkChange entity={entity} ids={ids} onDone={() => setChanging(false)} />
        </Popover.Dropdown>
      </Popover>
      {entity.traits.includes('archivable') && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<Icon name={archived ? 'undo' : 'archive'} size={14} />}
          onClick={() => void archive()}
        >
          {archived ? 'Restore' : 'Archive'}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}

interface BulkChangeProps {
  readonly entity: EntityDef;
  readonly ids: readonly string[];
  readonly onDone: () => void;
}

function BulkChange({ entity, ids, onDone }: BulkChangeProps) {
  const { client } = useSession();
  const acts = useActs();
  const [key, setKey] = useState<string | null>(null);
  const field = key === null ? undefined : entity.fields[key];
  // Child rows and titles belong to one record; the same for many of them is hardly ever meant.
  const choices = Object.entries(entity.fields)
    .filter(
      ([name, candidate]) =>
        candidate.readOnly !== true &&
        kindOf(candidate).encoding !== 'rows' &&
        !entity.titleFields.includes(name),
    )
    .map(([value, { label }]) => ({ value, label }));

  const change = async (value: unknown): Promise<void> => {
    if (key === null || field === undefined) return;
    const done = await client.call('records.update', {
      entity: entity.name,
      ids: [...ids],
      values: { [key]: value },
    });
    if (!done.ok) return sayProblem(done.problem);
    const { txId } = done.value;
    sayDone(`${field.label} changed in ${ids.length} ${entity.label.many.toLowerCase()}`, [
      { label: 'Undo', run: () => void acts.undo(txId) },
    ]);
    onDone();
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
        <FieldInput
          key={key}
          entity={entity.name}
          fieldKey={key}
          field={field}
          value={undefined}
          autoFocus
          titleOf={() => undefined}
          onCommit={(value) => void change(value)}
          onCancel={() => undefined}
        />
      )}
    </Stack>
  );
}
