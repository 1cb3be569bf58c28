import { Select } from '@mantine/core';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { BOARD_START, type BoardPlace } from './board-place.ts';
import { pipelineChoices, pipelineShown, type StageField } from './stage-columns.ts';

interface PipelineSelectProps {
  readonly entity: EntityDef;
  readonly stages: StageField;
  /** undefined: the first. */
  readonly pipeline: string | undefined;
  readonly onPlace: (place: BoardPlace) => void;
}

/** Which of several pipelines a board shows; nothing where there is one. */
export function PipelineSelect({ entity, stages, pipeline, onPlace }: PipelineSelectProps) {
  const pipelines = pipelineChoices(entity, stages);
  if (pipelines.length === 0) return null;
  const first = pipelines[0]?.value ?? null;
  return (
    <Select
      aria-label="Pipeline"
      className="board-pipeline"
      data={pipelines.map(({ value, label }) => ({ value, label }))}
      value={pipelineShown(entity, stages, pipeline) ?? first}
      allowDeselect={false}
      onChange={(value) =>
        onPlace({
          ...BOARD_START,
          // The first is shown without being asked for.
          ...(value === null || value === first ? {} : { pipeline: value }),
        })
      }
    />
  );
}
