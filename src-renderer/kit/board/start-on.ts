import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { UNPLACED_RANK } from '../../../crm/kernel/fields/stage.field.ts';
import { stagedFieldOf, stagesOf } from '../../../crm/kernel/pipelines.ts';
import { pipelineShown, stageFieldOf } from './stage-columns.ts';
import type { BoardPlace } from './board-place.ts';

/** Values of a new record that stands on the board that is shown; nothing of a list, or of the first pipeline. */
export function startOn(
  entity: EntityDef,
  board: BoardPlace | undefined,
): Readonly<Record<string, unknown>> {
  const staged = stagedFieldOf(entity);
  const stages = stageFieldOf(entity);
  const pipeline =
    stages === undefined ? undefined : pipelineShown(entity, stages, board?.pipeline);
  const [first] =
    staged === undefined || pipeline === undefined ? [] : stagesOf(staged.field, pipeline);
  if (staged === undefined || first === undefined) return {};
  return {
    [staged.pipeline]: pipeline,
    [staged.key]: { stage: first.value, rank: UNPLACED_RANK },
  };
}
