/** Questions over rows in memory, without an engine: what is put is there, and what is asked is answered at once. */
import { createRegistry, type Registry } from '../../../crm/kernel/custom/registry.ts';
import type { Query, QueryResult } from '../../../crm/kernel/query.ts';
import { builtInModules } from '../../../crm/modules/registry.ts';
import { createRowStore, type RowStore } from '../rows/row-store.ts';
import { createQueries, type Queries } from './queries.ts';

export interface Asked {
  readonly registry: Registry;
  readonly rows: RowStore;
  readonly queries: Queries;
  /** What is put off until there is time. */
  readonly waiting: (() => void)[];
  /** Which day it is, `YYYY-MM-DD`: for the person, and for the team where that is another one. */
  day: { today: string; teamToday?: string };
  readonly put: (entity: string, id: string, values: Readonly<Record<string, unknown>>) => void;
  readonly ask: (query: Partial<Query> & { readonly entity: string }) => QueryResult;
}

export function createAsked(today: string): Asked {
  const registry = createRegistry(builtInModules);
  const rows = createRowStore(registry.entity);
  const waiting: (() => void)[] = [];
  const queries = createQueries({
    rows,
    entityNamed: registry.entity,
    context: () => ({
      meId: 'u1',
      ...asked.day,
      locale: 'en',
      timeZone: 'UTC',
      firstDayOfWeek: 1,
      currency: 'EUR',
      titleOf: rows.titleOf,
    }),
    now: () => 0,
    schedule: (run) => waiting.push(run),
  });
  const asked: Asked = {
    registry,
    rows,
    queries,
    waiting,
    day: { today },
    put(entity, id, values) {
      const after = { id, entity, createdAt: '2026-01-01T00:00:00.000Z', createdBy: '', ...values };
      rows.apply([{ entity, id, after }]);
    },
    ask(query) {
      const result = queries.run({ sort: [], window: { offset: 0, limit: 100 }, ...query });
      if (!result.ok) throw new Error(result.problem.message);
      return result.value;
    },
  };
  return asked;
}
