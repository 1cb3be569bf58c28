/** The records that a change of a pipeline writes. */
import type { RecordValues, RuleContext } from '../../kernel/command.ts';
import type { EntityDef } from '../../kernel/entity.ts';
import type { StageValue } from '../../kernel/fields/stage.field.ts';
import {
  PIPELINE_ENTITY,
  type Pipeline,
  type PipelineStage,
  type StagedField,
} from '../../kernel/pipelines.ts';

/** Everything about the pipelines of the entity that has them, as the records of now say it. */
export interface PipelineState {
  readonly entity: EntityDef;
  readonly staged: StagedField;
  readonly pipelines: readonly Pipeline[];
  readonly context: RuleContext;
}

export interface OnePipeline extends PipelineState {
  readonly pipeline: Pipeline;
}

type Patch = Readonly<Record<string, unknown>>;

/** A stage as a row of its pipeline's record. */
export function rowOf(stage: PipelineStage): Patch {
  const { label, probability, outcome, requires, rank } = stage;
  return {
    label,
    probability,
    outcome,
    rank,
    ...(requires === undefined || requires.length === 0 ? {} : { requires: requires.join(',') }),
  };
}

/** That of the built-in pipeline is made when it first changes. */
export function pipelineRecord({ pipeline }: OnePipeline, values: Patch): RecordValues {
  const { id, label } = pipeline;
  return { entity: PIPELINE_ENTITY, id, create: true, values: { name: label, ...values } };
}

/** The record with that one stage changed; all other rows as they are, so that only the change is written. */
export function stageRecord(state: OnePipeline, stage: string, row: Patch): RecordValues {
  const { context, pipeline } = state;
  const before = context.read.get(PIPELINE_ENTITY, pipeline.id)?.['stages'];
  const rows = Array.isArray(before) ? (before as readonly (Patch & { id: string })[]) : [];
  const isThere = rows.some(({ id }) => id === stage);
  const stages = isThere
    ? rows.map((one) => (one.id === stage ? { ...one, ...row } : one))
    : [...rows, { id: stage, ...row }];
  return pipelineRecord(state, { stages });
}

/** Every record that stands in one of the stages goes where `to` says; archived ones too. */
export function movesFrom(
  { entity, staged, context }: PipelineState,
  stages: ReadonlySet<string>,
  to: (value: StageValue) => StageValue,
): readonly RecordValues[] {
  const records: RecordValues[] = [];
  for (const row of context.read.all(entity.name)) {
    const value = row[staged.key] as StageValue | undefined;
    if (value === undefined || !stages.has(value.stage)) continue;
    const values = { [staged.key]: to(value) };
    records.push({ entity: entity.name, id: row.id, create: false, values });
  }
  return records;
}
