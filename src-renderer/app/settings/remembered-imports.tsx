import { Button } from '@mantine/core';
import type { Query } from '../../../crm/kernel/query.ts';
import { PAGE_MAX_ROWS } from '../../../crm/kernel/query.ts';
import {
  importMapping,
  type ImportMappingRow,
} from '../../../crm/modules/importMapping/import-mapping.entity.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';

const all: Query = {
  entity: importMapping.name,
  sort: [{ field: 'name', direction: 'ascending' }],
  window: { offset: 0, limit: PAGE_MAX_ROWS },
};

/** Which files the team has sorted out once, and a way to begin anew. */
export function RememberedImports() {
  const acts = useActs();
  const { result } = useLiveQuery(all);
  const rows = (result?.rows ?? []) as unknown as readonly ImportMappingRow[];
  if (rows.length === 0) return null;
  return (
    <section aria-label="Remembered imports">
      <h2>Remembered imports</h2>
      <p className="field-help">
        Files with the same columns are read as the last time, by everybody in the workspace.
      </p>
      <ul className="import-notes">
        {rows.map(({ id, name, target }) => (
          <li key={id}>
            {name}: {(entityNamed(target ?? '')?.label.many ?? target ?? '').toLowerCase()}{' '}
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Forget ${name}`}
              onClick={() => void acts.archive(importMapping, [id], true)}
            >
              Forget
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
