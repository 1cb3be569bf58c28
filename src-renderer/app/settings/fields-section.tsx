/** The team's own fields, one kind of record at a time. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { FieldDefinition } from '../../../crm/kernel/custom/definition.ts';
import { FIELD_DEFINITIONS } from '../../../crm/kernel/custom/registry.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { FieldList } from '../../kit/custom/field-list.tsx';
import { useWorkModules } from '../../kit/session/use-definitions.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';

const ALL_FIELDS: Query = {
  entity: FIELD_DEFINITIONS,
  sort: [],
  window: { offset: 0, limit: 1000 },
};

export function FieldsSection() {
  const modules = useWorkModules();
  const [chosen, setChosen] = useState('account');
  const { result } = useLiveQuery(ALL_FIELDS);
  const entity = modules.find((module) => module.entity.name === chosen)?.entity;
  return (
    <section aria-label="Fields" aria-busy={result === undefined}>
      <h2>Fields</h2>
      <Select
        label="Of"
        allowDeselect={false}
        data={modules.map(({ entity: { name, label } }) => ({ value: name, label: label.many }))}
        value={entity === undefined ? null : chosen}
        onChange={(name) => setChosen(name ?? 'account')}
      />
      {result !== undefined && entity !== undefined && (
        <FieldList
          key={chosen}
          entity={entity}
          definitions={result.rows as unknown as readonly FieldDefinition[]}
        />
      )}
    </section>
  );
}
