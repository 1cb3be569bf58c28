import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { FieldInput } from '../record/field-input.tsx';
import type { BulkActionProps } from './bulk-action.ts';
import { BulkPopover } from './bulk-popover.tsx';
import { counted } from './counted.ts';

/** The field that says whose a record is: the first that holds a colleague and can be changed. */
export function assignField(entity: EntityDef): string | undefined {
  return Object.entries(entity.fields).find(
    ([, field]) => field.kind === 'user' && field.readOnly !== true,
  )?.[0];
}

export function AssignButton({ entity, ids, run }: BulkActionProps) {
  const key = assignField(entity);
  const field = key === undefined ? undefined : entity.fields[key];
  if (key === undefined || field === undefined) return null;
  return (
    <BulkPopover label="Assign" icon="user">
      {(close) => (
        <div style={{ width: 260 }}>
          <FieldInput
            entity={entity.name}
            fieldKey={key}
            field={field}
            value={undefined}
            autoFocus
            startsOpen
            titleOf={() => undefined}
            onCommit={(value) => {
              close();
              void run({
                entity,
                edit: { kind: 'values', ids: [...ids], values: { [key]: value } },
                label: `Assign ${counted(entity, ids.size)}`,
                said: (changed) => `${counted(entity, changed)} assigned`,
              });
            }}
            onCancel={() => undefined}
          />
        </div>
      )}
    </BulkPopover>
  );
}
