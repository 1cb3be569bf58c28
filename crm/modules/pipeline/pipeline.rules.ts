/** What can be done to pipelines; each is one act. */
import * as z from 'zod';
import {
  defineCommand,
  type CommandDef,
  type ModuleDef,
  type RuleContext,
} from '../../kernel/command.ts';
import { UNPLACED_RANK } from '../../kernel/fields/stage.field.ts';
import {
  PIPELINE_ENTITY,
  PIPELINES_MAX,
  STAGES_MAX,
  pipelinesOf,
  stageIn,
  stagedFieldOf,
  withPipelines,
} from '../../kernel/pipelines.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { rankBetween } from '../ranks.ts';
import { builtInStays, gone, lastOfItsKind, stillUsed, tooMany } from './pipeline-problems.ts';
import {
  movesFrom,
  pipelineRecord,
  rowOf,
  stageRecord,
  type OnePipeline,
  type PipelineState,
} from './stage-plans.ts';

const name = z.string().trim().min(1).max(80);
const key = z.string().min(1).max(40);
const stageKey = z.string().min(1).max(120);

/** `modules` gives the built-in ones: a rule may not import another module's. */
export function pipelineCommands(modules: () => readonly ModuleDef[]): readonly CommandDef[] {
  const all = (context: RuleContext): Result<PipelineState> => {
    const entity = modules().find(({ entity: one }) => stagedFieldOf(one) !== undefined)?.entity;
    if (entity === undefined) return gone('pipeline');
    const records = [...context.read.all(PIPELINE_ENTITY)];
    const inForce = withPipelines(entity, records);
    const staged = stagedFieldOf(inForce);
    if (staged === undefined) return gone('pipeline');
    return ok({ entity: inForce, staged, pipelines: pipelinesOf(entity, records), context });
  };
  const at = (context: RuleContext, value: string): Result<OnePipeline> => {
    const state = all(context);
    if (!state.ok) return state;
    const pipeline = state.value.pipelines.find((one) => one.value === value);
    return pipeline === undefined ? gone('pipeline') : ok({ ...state.value, pipeline });
  };

  return [
    defineCommand({
      name: 'pipeline.create',
      input: z.strictObject({ name, like: key }),
      plan(input, context) {
        const state = at(context, input.like);
        if (!state.ok) return state;
        const { pipeline, pipelines } = state.value;
        if (pipelines.length >= PIPELINES_MAX) return tooMany('pipelines', PIPELINES_MAX);
        const stages = pipeline.stages.map((stage) => ({ id: context.newId(), ...rowOf(stage) }));
        const values = { name: input.name, stages };
        const record = { entity: PIPELINE_ENTITY, id: context.newId(), create: true, values };
        return ok({ records: [record], label: `New pipeline ${input.name}` });
      },
    }),
    defineCommand({
      name: 'pipeline.rename',
      input: z.strictObject({ pipeline: key, name }),
      plan(input, context) {
        const state = at(context, input.pipeline);
        if (!state.ok) return state;
        const record = pipelineRecord(state.value, { name: input.name });
        return ok({ records: [record], label: `Rename pipeline ${state.value.pipeline.label}` });
      },
    }),
    defineCommand({
      name: 'pipeline.remove',
      input: z.strictObject({ pipeline: key, into: key }),
      plan(input, context) {
        const state = at(context, input.pipeline);
        if (!state.ok) return state;
        const { pipeline, staged, pipelines } = state.value;
        if (pipeline.isBuiltIn) return builtInStays();
        const isElsewhere = pipelines.some(({ value }) => value === input.into);
        if (!isElsewhere || input.into === pipeline.value) return gone('pipeline');
        const stages = new Set([...pipeline.stages, ...pipeline.former].map(({ value }) => value));
        const moved = movesFrom(state.value, stages, (value) =>
          stageIn(staged.field, input.into, value),
        );
        const record = { ...pipelineRecord(state.value, {}), archived: true };
        return ok({ records: [...moved, record], label: `Remove pipeline ${pipeline.label}` });
      },
    }),
    defineCommand({
      name: 'pipeline.addStage',
      input: z.strictObject({
        pipeline: key,
        label: name,
        outcome: z.enum(['open', 'won', 'lost']),
      }),
      plan({ label, outcome, ...input }, context) {
        const state = at(context, input.pipeline);
        if (!state.ok) return state;
        const { pipeline, pipelines } = state.value;
        if (pipeline.stages.length >= STAGES_MAX) return tooMany('stages', STAGES_MAX);
        const alike = (stages: typeof pipeline.stages) =>
          stages.findLast((one) => one.outcome === outcome);
        const last = alike(pipeline.stages);
        const model = last ?? alike(pipelines.flatMap(({ stages }) => stages));
        // What is asked of the others that end so is asked of it as well.
        const requires = outcome === 'open' ? undefined : model?.requires?.join(',');
        const row = {
          label,
          outcome,
          probability: model?.probability ?? 0,
          rank: rankBetween(last?.rank, undefined),
          ...(requires === undefined || requires === '' ? {} : { requires }),
        };
        const records = [stageRecord(state.value, context.newId(), row)];
        return ok({ records, label: `New stage ${label} in ${pipeline.label}` });
      },
    }),
    defineCommand({
      name: 'pipeline.setStage',
      input: z.strictObject({
        pipeline: key,
        stage: stageKey,
        label: name.optional(),
        probability: z.number().min(0).max(100).optional(),
        requires: z.array(key).max(20).optional(),
      }),
      plan({ pipeline, stage: wanted, requires, ...changes }, context) {
        const state = at(context, pipeline);
        if (!state.ok) return state;
        const stage = state.value.pipeline.stages.find(({ value }) => value === wanted);
        if (stage === undefined) return gone('stage');
        const asked = requires === undefined ? {} : { requires: requires.join(',') };
        const records = [stageRecord(state.value, stage.value, { ...changes, ...asked })];
        return ok({ records, label: `Stage ${stage.label} of ${state.value.pipeline.label}` });
      },
    }),
    defineCommand({
      name: 'pipeline.moveStage',
      input: z.strictObject({
        pipeline: key,
        stage: stageKey,
        /** Places down among those of its outcome; negative: up. */
        by: z.int().min(-STAGES_MAX).max(STAGES_MAX),
      }),
      plan({ pipeline, stage: wanted, by }, context) {
        const state = at(context, pipeline);
        if (!state.ok) return state;
        const { stages } = state.value.pipeline;
        const stage = stages.find(({ value }) => value === wanted);
        if (stage === undefined) return gone('stage');
        // Among those of its outcome: what ends something stays behind what is open.
        const among = stages.filter((one) => one.outcome === stage.outcome);
        const to = among.indexOf(stage) + by;
        const label = `Move stage ${stage.label}`;
        if (by === 0 || to < 0 || to >= among.length) return ok({ records: [], label });
        const others = among.filter((one) => one !== stage);
        const rank = rankBetween(others[to - 1]?.rank, others[to]?.rank);
        return ok({ records: [stageRecord(state.value, stage.value, { rank })], label });
      },
    }),
    defineCommand({
      name: 'pipeline.removeStage',
      input: z.strictObject({
        pipeline: key,
        stage: stageKey,
        /** Where its records go; null: there are none. */
        into: stageKey.nullable(),
      }),
      plan({ pipeline, stage: wanted, into }, context) {
        const state = at(context, pipeline);
        if (!state.ok) return state;
        const { stages, label } = state.value.pipeline;
        const stage = stages.find(({ value }) => value === wanted);
        if (stage === undefined) return gone('stage');
        if (stages.every((one) => one === stage || one.outcome !== stage.outcome))
          return lastOfItsKind(stage, label);
        const target = stages.find(({ value }) => value === into && value !== wanted);
        const moved = movesFrom(state.value, new Set([wanted]), () => ({
          stage: target?.value ?? wanted,
          rank: UNPLACED_RANK,
        }));
        if (moved.length > 0 && target === undefined) return stillUsed(stage, moved.length);
        const record = stageRecord(state.value, stage.value, { removed: true });
        return ok({ records: [...moved, record], label: `Remove stage ${stage.label}` });
      },
    }),
  ];
}
