/** The team's own kinds of records. */
import type { ObjectDefinition } from '../../../crm/kernel/custom/definition.ts';
import { OBJECT_DEFINITIONS } from '../../../crm/kernel/custom/registry.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { ObjectList } from '../../kit/custom/object-list.tsx';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';

const ALL_OBJECTS: Query = {
  entity: OBJECT_DEFINITIONS,
  sort: [],
  window: { offset: 0, limit: 1000 },
};

export function ObjectsSection() {
  const { result } = useLiveQuery(ALL_OBJECTS);
  return (
    <section aria-label="Objects" aria-busy={result === undefined}>
      <h2>Objects</h2>
      {result !== undefined && (
        <ObjectList definitions={result.rows as unknown as readonly ObjectDefinition[]} />
      )}
    </section>
  );
}
