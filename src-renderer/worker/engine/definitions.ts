/** The team's definitions are records like any other; as soon as their rows change, they are in force. */
import { FIELD_DEFINITIONS, OBJECT_DEFINITIONS } from '../../../crm/kernel/custom/registry.ts';
import { settledRow } from '../../../crm/kernel/custom/settled-row.ts';
import { PIPELINE_ENTITY } from '../../../crm/kernel/pipelines.ts';
import type { EngineDeps } from './ports.ts';

const DEFINING: ReadonlySet<string> = new Set([
  FIELD_DEFINITIONS,
  OBJECT_DEFINITIONS,
  PIPELINE_ENTITY,
]);

export function isDefinition({ entity }: { readonly entity: string }): boolean {
  return DEFINING.has(entity);
}

/**
 * After a start. A pack's rows were written under the definitions of their time, so all rows are read again under
 * those of now; a workspace that never had any is spared that.
 */
export function putInForceAtStart(
  deps: Pick<EngineDeps, 'registry' | 'rows'>,
  ever: boolean,
): void {
  putInForce(deps);
  if (!ever) return;
  for (const { entity } of deps.registry.modules())
    deps.rows.redefine(entity.name, (row) => settledRow(entity, row));
}

/** Rows of the entities that are others now are read again; whoever derives from them starts anew. */
export function putInForce({ registry, rows }: Pick<EngineDeps, 'registry' | 'rows'>): void {
  registry.redefine(
    {
      fields: [...rows.all(FIELD_DEFINITIONS)],
      objects: [...rows.all(OBJECT_DEFINITIONS)],
      pipelines: [...rows.all(PIPELINE_ENTITY)],
    },
    (changed) => {
      for (const name of changed) {
        const entity = registry.entity(name);
        rows.redefine(name, (row) => (entity === undefined ? row : settledRow(entity, row)));
      }
    },
  );
}
