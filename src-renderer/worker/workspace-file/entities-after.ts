/** Which kinds of records and fields there will be once planned definitions are written. */
import {
  createRegistry,
  FIELD_DEFINITIONS,
  OBJECT_DEFINITIONS,
  type Definitions,
} from '../../../crm/kernel/custom/registry.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { builtInModules } from '../../../crm/modules/registry.ts';
import type { Engine, RecordInput } from '../engine/engine-api.ts';

interface Surroundings {
  readonly engine: Pick<Engine, 'all'>;
  readonly entities: () => readonly EntityDef[];
}

export function entitiesAfter(
  { engine, entities }: Surroundings,
  planned: readonly RecordInput[],
): readonly EntityDef[] {
  const rowsAfter = (name: string): readonly unknown[] => {
    const rows = new Map<string, Readonly<Record<string, unknown>>>();
    for (const row of engine.all(name)) rows.set(row.id, row);
    for (const { entity, id, values } of planned) {
      if (entity === name) rows.set(id, { ...rows.get(id), ...values, id, entity });
    }
    return [...rows.values()];
  };
  const isDefinition = ({ entity }: RecordInput): boolean =>
    entity === FIELD_DEFINITIONS || entity === OBJECT_DEFINITIONS;
  if (!planned.some(isDefinition)) return entities();
  const registry = createRegistry(builtInModules);
  registry.redefine({
    fields: rowsAfter(FIELD_DEFINITIONS),
    objects: rowsAfter(OBJECT_DEFINITIONS),
  } as Definitions);
  return registry.modules().map(({ entity }) => entity);
}
