import { describe, expect, test } from 'vitest';
import {
  ANSWERS_MIN,
  conditionsOf,
  figureOf,
  figuresFrom,
  lineConditions,
  MEASURES,
  PARTS,
  scopeConditions,
  scoresOf,
  standingOf,
  type Measure,
  type Tally,
} from './figures.ts';

const tally = (count: number, good: number, bad: number, sum: number): Tally => ({
  count,
  good,
  bad,
  sum,
});

describe('figures are those that a person computes by hand', () => {
  test.each<readonly [string, Measure, Tally, number | null]>([
    // 5 5 4 3 1: three of five are satisfied.
    ['three of five satisfied', 'CSAT', tally(5, 3, 0, 18), 60],
    ['all satisfied', 'CSAT', tally(8, 8, 0, 37), 100],
    ['nobody satisfied', 'CSAT', tally(6, 0, 0, 9), 0],
    // 10 10 9 9 8 7 7 6 3 0: four promoters, three detractors, of ten.
    ['four promoters and three detractors of ten', 'NPS', tally(10, 4, 3, 69), 10],
    ['only detractors', 'NPS', tally(5, 0, 5, 12), -100],
    ['as many promoters as detractors', 'NPS', tally(6, 2, 2, 40), 0],
    // 7 6 6 5 4: 28 / 5.
    ['the mean of effort', 'CES', tally(5, 0, 0, 28), 5.6],
    ['one answer too few', 'CSAT', tally(ANSWERS_MIN - 1, 4, 0, 20), null],
    ['no answers at all', 'CES', tally(0, 0, 0, 0), null],
  ])('%s', (_what, measure, counts, expected) => {
    const figure = figureOf(measure, counts);
    if (expected === null) expect(figure).toBeNull();
    else expect(figure).toBeCloseTo(expected, 10);
  });
});

test('a group that has no promoters is still a group', () => {
  const group = (key: string, count: number, sum: number) => ({
    key,
    label: key,
    count,
    sums: { score: { '': sum } },
  });
  const figures = figuresFrom([
    {
      count: 12,
      sums: { score: { '': 80 } },
      groups: [group('2026-01', 7, 60), group('2026-02', 5, 20)],
    },
    { count: 4, sums: {}, groups: [group('2026-01', 4, 38)] },
    { count: 5, sums: {}, groups: [group('2026-02', 5, 20)] },
  ]);
  expect(figures.total).toEqual({ count: 12, good: 4, bad: 5, sum: 80 });
  expect(figures.lines.map(({ key, tally: of }) => [key, figureOf('NPS', of)])).toEqual([
    ['2026-01', (4 / 7) * 100],
    ['2026-02', -100],
  ]);
});

test('a month opens its answers from its first to its last day, also in a leap year', () => {
  expect(lineConditions('month', '2024-02').map(({ operand }) => operand)).toEqual([
    '2024-02-01',
    '2024-02-29',
  ]);
  expect(lineConditions('account', '')).toEqual([{ field: 'account', operator: 'isEmpty' }]);
});

test('what a figure is made of is what its bars are coloured by', () => {
  const holds = (score: number, part: 'good' | 'bad', measure: Measure): boolean =>
    conditionsOf(measure, part, []).every(({ field, operator, operand }) => {
      if (field !== 'score') return true;
      return operator === 'atLeast' ? score >= Number(operand) : score <= Number(operand);
    });
  for (const measure of MEASURES) {
    for (const score of scoresOf(measure)) {
      for (const part of ['good', 'bad'] as const) {
        if (!PARTS[measure].includes(part)) continue;
        expect(standingOf(measure, score) === part, `${measure} ${score}`).toBe(
          holds(score, part, measure),
        );
      }
    }
  }
  expect(scoresOf('CSAT')).toEqual([5, 4, 3, 2, 1]);
  expect(scoresOf('NPS')).toHaveLength(11);
});

test('an account and some days narrow every question alike', () => {
  expect(scopeConditions({})).toEqual([]);
  expect(scopeConditions({ account: 'a', days: 90 })).toEqual([
    { field: 'account', operator: 'anyOf', operand: ['a'] },
    { field: 'answeredAt', operator: 'inLastDays', operand: 90 },
  ]);
});
