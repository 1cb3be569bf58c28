/**
 * Fields and objects that the team has deleted can be restored, with all that stood in them: so a workspace file has
 * their values too. It is written as if nothing were deleted, and taken in the same way; only then is deleted again
 * what was.
 */
import {
  CUSTOM_FIELDS_MAX,
  CUSTOM_OBJECTS_MAX,
  type FieldDefinition,
  type ObjectDefinition,
} from '../../../crm/kernel/custom/definition.ts';
import {
  createRegistry,
  FIELD_DEFINITIONS,
  OBJECT_DEFINITIONS,
} from '../../../crm/kernel/custom/registry.ts';
import { settledRow } from '../../../crm/kernel/custom/settled-row.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { PIPELINE_ENTITY } from '../../../crm/kernel/pipelines.ts';
import { builtInModules } from '../../../crm/modules/registry.ts';
import type { Engine, RecordInput } from '../engine/engine-api.ts';

interface Deletable {
  readonly deletedAt?: string | undefined;
}

const DEFINING: ReadonlySet<string> = new Set([FIELD_DEFINITIONS, OBJECT_DEFINITIONS]);

/** Those in force first: a limit must not drop one of them for one that is deleted. */
function undeleted<Definition extends Deletable>(
  definitions: readonly Definition[],
  max: number,
): readonly Definition[] {
  const live = definitions.filter(({ deletedAt }) => deletedAt === undefined);
  const deleted = definitions.filter(({ deletedAt }) => deletedAt !== undefined);
  return [
    ...live,
    ...deleted
      .slice(0, Math.max(0, max - live.length))
      .map((definition) => ({ ...definition, deletedAt: undefined })),
  ];
}

export function entitiesWithDeleted({ all }: Pick<Engine, 'all'>): readonly EntityDef[] {
  const registry = createRegistry(builtInModules);
  const fields = [...all(FIELD_DEFINITIONS)] as readonly AnyRow[] as readonly FieldDefinition[];
  const objects = [...all(OBJECT_DEFINITIONS)] as readonly AnyRow[] as readonly ObjectDefinition[];
  const byEntity = Map.groupBy(fields, ({ on }) => on);
  registry.redefine({
    fields: [...byEntity.values()].flatMap((own) => undeleted(own, CUSTOM_FIELDS_MAX)),
    objects: undeleted(objects, CUSTOM_OBJECTS_MAX),
    pipelines: [...all(PIPELINE_ENTITY)],
  });
  return registry.modules().map(({ entity }) => entity);
}

/** The engine's rows as these entities read them. */
export function rowsAsDefined(
  engine: Pick<Engine, 'all' | 'get' | 'openBody' | 'hasBody'>,
  entities: readonly EntityDef[],
): Pick<Engine, 'all' | 'get' | 'openBody' | 'hasBody'> {
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  const settled = (row: AnyRow): AnyRow => {
    const entity = byName.get(row.entity);
    return entity === undefined ? row : settledRow(entity, row);
  };
  return {
    ...engine,
    get: (entity, id) => {
      const row = engine.get(entity, id);
      return row && settled(row);
    },
    all: (entity) => [...engine.all(entity)].map(settled),
  };
}

export interface Parted {
  readonly now: readonly RecordInput[];
  /** What is deleted again when its values are in. */
  readonly deletions: readonly RecordInput[];
}

export function withoutDeletions(records: readonly RecordInput[]): Parted {
  const now: RecordInput[] = [];
  const deletions: RecordInput[] = [];
  for (const record of records) {
    const { entity, id, values } = record;
    const { deletedAt, ...others } = values;
    if (!DEFINING.has(entity) || typeof deletedAt !== 'string') {
      now.push(record);
      continue;
    }
    if (record.create || Object.keys(others).length > 0) now.push({ ...record, values: others });
    deletions.push({ entity, id, values: { deletedAt }, create: false, trusted: true });
  }
  return { now, deletions };
}
