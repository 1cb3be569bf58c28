/**
 * What may be expected of the open deals, month by month of their expected close, and what the last months brought.
 * The sums are asked of the store (it knows all deals, and the exchange rates; a window never loads them) and put
 * together here. All is in the workspace's currency; what has no exchange rate is a forecast of its own beside it.
 *
 * - Pipeline: worth of the open deals that nobody left out of the forecast (category Omitted).
 * - Weighted: the same, each times its own probability, or that of its stage.
 * - Best case: of those, what is in the categories Best Case and Commit. Commit: what is in Commit.
 * - Slipped: expected to close before today, and still open.
 * - Won: closed as won in that month, each at the rate of its closing day.
 */
import { lastDayOfMonth } from '../../kernel/calendar-days.ts';
import type { EntityDef } from '../../kernel/entity.ts';
import type { Condition, Filter, Query, QueryResult } from '../../kernel/query.ts';

export type Figure = 'pipeline' | 'weighted' | 'bestCase' | 'commit' | 'won';
/** `2026-03`, or one of those without a month to come. */
export type Bucket = string;
export const SLIPPED: Bucket = 'slipped';
export const UNDATED: Bucket = '';
/** Of what is won the month of today is shown and as many before it. */
const MONTHS_BACK = 2;

export interface ForecastLine {
  readonly bucket: Bucket;
  /** Minor units; each rounded once, as a sum. */
  readonly figures: Readonly<Record<Figure, number>>;
}

export interface CurrencyForecast {
  readonly currency: string;
  /** What has slipped, then the months in order, then what has no date; only those with deals. */
  readonly lines: readonly ForecastLine[];
  readonly total: Readonly<Record<Figure, number>>;
}

/** Keys of the fields that a forecast reads. */
export interface ForecastFields {
  readonly stage: string;
  readonly worth: string;
  readonly due: string;
  readonly category: string;
  readonly closed: string;
  readonly open: readonly string[];
  readonly won: readonly string[];
}

/** What is forecast: of whom, as seen on which day. */
export interface ForecastScope {
  readonly fields: ForecastFields;
  /** `YYYY-MM-DD` in the person's time zone. */
  readonly today: string;
  /** Narrows all of it, to one owner for example. */
  readonly only: readonly Condition[];
}

/** Of one pipeline, or of all; undefined: too little is declared of the entity's stages for a forecast. */
export function forecastFieldsOf(entity: EntityDef, pipeline?: string): ForecastFields | undefined {
  for (const [key, field] of Object.entries(entity.fields)) {
    if (field.kind !== 'stage') continue;
    const { worth, due, category, closed, options } = field;
    if (worth === undefined || due === undefined) continue;
    if (category === undefined || closed === undefined) continue;
    const of = (outcome: string): readonly string[] =>
      options
        .filter((option) => option.outcome === outcome)
        .filter((option) => pipeline === undefined || option.pipeline === pipeline)
        .map(({ value }) => value);
    return { stage: key, worth, due, category, closed, open: of('open'), won: of('won') };
  }
  return undefined;
}

export type QuestionName =
  | 'ahead'
  | 'aheadBest'
  | 'aheadCommit'
  | 'late'
  | 'lateBest'
  | 'lateCommit'
  | 'won'
  | 'unpriced';
export type Questions = Readonly<Record<QuestionName, Query>>;
export type Answers = Readonly<
  Record<QuestionName, Pick<QueryResult, 'count' | 'sums' | 'groups'>>
>;

export function forecastQuestions(entity: EntityDef, scope: ForecastScope): Questions {
  const { fields, today } = scope;
  const { worth, due, closed } = fields;
  const ask = (conditions: readonly Filter[], sums: readonly string[], month?: string): Query => ({
    entity: entity.name,
    filter: { all: [...scope.only, ...conditions] },
    sort: [],
    sums: [...sums],
    ...(month === undefined ? {} : { group: { field: month } }),
    window: { offset: 0, limit: 0 },
  });
  const ahead: Filter = {
    any: [
      { field: due, operator: 'onOrAfter', operand: today },
      { field: due, operator: 'isEmpty' },
    ],
  };
  const late = lateBefore(fields, today);
  const both = [worth, expectedPath(fields)];
  const of = (figure: Figure): readonly Condition[] => stageConditions(fields, figure);
  return {
    ahead: ask([...of('pipeline'), ahead], both, due),
    aheadBest: ask([...of('bestCase'), ahead], [worth], due),
    aheadCommit: ask([...of('commit'), ahead], [worth], due),
    late: ask([...of('pipeline'), late], both),
    lateBest: ask([...of('bestCase'), late], [worth]),
    lateCommit: ask([...of('commit'), late], [worth]),
    won: ask([...of('won'), ...bucketConditions(fields, 'won', undefined, today)], [worth], closed),
    unpriced: ask(unpricedConditions(fields), []),
  };
}

/** The forecast in the workspace's currency first, then that of each currency without an exchange rate. */
export function forecastFrom(
  fields: ForecastFields,
  answers: Answers,
  base: string,
): readonly CurrencyForecast[] {
  const { worth } = fields;
  const expected = expectedPath(fields);
  const byCurrency = new Map<string, Map<Bucket, Record<Figure, number>>>();
  const add = (
    figure: Figure,
    bucket: Bucket,
    sums: Readonly<Record<string, number>> = {},
  ): void => {
    for (const [currency, amount] of Object.entries(sums)) {
      const buckets = byCurrency.get(currency) ?? new Map<Bucket, Record<Figure, number>>();
      byCurrency.set(currency, buckets);
      const figures = buckets.get(bucket) ?? emptyFigures();
      buckets.set(bucket, figures);
      figures[figure] += Math.round(amount);
    }
  };
  for (const { key, sums } of answers.ahead.groups ?? []) {
    add('pipeline', key, sums[worth]);
    add('weighted', key, sums[expected]);
  }
  for (const { key, sums } of answers.aheadBest.groups ?? []) add('bestCase', key, sums[worth]);
  for (const { key, sums } of answers.aheadCommit.groups ?? []) add('commit', key, sums[worth]);
  add('pipeline', SLIPPED, answers.late.sums[worth]);
  add('weighted', SLIPPED, answers.late.sums[expected]);
  add('bestCase', SLIPPED, answers.lateBest.sums[worth]);
  add('commit', SLIPPED, answers.lateCommit.sums[worth]);
  for (const { key, sums } of answers.won.groups ?? []) add('won', key, sums[worth]);

  return [...byCurrency.keys()].toSorted(ownFirst(base)).map((currency) => {
    const buckets = byCurrency.get(currency) ?? new Map<Bucket, Record<Figure, number>>();
    const lines = [...buckets].map(([bucket, figures]) => ({ bucket, figures }));
    const total = emptyFigures();
    for (const { figures } of lines) {
      for (const figure of FIGURES) total[figure] += figures[figure];
    }
    return {
      currency,
      lines: lines.toSorted((a, b) => (lineRank(a.bucket) < lineRank(b.bucket) ? -1 : 1)),
      total,
    };
  });
}

export const FIGURES: readonly Figure[] = ['won', 'commit', 'bestCase', 'weighted', 'pipeline'];

/** Which part of a forecast: of one currency that has no rate, or of all the others together. */
export interface CurrencyPart {
  readonly currency: string;
  readonly base: string;
  /** Currencies without an exchange rate. */
  readonly apart: readonly string[];
}

/** The deals behind a figure, as conditions that a list can show; `bucket` undefined: those of all buckets. */
export function conditionsBehind(
  scope: ForecastScope,
  figure: Figure,
  bucket: Bucket | undefined,
  part: CurrencyPart,
): readonly Condition[] {
  const { fields, today } = scope;
  return [
    ...scope.only,
    ...stageConditions(fields, figure),
    ...bucketConditions(fields, figure, bucket, today),
    ...currencyConditions(fields, part),
  ];
}

export function unpricedConditions(fields: ForecastFields): readonly Condition[] {
  return [...stageConditions(fields, 'pipeline'), { field: fields.worth, operator: 'isEmpty' }];
}

function currencyConditions(
  { worth }: ForecastFields,
  { currency, base, apart }: CurrencyPart,
): readonly Condition[] {
  if (currency !== base) return [{ field: worth, operator: 'inCurrency', operand: currency }];
  return [
    { field: worth, operator: 'isNotEmpty' },
    ...apart.map((code) => ({ field: worth, operator: 'notInCurrency', operand: code })),
  ];
}

function stageConditions(fields: ForecastFields, figure: Figure): readonly Condition[] {
  const { category, stage } = fields;
  if (figure === 'won') return [{ field: stage, operator: 'anyOf', operand: [...fields.won] }];
  return [
    { field: stage, operator: 'anyOf', operand: [...fields.open] },
    figure === 'bestCase'
      ? { field: category, operator: 'anyOf', operand: ['Best Case', 'Commit'] }
      : figure === 'commit'
        ? { field: category, operator: 'anyOf', operand: ['Commit'] }
        : { field: category, operator: 'noneOf', operand: ['Omitted'] },
  ];
}

function bucketConditions(
  fields: ForecastFields,
  figure: Figure,
  bucket: Bucket | undefined,
  today: string,
): readonly Condition[] {
  if (figure === 'won') {
    const month = today.slice(0, 7);
    const first = bucket ?? monthBefore(month, MONTHS_BACK);
    return [
      { field: fields.closed, operator: 'onOrAfter', operand: `${first}-01` },
      { field: fields.closed, operator: 'onOrBefore', operand: lastDayOfMonth(bucket ?? month) },
    ];
  }
  const { due } = fields;
  if (bucket === undefined) return [];
  if (bucket === SLIPPED) return [lateBefore(fields, today)];
  if (bucket === UNDATED) return [{ field: due, operator: 'isEmpty' }];
  const first = `${bucket}-01`;
  return [
    { field: due, operator: 'onOrAfter', operand: first < today ? today : first },
    { field: due, operator: 'onOrBefore', operand: lastDayOfMonth(bucket) },
  ];
}

function lateBefore({ due }: ForecastFields, today: string): Condition {
  return { field: due, operator: 'before', operand: today };
}

function expectedPath({ stage }: ForecastFields): string {
  return `${stage}.expected`;
}

/** `2026-01`, 2 → `2025-11`. */
function monthBefore(month: string, months: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - months, 1)).toISOString().slice(0, 7);
}

function emptyFigures(): Record<Figure, number> {
  return { pipeline: 0, weighted: 0, bestCase: 0, commit: 0, won: 0 };
}

function lineRank(bucket: Bucket): string {
  if (bucket === SLIPPED) return '0';
  return bucket === UNDATED ? '9' : `1${bucket}`;
}

function ownFirst(own: string): (a: string, b: string) => number {
  return (a, b) => (a === own ? -1 : b === own ? 1 : a < b ? -1 : 1);
}
