/** A row that names a pipeline and a stage means the stage of that pipeline: several have one of the same name. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { ParseContext } from '../../../crm/kernel/field-kind.ts';
import { stage as stageKind, type StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import {
  stagedFieldOf,
  stageIn,
  stageNamed,
  stagesOf,
  type StagedField,
} from '../../../crm/kernel/pipelines.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import type { ProblemTally } from './problem-tally.ts';
import type { MappedField } from './row-values.ts';
import type { TableRow } from './table.ts';

export interface PipelineReading {
  readonly fields: readonly MappedField[];
  readonly context: ParseContext;
  readonly tally: ProblemTally;
}

/** The values with the stage in the pipeline that they name; a stage that is not there is reported. */
export function inItsPipeline(
  entity: EntityDef,
  values: Record<string, unknown>,
  row: TableRow,
  reading: PipelineReading,
): Record<string, unknown> {
  const staged = stagedFieldOf(entity);
  if (staged === undefined) return values;
  const { key, field } = staged;
  const wanted = values[staged.pipeline];
  const value = values[key] as StageValue | undefined;
  if (typeof wanted !== 'string' || value === undefined) return values;
  const read = stageNamed(field, value.stage);
  if (read?.pipeline === wanted) return values;
  const text = textOf(key, row, reading.fields);
  const written = text === '' ? undefined : readThere(staged, wanted, text, reading.context);
  if (written !== undefined) return { ...values, [key]: written };
  const there = stageIn(field, wanted, value);
  const found = stageNamed(field, there.stage);
  if (text !== '' && found !== undefined && fold(found.label) !== fold(read?.label ?? ''))
    reading.tally.add(
      key,
      text,
      `is no stage of ${pipelineLabel(entity, staged, wanted)}; the record comes to stand in ${found.label}`,
      found.label,
      row.number,
    );
  return { ...values, [key]: there };
}

function readThere(
  { field }: StagedField,
  pipeline: string,
  text: string,
  context: ParseContext,
): StageValue | undefined {
  const parsed = stageKind.parse(text, { ...field, options: stagesOf(field, pipeline) }, context);
  return parsed.ok ? parsed.value : undefined;
}

function textOf(key: string, row: TableRow, fields: readonly MappedField[]): string {
  const columns = fields.find((mapped) => mapped.key === key)?.columns ?? [];
  const cells = columns.map(({ index }) => (row.cells[index] ?? '').trim());
  return cells.find((cell) => cell !== '') ?? '';
}

function pipelineLabel(entity: EntityDef, { pipeline }: StagedField, value: string): string {
  const field = entity.fields[pipeline];
  const options = field?.kind === 'select' ? field.options : [];
  return options.find((option) => option.value === value)?.label ?? value;
}
