/** Fields that the layout keeps out of sight, as long as nothing asks for them. Pure. */
import type { Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import { canBeHidden } from '../../../crm/kernel/layout.ts';
import { stageNamed } from '../../../crm/kernel/pipelines.ts';
import { stageFieldOf } from '../board/stage-columns.ts';

const NOTHING: readonly string[] = [];

/** What the stage that a record stands in asks for is shown, hidden or not. */
export function fieldsAway(entity: EntityDef, stage: string | undefined): readonly string[] {
  const { hidden } = entity;
  if (hidden === undefined) return NOTHING;
  const stages = stageFieldOf(entity);
  const option = stages && stageNamed(stages.field, stage);
  const asked = new Set([...(option?.requires ?? []), ...(option?.asks ?? [])]);
  return hidden.filter((key) => canBeHidden(entity, key) && !asked.has(key));
}

/** undefined also where nothing is hidden: then no stage changes what is shown. */
export function stageOf(entity: EntityDef, values: Values): string | undefined {
  const stages = entity.hidden === undefined ? undefined : stageFieldOf(entity);
  return stages === undefined ? undefined : (values[stages.key] as StageValue | undefined)?.stage;
}
