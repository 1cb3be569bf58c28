/** A store with queries over it whose clock, day and turns the test decides. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Query, QueryResult } from '../../../crm/kernel/query.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { createRowStore } from '../rows/row-store.ts';
import { createQueries } from './queries.ts';

export const ME = 'u1';

export function row(entity: string, id: string, fields: object = {}): AnyRow {
  return {
    id,
    entity,
    createdAt: `2026-01-0${1 + (id.length % 9)}T00:00:00.000Z`,
    createdBy: '',
    ...fields,
  };
}

export function setUp() {
  const rows = createRowStore();
  const waiting: { run: () => void; delayMs: number }[] = [];
  const clock = { ms: 0, costMs: 0 };
  const day = { today: '2026-03-10', timeZone: 'UTC' };
  const queries = createQueries({
    rows,
    entityNamed,
    // Asked once a run: a run takes as long as `costMs` says.
    context: () => {
      clock.ms += clock.costMs;
      return {
        meId: ME,
        today: day.today,
        locale: 'en',
        timeZone: day.timeZone,
        firstDayOfWeek: 1,
        currency: 'EUR',
        titleOf: rows.titleOf,
      };
    },
    now: () => clock.ms,
    schedule: (run, delayMs) => waiting.push({ run, delayMs }),
  });
  const put = (...all: readonly AnyRow[]): void => {
    rows.apply(all.map((after) => ({ entity: after.entity, id: after.id, after })));
  };
  const turn = (): void => {
    for (const { run, delayMs } of waiting.splice(0)) {
      clock.ms += delayMs;
      run();
    }
  };
  const run = (query: Partial<Query> & { readonly entity: string }): QueryResult => {
    const result = queries.run({ sort: [], window: { offset: 0, limit: 100 }, ...query });
    if (!result.ok) throw new Error(result.problem.message);
    return result.value;
  };
  const ids = (query: Partial<Query> & { readonly entity: string }): readonly string[] =>
    run(query).rows.map(({ id }) => id);
  return { rows, queries, put, turn, run, ids, waiting, clock, day };
}

export const by = (field: string, direction: 'ascending' | 'descending' = 'ascending') => [
  { field, direction },
];
