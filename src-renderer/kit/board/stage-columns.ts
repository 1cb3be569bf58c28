/** The columns of a board: one a stage, with count and sums over all records in it. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import type { StageOption } from '../../../crm/kernel/fields/stage.field.ts';
import type { Option } from '../../../crm/kernel/fields/option-matching.ts';
import { stagesOf } from '../../../crm/kernel/pipelines.ts';
import type { Condition, Group } from '../../../crm/kernel/query.ts';
import type { Selection } from '../list/list-state.ts';

export interface StageField {
  readonly key: string;
  readonly field: FieldOf<'stage'>;
}

export interface StageColumn {
  /** The stage as it is stored; '' for records without one. */
  readonly stage: string;
  readonly label: string;
  readonly outcome: StageOption['outcome'];
  readonly option: StageOption | undefined;
  readonly count: number;
  /** Minor units by currency of what the records are worth. */
  readonly sums: Readonly<Record<string, number>>;
}

/** The field whose stages are columns; undefined: this entity has no board. */
export function stageFieldOf(entity: EntityDef): StageField | undefined {
  for (const [key, field] of Object.entries(entity.fields)) {
    if (field.kind === 'stage') return { key, field };
  }
  return undefined;
}

/** The pipelines to choose from; none where there is only one. */
export function pipelineChoices(entity: EntityDef, { field }: StageField): readonly Option[] {
  const choice = field.pipeline === undefined ? undefined : entity.fields[field.pipeline];
  return choice?.kind === 'select' && choice.options.length > 1 ? choice.options : [];
}

/** Whose stages are shown: the one that is asked for, the first (undefined) where that is gone, or is meant. */
export function pipelineShown(
  entity: EntityDef,
  stages: StageField,
  asked: string | undefined,
): string | undefined {
  const at = pipelineChoices(entity, stages).findIndex(({ value }) => value === asked);
  return at > 0 ? asked : undefined;
}

/**
 * What is on the board of a pipeline: records in its stages. Those in stages that nobody here knows are on that of the
 * first, so that no record is on none. undefined: all are, there is but one.
 */
export function pipelineCondition(
  { key, field }: StageField,
  pipeline: string | undefined,
): Condition | undefined {
  const [first] = field.options;
  const all = [...field.options, ...(field.former ?? [])];
  const isOnFirst = pipeline === undefined || pipeline === first?.pipeline;
  const operand = all
    .filter((option) =>
      isOnFirst ? option.pipeline !== first?.pipeline : option.pipeline === pipeline,
    )
    .map(({ value }) => value);
  if (isOnFirst)
    return operand.length === 0 ? undefined : { field: key, operator: 'noneOf', operand };
  return { field: key, operator: 'anyOf', operand };
}

/**
 * Every stage of the pipeline, in order, open ones first; before those that end something also the stages that were
 * removed or that only a newer version knows, and what has none, as long as there are records in them.
 */
export function stageColumns(
  { field }: StageField,
  groups: readonly Group[] | undefined,
  pipeline?: string,
): readonly StageColumn[] {
  const column = (stage: string, label: string, option?: StageOption): StageColumn => {
    const group = groups?.find(({ key }) => key === stage);
    const sums = field.worth === undefined ? {} : (group?.sums[field.worth] ?? {});
    const outcome = option?.outcome ?? 'open';
    return { stage, label, outcome, option, count: group?.count ?? 0, sums };
  };
  const declared = stagesOf(field, pipeline).map((option) =>
    column(option.value, option.label, option),
  );
  const strange = (groups ?? [])
    .filter(({ key }) => field.options.every(({ value }) => value !== key))
    .map(({ key, label }) => {
      const former = field.former?.find(({ value }) => value === key);
      return column(key, former === undefined ? label : `${former.label} (removed)`, former);
    });
  return [
    ...declared.filter(({ outcome }) => outcome === 'open'),
    ...strange,
    ...declared.filter(({ outcome }) => outcome !== 'open'),
  ];
}

/** The records of one column in the order in which they lie there. */
export function columnSelection(
  selection: Selection,
  { key }: StageField,
  stage: string,
): Selection {
  const here =
    stage === ''
      ? { field: key, operator: 'isEmpty' }
      : { field: key, operator: 'anyOf', operand: [stage] };
  const filter = selection.filter === undefined ? here : { all: [selection.filter, here] };
  return { ...selection, filter, sort: [{ field: `${key}.place`, direction: 'ascending' }] };
}
