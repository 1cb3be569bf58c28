/** What the bench asks of the data; the same of both stores, each question once, so that no cache has seen it. */
import type { Condition, Sort } from '../../crm/kernel/query.ts';
import { dealStages } from '../../crm/modules/deal/stages.ts';
import { rollsFrom, type RealisticRows } from './realistic-rows.ts';

/** As many rows as the app's own lists ask for when the question is a new one (`FIRST_ROWS` of use-window.ts). */
export const PAGE_ROWS = 120;

export interface DealQuestion {
  readonly stages: readonly string[];
  readonly minAmountMinor: number;
  readonly sort: Sort;
}

const SORTED_BY = ['name', 'amount', 'expectedCloseDate', 'account', 'owner'] as const;

/** Deals in some stages above some amount, in an order; no two are the same. */
export function dealQuestions(count: number, seed: number): readonly DealQuestion[] {
  const { below, pick, chance } = rollsFrom(seed);
  return Array.from({ length: count }, (_, index) => ({
    stages: dealStages.slice(0, 1 + below(dealStages.length)).map(({ value }) => value),
    minAmountMinor: index * 1000 + below(1000),
    sort: { field: pick(SORTED_BY), direction: chance(50) ? 'ascending' : 'descending' },
  }));
}

export function conditionsOf(question: DealQuestion): readonly Condition[] {
  return [
    { field: 'stage', operator: 'anyOf', operand: [...question.stages] },
    { field: 'amount', operator: 'moreThan', operand: question.minAmountMinor / 100 },
  ];
}

/** Three letters with which some word of some record begins, as a person types them; no two are the same. */
export function searchTerms(rows: RealisticRows, count: number, seed: number): readonly string[] {
  const { pick } = rollsFrom(seed);
  const terms = new Set<string>();
  const records = [...rows.account, ...rows.contact, ...rows.deal];
  // A small set of records has fewer beginnings than are wanted.
  for (let tries = 0; terms.size < count && tries < count * 50; tries++) {
    const row = pick(records);
    const word = String(row['lastName'] ?? row['name']).split(' ')[0] ?? '';
    const term = word.slice(0, 3).toLowerCase();
    if (/^[a-z]{3}$/.test(term)) terms.add(term);
  }
  return [...terms];
}
