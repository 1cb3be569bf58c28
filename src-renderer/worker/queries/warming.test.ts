import { expect, test } from 'vitest';
import type { Query } from '../../../crm/kernel/query.ts';
import { entityNamed, modules } from '../../../crm/modules/registry.ts';
import { createRowStore } from '../rows/row-store.ts';
import { row, setUp } from './queries-under-test.ts';
import { warmOrders } from './warming.ts';

test('each column of a large list is asked for once, and its texts are made ready, with a pause after each step; small lists are left alone', async () => {
  const { queries } = setUp();
  let blocks = 3;
  const rows = createRowStore(entityNamed);
  rows.load(
    'deal',
    Array.from({ length: 5000 }, (_, index) => row('deal', `d${index}`)),
  );
  rows.load('account', [row('account', 'a')]);
  const asked: Query[] = [];
  let pauses = 0;
  const listening = {
    ...queries,
    run: (query: Query) => {
      asked.push(query);
      return queries.run(query);
    },
    warmQuickFilter: () => blocks-- > 0,
  };
  const entities = modules.map((module) => module.entity);
  await warmOrders(listening, rows, entities, () => {
    pauses++;
    return Promise.resolve();
  });
  expect(asked.map(({ entity, sort }) => [entity, sort[0]?.field])).toEqual(
    entityNamed('deal')?.listFields.map((field) => ['deal', field]),
  );
  expect(pauses).toBe(asked.length + 3);
});
