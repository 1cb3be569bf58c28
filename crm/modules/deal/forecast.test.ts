import { describe, expect, test } from 'vitest';
import { row, setUp } from '../../../src-renderer/worker/queries/queries-under-test.ts';
import type { Condition } from '../../kernel/query.ts';
import { deal } from './deal.entity.ts';
import {
  conditionsBehind,
  forecastFieldsOf,
  forecastFrom,
  forecastQuestions,
  type Answers,
  type Bucket,
  type Figure,
  type ForecastScope,
} from './forecast.ts';

const TODAY = '2026-03-10';
const fields = forecastFieldsOf(deal)!;

interface Sold {
  readonly stage: string;
  readonly amount?: number;
  readonly currency?: string;
  readonly own?: number;
  readonly category?: string;
  readonly due?: string;
  readonly closed?: string;
}

/** Amounts in cents. */
const DEALS: Readonly<Record<string, Sold>> = {
  // March to come: 100 × 65 % + 200 × 80 % = 65 + 160
  a: { stage: 'Proposal', amount: 100_00, due: '2026-03-10', category: 'Best Case' },
  b: { stage: 'Negotiation', amount: 200_00, due: '2026-03-31', category: 'Commit' },
  // April: its own probability goes before its stage's, also when it is 0
  c: { stage: 'Prospecting', amount: 300_00, own: 50, due: '2026-04-01' },
  d: { stage: 'Prospecting', amount: 10_00, own: 0, due: '2026-04-30', category: 'Pipeline' },
  // Late: yesterday and last year
  e: { stage: 'Qualification', amount: 50_00, due: '2026-03-09', category: 'Commit' },
  f: { stage: 'Proposal', amount: 1_01, due: '2025-12-24', category: 'Best Case' },
  // Nobody said when
  g: { stage: 'Engaging', amount: 20_00 },
  // Another currency, of which three deals of a third of a yen each are a whole one: 33 % of 1 + 1 + 1
  h: { stage: 'Proposal', amount: 1, own: 33, currency: 'JPY', due: '2026-04-02' },
  i: { stage: 'Proposal', amount: 1, own: 33, currency: 'JPY', due: '2026-04-03' },
  j: { stage: 'Proposal', amount: 1, own: 33, currency: 'JPY', due: '2026-04-04' },
  // Left out, closed, or without an amount
  k: { stage: 'Negotiation', amount: 999_00, due: '2026-03-20', category: 'Omitted' },
  l: { stage: 'Lost', amount: 999_00, due: '2026-03-20', closed: '2026-03-02' },
  m: { stage: 'Won', amount: 70_00, due: '2026-03-20', closed: '2026-03-01' },
  n: { stage: 'Won', amount: 7_00, closed: '2026-03-31' },
  o: { stage: 'Won', amount: 999_00, closed: '2026-02-28' },
  p: { stage: 'Proposal', due: '2026-03-20' },
  q: { stage: 'From the future', amount: 999_00, due: '2026-03-20' },
};

function store() {
  const all = setUp();
  all.day.today = TODAY;
  const rows = Object.entries(DEALS).map(([id, sold]) =>
    row('deal', id, {
      stage: { stage: sold.stage, rank: 'a0' },
      ...(sold.amount === undefined
        ? {}
        : { amount: { amountMinor: sold.amount, currency: sold.currency ?? 'EUR' } }),
      ...(sold.own === undefined ? {} : { probability: sold.own }),
      ...(sold.category === undefined ? {} : { forecastCategory: sold.category }),
      ...(sold.due === undefined ? {} : { expectedCloseDate: sold.due }),
      ...(sold.closed === undefined ? {} : { closedDate: sold.closed }),
    }),
  );
  all.put(...rows);
  return all;
}

const scope: ForecastScope = { fields, today: TODAY, only: [] };

function forecast(all = store(), asked = scope) {
  const answers = Object.fromEntries(
    Object.entries(forecastQuestions(deal, asked)).map(([name, query]) => [name, all.run(query)]),
  ) as unknown as Answers;
  return forecastFrom(fields, answers, 'EUR');
}

const EURO = { currency: 'EUR', base: 'EUR', apart: ['JPY'] };
const YEN = { ...EURO, currency: 'JPY' };

describe('a forecast', () => {
  // Computed by hand from the deals above: pipeline, weighted, best case, commit, won.
  test.each<readonly [Bucket, readonly [number, number, number, number, number]]>([
    ['slipped', [51_01, 10_66, 51_01, 50_00, 0]],
    ['2026-02', [0, 0, 0, 0, 999_00]],
    ['2026-03', [300_00, 225_00, 300_00, 200_00, 77_00]],
    ['2026-04', [310_00, 150_00, 0, 0, 0]],
    ['', [20_00, 3_00, 0, 0, 0]],
  ])('has in the line “%s” what its deals come to', (bucket, wanted) => {
    const line = forecast()[0]?.lines.find((candidate) => candidate.bucket === bucket);
    const [pipeline, weighted, bestCase, commit, won] = wanted;
    expect(line?.figures).toEqual({ pipeline, weighted, bestCase, commit, won });
  });

  test('shows what slipped, then the months in order, then what has no date, and their total', () => {
    const [euro] = forecast();
    expect(euro?.lines.map(({ bucket }) => bucket)).toEqual([
      'slipped',
      '2026-02',
      '2026-03',
      '2026-04',
      '',
    ]);
    expect(euro?.total).toEqual({
      pipeline: 681_01,
      weighted: 388_66,
      bestCase: 351_01,
      commit: 250_00,
      won: 1076_00,
    });
  });

  test('keeps a currency without a rate apart, and rounds a sum once', () => {
    const all = forecast();
    expect(all.map(({ currency }) => currency)).toEqual(['EUR', 'JPY']);
    expect(all[1]?.total).toEqual({ pipeline: 3, weighted: 1, bestCase: 0, commit: 0, won: 0 });
  });

  test('is one figure where there is a rate: today’s for what is open, that of its day for what was won', () => {
    const all = store();
    all.put(
      row('rate', 'r1', { currency: 'JPY', perUnit: 0.01, validFrom: '2026-01-01' }),
      row('rate', 'r2', { currency: 'JPY', perUnit: 0.02, validFrom: '2026-03-05' }),
      row('deal', 'y', {
        stage: { stage: 'Won', rank: 'a0' },
        amount: { amountMinor: 1000, currency: 'JPY' },
        closedDate: '2026-03-04',
      }),
    );
    const [euro, ...others] = forecast(all);
    expect(others).toEqual([]);
    // Three yen are 6 cents, and a third of each of them 2; a thousand of them were 10 €.
    expect(euro?.lines.find(({ bucket }) => bucket === '2026-04')?.figures).toMatchObject({
      pipeline: 310_06,
      weighted: 150_02,
    });
    expect(euro?.total.won).toBe(1086_00);
  });

  test('of one owner is of their deals', () => {
    const all = store();
    all.put(
      row('deal', 'y', {
        stage: { stage: 'Proposal', rank: 'a0' },
        amount: { amountMinor: 5_00, currency: 'EUR' },
        expectedCloseDate: '2026-03-31',
        owner: 'u9',
      }),
    );
    const only = [{ field: 'owner', operator: 'anyOf', operand: ['u9'] }];
    expect(forecast(all, { ...scope, only })[0]?.total.pipeline).toBe(5_00);
    expect(
      all.ids({
        entity: 'deal',
        filter: { all: conditionsBehind({ ...scope, only }, 'pipeline', undefined, EURO) },
      }),
    ).toEqual(['y']);
  });

  test.each<readonly [Figure, Bucket | undefined, typeof EURO, readonly string[]]>([
    ['pipeline', '2026-03', EURO, ['a', 'b']],
    ['commit', '2026-03', EURO, ['b']],
    ['bestCase', 'slipped', EURO, ['e', 'f']],
    ['weighted', '2026-04', EURO, ['c', 'd']],
    ['weighted', '2026-04', YEN, ['h', 'i', 'j']],
    ['pipeline', '', EURO, ['g']],
    ['pipeline', undefined, EURO, ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['won', '2026-03', EURO, ['m', 'n']],
    ['won', undefined, EURO, ['m', 'n', 'o']],
  ])('opens exactly the deals behind its %s of “%s” in %o', (figure, bucket, part, wanted) => {
    const { ids } = store();
    const all: readonly Condition[] = conditionsBehind(scope, figure, bucket, part);
    expect(ids({ entity: 'deal', filter: { all } })).toEqual(wanted);
  });
});
