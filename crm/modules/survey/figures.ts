/**
 * What answers say together. Counts are asked of the store, which knows all answers; the figures are made here.
 *
 * - CSAT: share of the answers 4 and 5 among all of 1–5.
 * - NPS: share of 9 and 10 (promoters) less that of 0–6 (detractors), from −100 to 100.
 * - CES: mean of 1–7.
 */
import { lastDayOfMonth } from '../../kernel/calendar-days.ts';
import type { Condition, Query, QueryResult } from '../../kernel/query.ts';
import { SCALES } from '../../contracts/survey-scale.ts';
import { surveyResponse } from './survey-response.entity.ts';

/** Fewer answers than this are told, and make no figure: one of them would move it by 20 points and more. */
export const ANSWERS_MIN = 5;

const SATISFIED_MIN = 4;
const PROMOTER_MIN = 9;
const DETRACTOR_MAX = 6;

export const MEASURES = ['CSAT', 'NPS', 'CES'] as const;
export type Measure = (typeof MEASURES)[number];

/** What a measure is, for those who do not live with it. */
export const MEANINGS: Readonly<Record<Measure, string>> = {
  CSAT: 'Share of the answers 4 and 5, from 1 to 5',
  NPS: 'Share of 9 and 10 less that of 0 to 6, from −100 to 100',
  CES: 'Mean of the answers, from 1 to 7',
};

export function isMeasure(name: unknown): name is Measure {
  return MEASURES.includes(name as Measure);
}

/** By what the answers are told apart. */
export const BREAKDOWNS = { month: 'answeredAt', agent: 'agent', account: 'account' } as const;
export type Breakdown = keyof typeof BREAKDOWNS;

export interface Tally {
  /** Answers with a score. */
  readonly count: number;
  /** CSAT: satisfied; NPS: promoters; CES: unused. */
  readonly good: number;
  /** NPS: detractors; else unused. */
  readonly bad: number;
  /** Of all scores; for the mean. */
  readonly sum: number;
}

/** null where there are too few answers. CSAT in percent, NPS in points, CES as it is. */
export function figureOf(measure: Measure, { count, good, bad, sum }: Tally): number | null {
  if (count < ANSWERS_MIN) return null;
  switch (measure) {
    case 'CSAT':
      return (good / count) * 100;
    case 'NPS':
      return ((good - bad) / count) * 100;
    case 'CES':
      return sum / count;
    default:
      return measure satisfies never;
  }
}

export type Part = 'all' | 'good' | 'bad';

/** The answers that a part of a measure is made of, as conditions that a list can show. */
export function conditionsOf(
  measure: Measure,
  part: Part,
  only: readonly Condition[],
): readonly Condition[] {
  const score = (operator: string, operand?: number): Condition => ({
    field: 'score',
    operator,
    ...(operand === undefined ? {} : { operand }),
  });
  const kind: Condition = { field: 'kind', operator: 'anyOf', operand: [measure] };
  const good = measure === 'CSAT' ? SATISFIED_MIN : PROMOTER_MIN;
  if (part === 'all') return [...only, kind, score('isNotEmpty')];
  return [...only, kind, part === 'good' ? score('atLeast', good) : score('atMost', DETRACTOR_MAX)];
}

/** The answers that gave one score. */
export function scoreConditions(
  measure: Measure,
  score: number,
  only: readonly Condition[],
): readonly Condition[] {
  return [
    ...only,
    { field: 'kind', operator: 'anyOf', operand: [measure] },
    { field: 'score', operator: 'is', operand: score },
  ];
}

/** Every score of the scale, the best first. */
export function scoresOf(measure: Measure): readonly number[] {
  const { min, max } = SCALES[measure];
  return Array.from({ length: max - min + 1 }, (_, at) => max - at);
}

/** What a score counts as: the same that makes the figure. */
export function standingOf(measure: Measure, score: number): 'good' | 'bad' | 'neither' {
  if (measure === 'CES') return 'neither';
  if (score >= (measure === 'CSAT' ? SATISFIED_MIN : PROMOTER_MIN)) return 'good';
  return measure === 'NPS' && score <= DETRACTOR_MAX ? 'bad' : 'neither';
}

/** The answers of one line of a breakdown. */
export function lineConditions(by: Breakdown, key: string): readonly Condition[] {
  const field = BREAKDOWNS[by];
  if (key === '') return [{ field, operator: 'isEmpty' }];
  if (by !== 'month') return [{ field, operator: 'anyOf', operand: [key] }];
  return [
    { field, operator: 'onOrAfter', operand: `${key}-01` },
    { field, operator: 'onOrBefore', operand: lastDayOfMonth(key) },
  ];
}

/** Which answers are counted at all. */
export interface FiguresScope {
  /** Id of an account; absent: those of all. */
  readonly account?: string | undefined;
  /** Only those of the last days; absent: all there are. */
  readonly days?: number | undefined;
}

export function scopeConditions({ account, days }: FiguresScope): readonly Condition[] {
  return [
    ...(account === undefined ? [] : lineConditions('account', account)),
    ...(days === undefined
      ? []
      : [{ field: BREAKDOWNS.month, operator: 'inLastDays', operand: days }]),
  ];
}

/** Which counts a measure needs. */
export const PARTS: Readonly<Record<Measure, readonly Part[]>> = {
  CSAT: ['all', 'good'],
  NPS: ['all', 'good', 'bad'],
  CES: ['all'],
};

export function questionFor(
  measure: Measure,
  part: Part,
  by: Breakdown | null,
  only: readonly Condition[],
): Query {
  return {
    ...countOf(conditionsOf(measure, part, only)),
    sums: ['score'],
    ...(by === null ? {} : { group: { field: BREAKDOWNS[by] } }),
  };
}

/** How many answers there are, and none of them. */
export function countOf(conditions: readonly Condition[]): Query {
  return {
    entity: surveyResponse.name,
    filter: { all: [...conditions] },
    sort: [],
    window: { offset: 0, limit: 0 },
  };
}

type Answer = Pick<QueryResult, 'count' | 'sums' | 'groups'>;

export interface FigureLine {
  /** Of the group: `2026-03`, an id, or '' for answers that say nothing of it. */
  readonly key: string;
  readonly label: string;
  readonly tally: Tally;
}

export interface Figures {
  readonly total: Tally;
  readonly lines: readonly FigureLine[];
}

/** `answers` in the order of `PARTS[measure]`. */
export function figuresFrom(answers: readonly Answer[]): Figures {
  const [all, good, bad] = answers;
  const sumOf = (sums: Answer['sums'] | undefined): number => sums?.['score']?.[''] ?? 0;
  const countIn = (answer: Answer | undefined, key: string): number =>
    answer?.groups?.find((group) => group.key === key)?.count ?? 0;
  return {
    total: {
      count: all?.count ?? 0,
      good: good?.count ?? 0,
      bad: bad?.count ?? 0,
      sum: sumOf(all?.sums),
    },
    lines: (all?.groups ?? []).map(({ key, label, count, sums }) => ({
      key,
      label,
      tally: { count, good: countIn(good, key), bad: countIn(bad, key), sum: sumOf(sums) },
    })),
  };
}
