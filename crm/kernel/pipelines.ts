/**
 * The stages in force. What this version comes with is one pipeline; records of the workspace change its stages and
 * add pipelines of their own. A stage belongs to one pipeline for good, so the stage alone says in which pipeline a
 * record is: two people who move one record at once never leave it with the stage of one and the pipeline of another.
 *
 * A record holds only what differs from what is built in, and a stage that was removed stays in it, marked: a rename
 * on one desktop and a move on another both count, and nobody's half of a stage comes back.
 */
import type { EntityDef } from './entity.ts';
import type { FieldOf } from './field-kinds.ts';
import type { StageOption, StageValue } from './fields/stage.field.ts';
import { UNPLACED_RANK } from './fields/stage.field.ts';
import { derivedId, type Id } from './ids.ts';
import { builtInRank } from './ranks.ts';
import { fold } from './text-folding.ts';

/** Name of the entity whose records say what the pipelines are. */
export const PIPELINE_ENTITY = 'pipeline';

/** A few lists fit a screen; a thousand stages would be somebody's mistake that every list has to carry. */
export const PIPELINES_MAX = 40;
export const STAGES_MAX = 60;

export type Outcome = StageOption['outcome'];

export interface PipelineStage extends StageOption {
  /** Fractional index among the stages of its pipeline. */
  readonly rank: string;
}

export interface Pipeline {
  /** What stands in the record's pipeline field. */
  readonly value: string;
  /** Of the record that says what it is, whether that is there yet or not. */
  readonly id: Id;
  readonly label: string;
  readonly isBuiltIn: boolean;
  readonly stages: readonly PipelineStage[];
  /** Stages that were removed: some desktop may still have records in them. */
  readonly former: readonly PipelineStage[];
}

type Row = Readonly<Record<string, unknown>>;

export interface StagedField {
  readonly key: string;
  readonly field: FieldOf<'stage'>;
  /** Key of the field that names the pipeline. */
  readonly pipeline: string;
}

/** The field whose stages may be changed; undefined for an entity without pipelines. */
export function stagedFieldOf(entity: EntityDef): StagedField | undefined {
  for (const [key, field] of Object.entries(entity.fields)) {
    if (field.kind === 'stage' && field.pipeline !== undefined)
      return { key, field, pipeline: field.pipeline };
  }
  return undefined;
}

/**
 * The entity with the stages in force; itself when the records say nothing about it. `entity` is the built-in one.
 */
export function withPipelines<Entity extends EntityDef>(
  entity: Entity,
  records: readonly Row[],
): Entity {
  const staged = stagedFieldOf(entity);
  if (staged === undefined || records.length === 0) return entity;
  const pipelines = pipelinesOf(entity, records);
  const labels = new Set<string>();
  const options = pipelines.flatMap(({ value, label: pipelineLabel, stages }, index) =>
    stages.map((stage): StageOption => {
      const isTwice = labels.has(fold(stage.label));
      labels.add(fold(stage.label));
      const qualified = `${pipelineLabel}: ${stage.label}`;
      return {
        ...stage,
        pipeline: value,
        ...(isTwice && index > 0 ? { qualified } : {}),
        aliases: [...(index > 0 ? [] : (stage.aliases ?? [])), ...(isTwice ? [qualified] : [])],
      };
    }),
  );
  const former = pipelines.flatMap(({ value, former: gone }) =>
    gone.map((stage): StageOption => ({ ...stage, pipeline: value })),
  );
  return {
    ...entity,
    fields: {
      ...entity.fields,
      [staged.key]: { ...staged.field, options, former },
      [staged.pipeline]: {
        ...entity.fields[staged.pipeline],
        options: pipelines.map(({ value, label }) => ({ value, label })),
      },
    },
  };
}

/** The built-in one first, then the others in their own order; archived ones only lend the names of their stages. */
export function pipelinesOf(entity: EntityDef, records: readonly Row[]): readonly Pipeline[] {
  const staged = stagedFieldOf(entity);
  const field = staged === undefined ? undefined : entity.fields[staged.pipeline];
  const [builtIn] = field?.kind === 'select' ? field.options : [];
  if (staged === undefined || builtIn === undefined) return [];
  const builtInId = derivedId(PIPELINE_ENTITY, entity.name, builtIn.value);
  const base = staged.field.options.map((option, index): PipelineStage => ({
    ...option,
    rank: builtInRank(index),
  }));
  const own = records.find(({ id }) => id === builtInId);
  const first = pipelineFrom(
    { own, value: builtIn.value, label: builtIn.label, id: builtInId },
    base,
    base,
  );
  const others = records
    .filter(({ id }) => id !== builtInId)
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .slice(0, PIPELINES_MAX)
    .map((record) =>
      pipelineFrom(
        { own: record, value: String(record['id']), label: '', id: String(record['id']) },
        [],
        base,
      ),
    );
  const [live, archived] = [
    others.filter(({ id }) => !isArchived(records, id)),
    others.filter(({ id }) => isArchived(records, id)),
  ];
  const gone = archived.flatMap(({ stages, former }) => [...stages, ...former]);
  return [{ ...first, isBuiltIn: true, former: [...first.former, ...gone] }, ...live];
}

function isArchived(records: readonly Row[], id: string): boolean {
  return records.some((record) => record['id'] === id && record['archivedAt'] !== undefined);
}

function orderOf(record: Row): string {
  return `${String(record['createdAt'])} ${String(record['id'])}`;
}

interface Source {
  readonly own: Row | undefined;
  readonly value: string;
  readonly label: string;
  readonly id: Id;
}

function pipelineFrom(
  { own, value, label, id }: Source,
  base: readonly PipelineStage[],
  models: readonly PipelineStage[],
): Pipeline {
  const changed = new Map(
    (Array.isArray(own?.['stages']) ? (own['stages'] as readonly Row[]) : []).map(
      (row) => [String(row['id']), row] as const,
    ),
  );
  const all: { readonly stage: PipelineStage; readonly removed: boolean }[] = [];
  for (const stage of base) {
    const row = changed.get(stage.value);
    changed.delete(stage.value);
    all.push({ stage: withRow(stage, row), removed: row?.['removed'] === true });
  }
  for (const [stage, row] of changed) {
    // A stage is one when it has a name; what is left of one whose other half has not arrived is none yet.
    if (typeof row['label'] !== 'string') continue;
    const outcome = outcomeOf(row['outcome']) ?? 'open';
    const model = models.find((other) => other.outcome === outcome);
    const blank: PipelineStage = {
      value: stage,
      label: stage,
      probability: model?.probability ?? 0,
      outcome,
      rank: 'a0',
      ...(outcome !== 'open' && model?.color !== undefined ? { color: model.color } : {}),
      ...(outcome !== 'open' && model?.asks !== undefined ? { asks: model.asks } : {}),
    };
    all.push({ stage: withRow(blank, row), removed: row['removed'] === true });
  }
  const stages = all
    .toSorted(({ stage: a }, { stage: b }) => {
      // What ends something comes after what is open, whatever its rank says.
      const ends = Number(a.outcome !== 'open') - Number(b.outcome !== 'open');
      if (ends !== 0) return ends;
      if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
      return a.value < b.value ? -1 : 1;
    })
    .slice(0, STAGES_MAX);
  const name = own?.['name'];
  return {
    value,
    id,
    label: typeof name === 'string' && name !== '' ? name : label === '' ? 'Pipeline' : label,
    isBuiltIn: false,
    stages: stages.filter(({ removed }) => !removed).map(({ stage }) => stage),
    former: stages.filter(({ removed }) => removed).map(({ stage }) => stage),
  };
}

function withRow(stage: PipelineStage, row: Row | undefined): PipelineStage {
  if (row === undefined) return stage;
  const { label, probability, rank, requires } = row;
  const renamed = typeof label === 'string' && label !== '' && label !== stage.label;
  const outcome = outcomeOf(row['outcome']) ?? stage.outcome;
  return {
    ...stage,
    ...(renamed ? { label, aliases: [...(stage.aliases ?? []), stage.label] } : {}),
    probability: typeof probability === 'number' ? probability : stage.probability,
    outcome,
    rank: typeof rank === 'string' ? rank : stage.rank,
    ...(typeof requires === 'string' ? { requires: keysIn(requires) } : {}),
  };
}

/** Field keys as one text, because a column of child rows holds one value. */
export function keysIn(text: string): readonly string[] {
  return text.split(',').filter((key) => key !== '');
}

function outcomeOf(value: unknown): Outcome | undefined {
  return value === 'open' || value === 'won' || value === 'lost' ? value : undefined;
}

/** Stages of one pipeline in order, of the field as it is in force. */
export function stagesOf(
  field: Pick<FieldOf<'stage'>, 'options'>,
  pipeline: string | undefined,
): readonly StageOption[] {
  const wanted = pipeline ?? field.options[0]?.pipeline;
  return field.options.filter((option) => option.pipeline === wanted);
}

/** The stages that a record in `stage` may stand in: those of its pipeline, or of the first. */
export function stagesBeside(
  field: Pick<FieldOf<'stage'>, 'options' | 'former'>,
  stage: string | undefined,
): readonly StageOption[] {
  return stagesOf(field, stageNamed(field, stage)?.pipeline);
}

/** Also one that was removed. */
export function stageNamed(
  field: Pick<FieldOf<'stage'>, 'options' | 'former'>,
  stage: string | undefined,
): StageOption | undefined {
  const same = ({ value }: StageOption): boolean => value === stage;
  return field.options.find(same) ?? field.former?.find(same);
}

/**
 * Where a record comes to stand that goes over into another pipeline: the stage of the same name, else the first
 * that means the same. The value itself when it stands there already, or when there is no such pipeline.
 */
export function stageIn(
  field: Pick<FieldOf<'stage'>, 'options' | 'former'>,
  pipeline: string,
  value: StageValue,
): StageValue {
  const from = stageNamed(field, value.stage);
  const there = stagesOf(field, pipeline);
  if (there.length === 0 || from?.pipeline === pipeline) return value;
  const label = fold(from?.label ?? value.stage);
  const outcome = from?.outcome ?? 'open';
  const to =
    there.find((option) => fold(option.label) === label) ??
    there.find((option) => option.outcome === outcome) ??
    there[0];
  return to === undefined ? value : { stage: to.value, rank: UNPLACED_RANK };
}
