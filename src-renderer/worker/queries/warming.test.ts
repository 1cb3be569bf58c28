import { expect, test } from 'vitest';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import { entityNamed, modules } from '../../../crm/modules/registry.ts';
import { createRowStore } from '../rows/row-store.ts';
import { row, setUp } from './queries-under-test.ts';
import { keepWarm, warmOrders } from './warming.ts';

test('each column of a large list is asked for once, its groups and the places on its board as well, and its texts are made ready, with a pause after each step; small lists are left alone', async () => {
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
  const { listFields = [], fields = {} } = entityNamed('deal') ?? {};
  expect(asked.map(({ entity, sort, group }) => [entity, sort[0]?.field, group?.field])).toEqual(
    listFields.flatMap((field) => {
      const kind = fields[field];
      const isGrouped = kind !== undefined && kindOf(kind).groupKeys !== undefined;
      return [
        ['deal', field, undefined],
        ...(kind?.kind === 'stage' ? [['deal', `${field}.place`, undefined]] : []),
        ...(isGrouped ? [['deal', undefined, field]] : []),
      ];
    }),
  );
  expect(pauses).toBe(asked.length + 3);
});

test('a large act is followed by warming once it is over, a few edits are not', async () => {
  let warmed = 0;
  let writes = true;
  let due: (() => void) | undefined;
  const pass = async (): Promise<void> => {
    due?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  const warming = keepWarm({
    warm: () => {
      warmed++;
      return Promise.resolve();
    },
    isWritingMuch: () => writes,
    timers: {
      after: (_ms, run) => {
        due = run;
        return () => {
          due = undefined;
        };
      },
    },
  });
  expect(warmed).toBe(1);
  warming.changed(20);
  await pass();
  expect(warmed).toBe(1);
  warming.changed(512);
  warming.changed(512);
  await pass();
  expect(warmed).toBe(1);
  writes = false;
  await pass();
  expect(warmed).toBe(2);
  warming.changed(5000);
  warming.stop();
  await pass();
  expect(warmed).toBe(2);
});
