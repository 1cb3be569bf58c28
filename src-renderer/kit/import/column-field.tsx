import { NativeSelect } from '@mantine/core';
import type { ImportPlan } from '../../../crm/contracts/rpc/import.rpc.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { isImportable } from '../../../crm/kernel/importing.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { columnTarget, isMapped, withColumn } from './import-state.ts';

interface ColumnFieldProps {
  readonly header: string;
  readonly index: number;
  readonly plan: ImportPlan;
  readonly onChange: (change: Partial<ImportPlan>) => void;
}

/** What a column of the file fills: a field of the rows' own records, or of those that stand beside them. */
export function ColumnField({ header, index, plan, onChange }: ColumnFieldProps) {
  const target = columnTarget(plan, index);
  const main = choicesOf(plan, plan.entity, '', target);
  const parts = plan.also.flatMap(({ entity: name }) => {
    const entity = entityNamed(name);
    return entity === undefined
      ? []
      : [{ group: entity.label.many, items: choicesOf(plan, name, `${name}.`, target) }];
  });
  const own = entityNamed(plan.entity)?.label.many ?? plan.entity;
  const nothing = { value: '', label: 'Leave out' };
  return (
    <NativeSelect
      aria-label={`Field for ${header}`}
      value={target ?? ''}
      data={
        parts.length === 0 ? [nothing, ...main] : [nothing, { group: own, items: main }, ...parts]
      }
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        onChange(withColumn(plan, index, chosen === '' ? null : chosen));
      }}
    />
  );
}

function choicesOf(
  plan: ImportPlan,
  name: string,
  prefix: string,
  target: string | null,
): { value: string; label: string; disabled: boolean }[] {
  const entity: EntityDef | undefined = entityNamed(name);
  return Object.entries(entity?.fields ?? {})
    .filter(([, field]) => isImportable(field))
    .map(([key, field]) => {
      const value = prefix + key;
      const isTaken = !takesSeveral(field) && isMapped(plan, value) && value !== target;
      // A closed select shows no group: the name of an account and that of a deal must differ.
      const of = plan.also.length === 0 ? '' : `${entity?.label.one ?? name}: `;
      return { value, label: of + field.label, disabled: isTaken };
    });
}

/** Several columns may fill one field when it holds several values, or a value of several parts. */
function takesSeveral(field: FieldDef): boolean {
  return kindOf(field).encoding !== 'scalar' || field.kind === 'address';
}
