import type { RuleContext, WriteRule } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../kernel/entity.ts';
import { RATE_ENTITY, ratesFrom, type ExchangeRates } from '../../kernel/exchange-rates.ts';
import { lineTotals } from '../../kernel/fields/line-totals.ts';
import type { Money } from '../../kernel/fields/money.field.ts';
import { missingFor } from '../../kernel/fields/stage-standing.ts';
import type { StageValue } from '../../kernel/fields/stage.field.ts';
import { PIPELINE_ENTITY, stageIn, stageNamed, withPipelines } from '../../kernel/pipelines.ts';
import { fail, type Problem } from '../../kernel/result.ts';
import { dayOfWorkspace } from '../../kernel/workspace-zone.ts';
import { sameJson } from '../../kernel/write.ts';
import { deal } from './deal.entity.ts';
import { SALES_PIPELINE } from './stages.ts';

type StagesInForce = typeof deal.fields.stage;

/** Read once a context: an act over thousands of deals asks for them thousands of times. */
const stagesByContext = new WeakMap<RuleContext, StagesInForce>();

function stagesIn(context: RuleContext): StagesInForce {
  let stages = stagesByContext.get(context);
  if (stages === undefined) {
    stages = withPipelines(deal, [...context.read.all(PIPELINE_ENTITY)]).fields.stage;
    stagesByContext.set(context, stages);
  }
  return stages;
}

/** As the stages are: read once a context. */
const ratesByContext = new WeakMap<RuleContext, ExchangeRates>();

function ratesIn(context: RuleContext): ExchangeRates {
  let rates = ratesByContext.get(context);
  if (rates === undefined) {
    rates = ratesFrom(context.read.all(RATE_ENTITY));
    ratesByContext.set(context, rates);
  }
  return rates;
}

/**
 * Keeps a deal true to itself: its pipeline is that of its stage, a move to another stage says since when, closing
 * says when and at which exchange rate, opening again takes that back, and an amount that was that of its lines goes
 * along with them. A deal comes into a stage only with what the stage requires, and keeps that as long as it stands
 * there.
 */
export const dealOnWrite: WriteRule = (before, given, context) => {
  const stages = stagesIn(context);
  const patch = withPipelineOfStage(before, given, stages);
  const refused = refusalOf(before, patch, stages, context);
  if (refused !== undefined) return fail(refused);
  const moved = withOutcome(before, withAmountOfLines(before, patch), context);
  return { ok: true, patch: withExchangeRate(before, moved, context) };
};

/**
 * What follows from a file: a pipeline alone moves the deal there, as a stage alone says its pipeline, and a deal that
 * came to its end has the exchange rate of that day, as if it had been closed here. All else stays as the file says it.
 */
export function dealOnImport(
  before: AnyRow | undefined,
  values: Values,
  context: RuleContext,
): Values {
  return withExchangeRate(before, withPipelineOfStage(before, values, stagesIn(context)), context);
}

/**
 * The stage says which pipeline a deal is in. Another pipeline without a stage of it takes the deal to the stage there
 * that means the same; both in one write that do not go together are read as that.
 */
function withPipelineOfStage(
  before: AnyRow | undefined,
  patch: Values,
  stages: StagesInForce,
): Values {
  if (!('stage' in patch) && !('pipeline' in patch)) return patch;
  const value = (patch['stage'] ?? before?.['stage']) as StageValue | undefined;
  if (value === undefined) return patch;
  const wanted = patch['pipeline'];
  const stage = typeof wanted === 'string' ? stageIn(stages, wanted, value) : value;
  const pipeline = stageNamed(stages, stage.stage)?.pipeline;
  const isMoved = stage !== value;
  if (pipeline === undefined) return patch;
  const named = before?.['pipeline'] ?? SALES_PIPELINE;
  const { pipeline: _said, ...rest } = patch;
  return {
    ...rest,
    ...(isMoved ? { stage } : {}),
    ...('pipeline' in patch || pipeline !== named ? { pipeline } : {}),
  };
}

/**
 * Closing sets the closing date unless one is given; a deal that is opened again loses it together with the reason
 * for its loss, as does one that is won after all.
 */
function withOutcome(before: AnyRow | undefined, patch: Values, context: RuleContext): Values {
  const stage = patch['stage'] as StageValue | undefined;
  if (stage === undefined) return patch;
  const from = (before?.['stage'] as StageValue | undefined)?.stage;
  const moved = stage.stage === from ? patch : { ...patch, stageSince: context.now };
  const outcome = outcomeOf(stage, stagesIn(context));
  if (outcome === 'open') {
    if (before === undefined) return moved;
    return {
      ...moved,
      closedDate: patch['closedDate'] ?? null,
      lostReason: null,
      lostNotes: null,
    };
  }
  const closed = patch['closedDate'] ?? before?.['closedDate'];
  const closedDate = closed ?? dayOfWorkspace(context.read, context.now);
  if (outcome === 'lost' || before === undefined) return { ...moved, closedDate };
  return { ...moved, closedDate, lostReason: null, lostNotes: null };
}

/**
 * The rate of the day on which a deal was closed counts for good: totals of a year that is over do not move with
 * today's. Frozen again only when what it follows from is another one; an open deal has none.
 */
function withExchangeRate(before: AnyRow | undefined, patch: Values, context: RuleContext): Values {
  if ('exchangeRate' in patch) return patch;
  const stages = stagesIn(context);
  const was = settledOf(before ?? {}, stages);
  const is = settledOf({ ...before, ...patch }, stages);
  if (was?.day === is?.day && was?.currency === is?.currency) return patch;
  const rate = is === undefined ? undefined : ratesIn(context).on(is.currency, is.day);
  return rate === before?.['exchangeRate'] ? patch : { ...patch, exchangeRate: rate ?? null };
}

/** In which currency, and on which day, the deal came to its end; undefined while it has not. */
function settledOf(
  values: Values,
  stages: StagesInForce,
): { readonly currency: string; readonly day: string } | undefined {
  const amount = values['amount'] as Money | null | undefined;
  const day = values['closedDate'];
  if (typeof day !== 'string' || amount === undefined || amount === null) return undefined;
  const isClosed = outcomeOf(values['stage'] as StageValue | undefined, stages) !== 'open';
  return isClosed ? { currency: amount.currency, day } : undefined;
}

/** Nobody who wrote an amount of their own is overruled: it goes along only where it was that of the lines. */
function withAmountOfLines(before: AnyRow | undefined, patch: Values): Values {
  if (!('lines' in patch) || 'amount' in patch) return patch;
  const amount = before?.['amount'] ?? null;
  const followed = amount === null || sameJson(amount, lineTotals(before?.['lines'])?.net ?? null);
  const total = lineTotals(patch['lines']);
  return followed && total !== undefined ? { ...patch, amount: total.net } : patch;
}

function outcomeOf(stage: StageValue | undefined, stages: StagesInForce): 'open' | 'won' | 'lost' {
  return stageNamed(stages, stage?.stage)?.outcome ?? 'open';
}

/**
 * A deal that came into its stage without what it requires (by an import) can be edited and moved within the
 * stage: only entering it, and clearing what it requires, is refused.
 */
function refusalOf(
  before: AnyRow | undefined,
  patch: Values,
  stages: StagesInForce,
  { read }: RuleContext,
): Problem | undefined {
  const from = (before?.['stage'] as StageValue | undefined)?.stage;
  const name = (patch['stage'] as StageValue | undefined)?.stage ?? from;
  if (name === undefined) return undefined;
  const stage = stageNamed(stages, name);
  const missing = missingFor(stage, { ...before, ...patch }).filter(
    (key) => name !== from || key in patch,
  );
  if (missing.length === 0) return undefined;
  // A stage may require a field of the team's own.
  const { fields }: EntityDef =
    read.entities?.().find(({ name: one }) => one === deal.name) ?? deal;
  const labels = missing.map((key) => `“${fields[key]?.label ?? key}”`);
  return {
    code: 'stage-requires-field',
    message: `A deal in ${stage?.label ?? name} needs ${labels.join(', ')}.`,
    remedy: 'Fill it in first, or move the deal on the board or its page: there it is asked for.',
    fields: missing,
    ...(before === undefined ? {} : { record: `deal/${before.id}` }),
  };
}
