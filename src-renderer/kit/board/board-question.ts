/** What a board asks: all its columns with their first cards in one answer. Known before the board is drawn. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { selectionOf, type Asked, type Selection } from '../list/list-state.ts';
import { headsOf } from './board-heads.ts';
import type { BoardPlace } from './board-place.ts';
import { pipelineCondition, pipelineShown, type StageField } from './stage-columns.ts';

export type BoardAsked = Omit<Asked, 'sort'>;

/** The records that stand on the board, whatever their stage. */
export function boardSelection(
  entity: EntityDef,
  stages: StageField,
  { conditions, text, archived }: BoardAsked,
  pipeline: string | undefined,
): Selection {
  const asked = selectionOf(entity, { conditions, text, archived, sort: [] });
  const here = pipelineCondition(stages, pipeline);
  if (here === undefined) return asked;
  return { ...asked, filter: asked.filter === undefined ? here : { all: [asked.filter, here] } };
}

/** `heads`: with the first cards of the columns, as for a board that is not on screen yet. */
export function boardQuestion(
  entity: EntityDef,
  selection: Selection,
  stages: StageField,
  expanded: readonly string[],
  heads: boolean,
): Query {
  const { worth } = stages.field;
  return {
    ...selection,
    sums: worth === undefined ? [] : [worth],
    ...(heads
      ? headsOf(entity, stages, expanded)
      : { sort: [], group: { field: stages.key }, window: { offset: 0, limit: 0 } }),
  };
}

/** The first question of a board that is about to be drawn. */
export function firstBoardQuestion(
  entity: EntityDef,
  stages: StageField,
  asked: BoardAsked,
  place: BoardPlace,
): Query {
  const pipeline = pipelineShown(entity, stages, place.pipeline);
  return boardQuestion(
    entity,
    boardSelection(entity, stages, asked, pipeline),
    stages,
    place.expanded,
    true,
  );
}
